/** What a plan does, for a person and for a program. */
import { formatLock, type Lock } from "./lock.js";
import type { Action, Plan, Step } from "./plan.js";

type Kind = Action["kind"];

interface Heading {
  /** After a number: `3 to create`. */
  readonly would: string;
  readonly did: string;
}

const both = (text: string): Heading => ({ would: text, did: text });

/** In the order of the report. Conflicts are errors, so they are told as such. */
const headings: readonly (readonly [(action: Action) => boolean, Heading])[] = [
  [({ kind }) => kind === "create", { would: "to create", did: "created" }],
  [({ kind }) => kind === "update", { would: "to update", did: "updated" }],
  [
    (action) => action.kind === "merge" && action.markers === 0 && action.from === undefined,
    { would: "to merge with your edits", did: "merged with your edits" },
  ],
  [
    (action) => action.kind === "merge" && action.markers === 0 && action.from !== undefined,
    { would: "to move, with your edits", did: "moved, with your edits" },
  ],
  [
    (action) => action.kind === "merge" && action.markers > 0,
    {
      would: "to leave with conflict markers",
      did: "left with conflict markers: resolve them before you generate again",
    },
  ],
  [
    ({ kind }) => kind === "delete",
    {
      would: "to delete (no longer generated, not edited)",
      did: "deleted (no longer generated, not edited)",
    },
  ],
  [
    ({ kind }) => kind === "park",
    {
      would: "to move out of the build (no longer generated)",
      did: "moved out of the build (no longer generated)",
    },
  ],
  [({ kind }) => kind === "adopt", both("already as generated")],
  [({ kind }) => kind === "stale", both("yours, made from an older template: kept as they are")],
  [
    ({ kind }) => kind === "orphan",
    both("edited and no longer generated: kept; --prune moves them out of the build"),
  ],
  [({ kind }) => kind === "keep", both("edited: kept")],
  [
    ({ kind }) => kind === "stay-deleted",
    both("deleted by you: stays deleted; --restore PATH brings it back"),
  ],
];

/** Paths of one kind that are listed before the rest is only counted. */
const listed = 12;

export interface ReportOptions {
  /** Every path is listed. */
  readonly all?: boolean;
  /** It was done, not only planned. */
  readonly done?: boolean;
}

/** Lines without a final newline; empty when there are no steps but conflicts. */
export function planReport(plan: Plan, { all = false, done = false }: ReportOptions = {}): string {
  const groups: string[] = [];
  for (const [belongs, heading] of headings) {
    const paths = plan.steps.filter(({ action }) => belongs(action) && tells(action)).map(shownPath);
    if (paths.length === 0) continue;
    const most = all || paths.length <= listed + 1 ? paths.length : listed;
    const lines = paths.slice(0, most).map((path) => `  ${path}`);
    if (most < paths.length) lines.push(`  … and ${paths.length - most} more`);
    groups.push([`${paths.length} ${done ? heading.did : heading.would}`, ...lines].join("\n"));
  }
  const hint = renameHint(plan);
  if (hint !== undefined) groups.push(hint);
  return groups.join("\n");
}

/** What is yours is meant to be edited: nobody needs to be told. */
const tells = (action: Action): boolean => action.kind !== "keep" || action.owner !== "yours";

function shownPath({ path, action }: Step): string {
  if (action.kind === "merge" && action.from !== undefined) return `${action.from} → ${path}`;
  return action.kind === "park" ? `${path} → ${action.to}` : path;
}

/** A handler that was written, gone from the spec in the run in which another one came: likely a new name. */
function renameHint({ steps }: Plan): string | undefined {
  const handlers = steps.filter(({ path }) => path.startsWith("src/handlers/"));
  const created = handlers.filter(({ action }) => action.kind === "create");
  const orphan = handlers.find(({ action }) => action.kind === "orphan");
  if (orphan === undefined || created.length === 0) return undefined;
  const old = /([^/]+)\.ts$/.exec(orphan.path)?.[1]?.replaceAll("-", "_");
  return `If a tool was renamed, give it \`renamedFrom: ${old}\` in the spec: its handler moves with it.`;
}

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
  /** Of a conflict: `edited`, `binary`, `collision`, `blocked` or `markers`. */
  readonly why?: string;
  /** Of a move: the old path. */
  readonly from?: string;
  /** Of what is parked: where. */
  readonly to?: string;
  /** Of a merge: conflicts left between markers. */
  readonly markers?: number;
}

export function stepJson({ path, action }: Step): StepJson {
  switch (action.kind) {
    case "create":
    case "update":
      return { path, action: action.kind, owner: action.file.owner };
    case "merge":
      return {
        path,
        action: action.kind,
        owner: action.file.owner,
        ...(action.from !== undefined && { from: action.from }),
        ...(action.markers > 0 && { markers: action.markers }),
      };
    case "delete":
      return { path, action: action.kind };
    case "park":
      return { path, action: action.kind, to: action.to };
    case "conflict":
      return { path, action: action.kind, owner: action.file.owner, why: action.conflict.why };
    default:
      return { path, action: action.kind, owner: action.owner };
  }
}

const touching: ReadonlySet<Kind> = new Set<Kind>(["create", "update", "merge", "delete", "park"]);

/** Whether a run would write anything, the lock and the stored texts included. */
export function wouldWrite(plan: Plan, lock: Lock | undefined): boolean {
  if (plan.steps.some(({ action }) => touching.has(action.kind)) || plan.bases.size > 0) return true;
  return lock === undefined || formatLock(lock) !== formatLock(plan.lock);
}
