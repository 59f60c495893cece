/** What a plan does, for a person and for a program. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import { formatLock, type Lock } from "./lock.js";
import type { Action, Plan } from "./plan.js";

type Kind = Action["kind"];

/** In the order of the report. Conflicts are errors, so they are told as such. */
const headings: Readonly<Record<Exclude<Kind, "conflict">, string>> = {
  create: "to create",
  update: "to update",
  delete: "to delete (no longer generated, not edited)",
  adopt: "already as generated",
  stale: "yours, made from an older template",
  orphan: "edited and no longer generated: kept, yours to delete",
  keep: "edited: kept",
  "stay-deleted": "deleted by you: stays deleted",
};

/** Paths of one kind that are listed before the rest is only counted. */
const listed = 12;

/** Lines without a final newline; empty when there are no steps but conflicts. `all` lists every path. */
export function planReport(plan: Plan, all = false): string {
  const groups: string[] = [];
  for (const [kind, heading] of Object.entries(headings)) {
    const paths = plan.steps
      .filter(({ action }) => action.kind === kind && tells(action))
      .map(({ path }) => path);
    if (paths.length === 0) continue;
    const most = all || paths.length <= listed + 1 ? paths.length : listed;
    const lines = paths.slice(0, most).map((path) => `  ${path}`);
    if (most < paths.length) lines.push(`  … and ${paths.length - most} more`);
    groups.push([`${paths.length} ${heading}`, ...lines].join("\n"));
  }
  return groups.join("\n");
}

/** What is yours is meant to be edited: nobody needs to be told. */
const tells = (action: Action): boolean => action.kind !== "keep" || action.owner !== "yours";

/** Generated files with edits that a run would keep: the spec alone does not make this project. */
export function editedGenerated(plan: Plan): readonly string[] {
  return plan.steps
    .filter(({ action }) => action.kind === "keep" && action.owner === "generated")
    .map(({ path }) => path);
}

export interface StepJson {
  readonly path: string;
  readonly action: Kind;
  readonly owner?: string;
  /** Of a conflict: `edited` or `collision`. */
  readonly why?: string;
}

export function stepJson({ path, action }: Plan["steps"][number]): StepJson {
  switch (action.kind) {
    case "create":
    case "update":
      return { path, action: action.kind, owner: action.file.owner };
    case "delete":
      return { path, action: action.kind };
    case "conflict":
      return { path, action: action.kind, why: action.why };
    default:
      return { path, action: action.kind, owner: action.owner };
  }
}

/** One error for each path that stops the run (MCP1530, MCP1531). */
export function conflicts(plan: Plan): readonly Diagnostic[] {
  return plan.steps.flatMap(({ path, action }) => {
    if (action.kind !== "conflict") return [];
    return action.why === "edited"
      ? [diagnostic("MCP1530", { message: `${path} was edited and would change` })]
      : [diagnostic("MCP1531", { message: `${path} is in the way: it was not generated` })];
  });
}

/** Whether a run would write anything, the lock included. */
export function wouldWrite(plan: Plan, lock: Lock | undefined): boolean {
  const touches = plan.steps.some(({ action }) => ["create", "update", "delete"].includes(action.kind));
  return touches || lock === undefined || formatLock(lock) !== formatLock(plan.lock);
}
