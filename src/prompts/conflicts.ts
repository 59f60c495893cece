/** Asks about each file that the user and the generator both changed. */
import { select } from "@inquirer/prompts";
import { colouredPatch } from "../diagnostics/patch-colours.js";
import type { ConflictStep } from "../regenerate/conflicts.js";
import { decode } from "../regenerate/hash.js";
import { filePatch } from "../regenerate/patch.js";
import type { Conflict, Disk, Resolution } from "../regenerate/plan.js";
import type { Terminal } from "../terminal.js";

type Context = NonNullable<Parameters<typeof select>[1]>;
type Choice = Resolution | "diff" | "quit";

/**
 * A resolution for each conflict, or undefined when the user quits: then nothing is written. Rejects with
 * inquirer's `ExitPromptError` or `AbortPromptError` when the user stops.
 */
export async function askConflicts(
  conflicts: readonly ConflictStep[],
  disk: ReadonlyMap<string, Disk>,
  terminal: Terminal,
): Promise<ReadonlyMap<string, Resolution> | undefined> {
  const context: Context = {
    ...(terminal.prompts as Pick<Context, "input" | "output"> | undefined),
    signal: terminal.signal,
  };
  const answers = new Map<string, Resolution>();
  // Nothing that could be answered would let the run go on.
  if (conflicts.some(({ action }) => action.conflict.why === "blocked")) return answers;
  for (const [index, { path, action }] of conflicts.entries()) {
    const { conflict, file } = action;
    for (;;) {
      const message = `${path} ${why(conflict)} (${index + 1} of ${conflicts.length}):`;
      const choice = await select<Choice>({ message, choices: choicesFor(conflict) }, context);
      if (choice === "quit") return undefined;
      if (choice !== "diff") {
        answers.set(path, choice);
        break;
      }
      const found = disk.get(path);
      const mine = found?.kind === "file" ? decode(found.bytes) : undefined;
      terminal.err(colouredPatch(filePatch(path, mine, file.text), terminal.style));
    }
  }
  return answers;
}

function why(conflict: Conflict): string {
  switch (conflict.why) {
    case "edited":
      return "was changed by you and by the generator";
    case "binary":
      return "was made something that is no text";
    case "collision":
      return "is there already and was not generated";
    case "blocked":
      return "cannot be written";
    case "markers":
      return "still has conflict markers";
  }
}

/** Only what can be done: there is nothing to merge in what is no text, and markers are no answer to markers. */
function choicesFor(conflict: Conflict): { value: Choice; name: string; description?: string }[] {
  const canMerge = "text" in conflict && conflict.text !== undefined;
  return [
    { value: "diff", name: "Show the difference" },
    ...(conflict.why === "markers"
      ? []
      : [
          {
            value: "mine" as const,
            name: "Keep mine",
            description: "What the generator changed here is left out.",
          },
        ]),
    {
      value: "generated",
      name: "Take the generated one",
      description: "Your edits of this file are dropped.",
    },
    ...(canMerge
      ? [
          {
            value: "markers" as const,
            name: "Merge, and mark what conflicts",
            description: "Both stand between <<<<<<< and >>>>>>>, for your editor.",
          },
        ]
      : []),
    { value: "quit", name: "Quit and write nothing" },
  ];
}
