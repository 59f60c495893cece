/** Asks which majors go on when another one begins. */
import { select } from "@inquirer/prompts";
import type { Terminal } from "../terminal.js";

type Context = NonNullable<Parameters<typeof select>[1]>;

/**
 * Those of `served`, oldest first, that stay beside the major of `version`. Rejects with inquirer's `ExitPromptError` or
 * `AbortPromptError` when the user stops.
 */
export function askMajors(
  served: readonly number[],
  version: string,
  terminal: Terminal,
): Promise<readonly number[]> {
  const context: Context = {
    ...(terminal.prompts as Pick<Context, "input" | "output"> | undefined),
    signal: terminal.signal,
  };
  const suffixes = served.map((_, index) => served.slice(index));
  const choices = suffixes.map((kept) => ({
    value: kept,
    name: `Serve ${kept.join(" and ")} beside it`,
    description: `Whoever calls ${kept.length > 1 ? "them goes" : "it goes"} on to see what was released.`,
  }));
  const drop = {
    value: [],
    name: "Stop serving older ones",
    description: "Whoever stayed with one is refused from then on.",
  };
  const message = `${version} begins another major:`;
  return select<readonly number[]>({ message, choices: [...choices, drop] }, context);
}
