/** Runs a command line in this process, in a folder of its own, with nobody at the keyboard. */
import { main } from "../../src/cli.js";
import { plain } from "../../src/diagnostics/frame.js";
import type { Terminal } from "../../src/terminal.js";

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export async function run(
  cwd: string,
  words: readonly string[],
  given: Partial<Terminal> = {},
): Promise<Run> {
  let out = "";
  let err = "";
  const exitCode = await main(words, {
    cwd,
    env: process.env,
    interactive: false,
    style: plain,
    verbose: false,
    signal: new AbortController().signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...given,
  });
  return { exitCode, out, err };
}

/** Options with which nothing but the project is made. */
export const bare = ["--no-install", "--no-git"] as const;
