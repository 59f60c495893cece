/** What `generate` says of its plan, and how it ends. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Values } from "../arguments.js";
import { colouredPatch } from "../diagnostics/patch-colours.js";
import { plain } from "../diagnostics/frame.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Outcome } from "../outcome.js";
import type { FoundSpec } from "../project/find-spec.js";
import { conflicts } from "../regenerate/conflicts.js";
import type { Lock } from "../regenerate/lock.js";
import type { Plan } from "../regenerate/plan.js";
import type { Prepared } from "../regenerate/prepare.js";
import { editedGenerated, planReport, stepJson } from "../regenerate/report.js";
import type { Terminal } from "../terminal.js";

/** Whether a run with these options writes nothing, whatever there is to do. */
export const onlyReports = (values: Values): boolean =>
  values.has("dry-run") || values.has("check") || values.has("diff");

/** Whether an option says what is to be done with a file, or with the spec. */
export const decides = (values: Values): boolean =>
  ["bump", "on-conflict", "prune", "restore", "serve"].some((option) => values.has(option));

export interface Told {
  readonly prepared: Prepared;
  /** Whether a run writes anything, the lock and the stored texts included. */
  readonly changes: boolean;
  /** Of the spec and its templates. */
  readonly warnings?: readonly Diagnostic[];
  readonly texts?: ReadonlyMap<string, string>;
}

/** Tells a plan that was carried out, or that only was to be shown. */
export async function tell(
  { folder, name }: FoundSpec,
  { prepared, changes, warnings = [], texts }: Told,
  values: Values,
  terminal: Terminal,
): Promise<Outcome> {
  const { plan, lock } = prepared;
  const inConflict = conflicts(plan);
  const edited = editedGenerated(plan);
  const shows = onlyReports(values);
  const done = !shows && inConflict.length === 0;
  const drift = values.has("check") && inConflict.length === 0 ? drifts(name, changes, edited) : [];
  if (values.has("diff") && !values.has("json")) await printPatch(prepared, terminal);
  const report = planReport(plan, { all: terminal.verbose, done });
  if (report !== "" && (shows || done)) terminal.err(`${report}\n`);
  for (const name of changedSets(lock, plan))
    terminal.err(`The templates of ${name} changed since the last run.\n`);
  const markers = plan.steps.some(({ action }) => action.kind === "merge" && action.markers > 0);
  terminal.err(
    `${summary({ inConflict: inConflict.length, changes, edited: edited.length, onlyReports: shows })}\n`,
  );
  return {
    exitCode: inConflict.length > 0 || drift.length > 0 || (done && markers) ? 1 : 0,
    diagnostics: [...warnings, ...inConflict, ...drift],
    ...(texts && { texts }),
    json: {
      dir: folder,
      written: done && changes,
      steps: plan.steps.map(stepJson),
    },
  };
}

async function printPatch({ plan, disk }: Prepared, terminal: Terminal): Promise<void> {
  const { planPatch } = await import("../regenerate/patch.js");
  const patch = planPatch(plan, disk);
  const { outStyle = plain } = terminal;
  terminal.out(outStyle === plain ? patch : colouredPatch(patch, outStyle));
}

/** Template sets that are not as they were, of those that the spec names and named. */
function changedSets(lock: Lock | undefined, { lock: { templates } }: Plan): readonly string[] {
  return [...(templates ?? [])].flatMap(([name, hash]) => {
    const before = lock?.templates?.get(name);
    return before === undefined || before === hash ? [] : [name];
  });
}

interface Ending {
  readonly inConflict: number;
  readonly changes: boolean;
  readonly edited: number;
  readonly onlyReports: boolean;
}

function summary({ inConflict, changes, edited, onlyReports }: Ending): string {
  if (inConflict > 0) return "Nothing was written.";
  if (!changes) return edited > 0 ? "Nothing to do." : "Everything is as the spec says.";
  return onlyReports ? "Nothing was written: this is what generate would do." : "Done.";
}

/** Why `--check` fails: a run would change something, or would keep edits of what follows from the spec alone. */
function drifts(name: string, changes: boolean, edited: readonly string[]) {
  if (changes) return [diagnostic("MCP1532", { message: `the project is not what ${name} generates` })];
  return edited.map((path) =>
    diagnostic("MCP1532", {
      message: `${path} was edited: it is not what ${name} generates`,
      help: "make the change in the spec or in a file that is not generated; delete this one to have it back",
    }),
  );
}
