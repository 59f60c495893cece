import type { Path } from "../../regenerate/merge/keyed.js";

export type Parsed =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  /** `why`, such as `line 3, column 5: ValueExpected`. */
  | { readonly ok: false; readonly why: string };

/** A language that configurations are written in. Pure; texts have `\n` as their line ends. */
export interface ConfigFormat {
  readonly name: "JSON" | "YAML" | "TOML";
  /** A blank text is an empty configuration. */
  readonly parse: (text: string) => Parsed;
  readonly print: (value: Readonly<Record<string, unknown>>) => string;
  /**
   * `text` with `after` in place of `before`, everything else as it stands; all that differs is at `path` or at the
   * top. Undefined: in this layout that cannot be done safely.
   */
  readonly edit: (text: string, change: Change) => string | undefined;
}

export interface Change {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

/** `line 3, column 5` of an offset. */
export function placeAt(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}
