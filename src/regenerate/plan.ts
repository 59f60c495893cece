/**
 * The one place that decides what a run does to a project. Reports, checks and the writer all consume its plan;
 * nothing is written before the plan is complete.
 */
import type { GeneratedFile, Owner } from "../render/file.js";
import { textHash, type Hash } from "./hash.js";
import type { Lock, LockedFile } from "./lock.js";
import { byPath, foldPath } from "./paths.js";

/**
 * What happens to one path. Only `create`, `update` and `delete` touch the disk:
 * - `adopt`: the disk already has the new text, written by hand or by a run that was cut short;
 * - `keep`: edited, and the generator has nothing new for it;
 * - `stale`: yours and edited, and the generator would now begin it differently;
 * - `stay-deleted`: you deleted it;
 * - `orphan`: edited, and no longer generated.
 */
export type Action =
  | { readonly kind: "create" | "update"; readonly file: GeneratedFile }
  | { readonly kind: "adopt" | "keep" | "stale" | "stay-deleted" | "orphan"; readonly owner: Owner }
  | { readonly kind: "delete" }
  | { readonly kind: "conflict"; readonly why: "edited" | "collision" };

export interface Step {
  readonly path: string;
  readonly action: Action;
}

/**
 * Everything a run would do, complete before anything is written. `steps` are sorted by path; a path that is as
 * it should be has none. `lock` is what to record once the steps are done.
 */
export interface Plan {
  readonly steps: readonly Step[];
  readonly lock: Lock;
}

/** What stands at a path. `blocked`: something that is no file, or below something that is no folder. */
export type Disk =
  { readonly kind: "absent" } | { readonly kind: "blocked" } | { readonly kind: "file"; readonly hash: Hash };

export interface PlanInput {
  /** What the last run recorded; absent in a project that was never generated. */
  readonly lock?: Lock | undefined;
  /** What stands at each path of `lock` and `next`; a path that is missing here is absent. */
  readonly disk: ReadonlyMap<string, Disk>;
  /** Everything to generate. Paths are safe and do not collide (`checkOutput`). */
  readonly next: readonly GeneratedFile[];
  readonly generator: string;
  readonly spec: Hash;
}

const absent: Disk = { kind: "absent" };

/** Pure: the same input gives the same plan. Never loses a line that the generator did not write. */
export function plan({ lock, disk, next, generator, spec }: PlanInput): Plan {
  const steps: Step[] = [];
  const files = new Map<string, LockedFile>();
  const wanted = new Set(next.map((file) => foldPath(file.path)));

  for (const file of next) {
    const locked = lock?.files.get(file.path);
    const { action, base } = decide(file, locked, disk.get(file.path) ?? absent);
    if (action !== undefined) steps.push({ path: file.path, action });
    if (base !== undefined) files.set(file.path, { owner: file.owner, base });
  }
  for (const [path, locked] of lock?.files ?? []) {
    // Where case does not count, deleting the old spelling would delete the new file.
    if (wanted.has(foldPath(path))) continue;
    const found = disk.get(path) ?? absent;
    if (found.kind === "absent") continue;
    if (found.kind === "file" && found.hash === locked.base) {
      steps.push({ path, action: { kind: "delete" } });
    } else {
      steps.push({ path, action: { kind: "orphan", owner: locked.owner } });
      files.set(path, locked);
    }
  }
  steps.sort((left, right) => byPath(left.path, right.path));
  return { steps, lock: { generator, spec, files } };
}

interface Decision {
  /** Absent: the file is as it should be. */
  readonly action?: Action;
  /** What the lock records as last generated. */
  readonly base?: Hash;
}

/** One row of the decision table; test/regenerate/plan.test.ts holds every row. */
function decide(file: GeneratedFile, locked: LockedFile | undefined, disk: Disk): Decision {
  const { owner } = file;
  const next = textHash(file.text);
  if (disk.kind === "blocked") return conflict("collision", locked);
  if (locked === undefined) {
    if (disk.kind === "absent") return { action: { kind: "create", file }, base: next };
    return disk.hash === next
      ? { action: { kind: "adopt", owner }, base: next }
      : conflict("collision", locked);
  }
  if (disk.kind === "absent") {
    return owner === "generated"
      ? { action: { kind: "create", file }, base: next }
      : { action: { kind: "stay-deleted", owner }, base: next };
  }
  if (disk.hash === next) {
    return locked.base === next ? { base: next } : { action: { kind: "adopt", owner }, base: next };
  }
  if (disk.hash === locked.base) return { action: { kind: "update", file }, base: next };
  if (locked.base === next) return { action: { kind: "keep", owner }, base: next };
  // What is yours is never merged, so its base need not be kept: the news is told once.
  if (owner === "yours") return { action: { kind: "stale", owner }, base: next };
  return conflict("edited", locked);
}

function conflict(why: "edited" | "collision", locked: LockedFile | undefined): Decision {
  return { action: { kind: "conflict", why }, ...(locked && { base: locked.base }) };
}
