import type { Diagnostic } from "./diagnostics/diagnostic.js";

/** What a command came to; only the command-line edge turns it into text and an exit code. */
export interface Outcome {
  /** 0 done, 1 drift or conflict or something left undone, 2 bad input. */
  readonly exitCode: 0 | 1 | 2;
  readonly diagnostics: readonly Diagnostic[];
  /** By file as named in spans, for code frames. */
  readonly texts?: ReadonlyMap<string, string>;
  /** What `--json` prints beside `ok`, `exitCode` and `diagnostics`. */
  readonly json?: Readonly<Record<string, unknown>>;
}

/** Bad input: nothing was done. */
export function refusal(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string> = new Map(),
): Outcome {
  return { exitCode: 2, diagnostics, texts };
}
