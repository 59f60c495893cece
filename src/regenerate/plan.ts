/**
 * The one place that decides what a run does to a project. Reports, checks and the writer all consume its plan;
 * nothing is written before the plan is complete.
 */
import type { GeneratedFile, Owner } from "../render/file.js";
import { decideFile, decideGone, type Decision } from "./decide.js";
import { textHash, type Hash } from "./hash.js";
import type { Lock, LockedFile } from "./lock.js";
import type { Merged, MergeInput } from "./merge/merge.js";
import { byPath, foldPath } from "./paths.js";
import { parkingPlace } from "./state.js";

/** What to do where both sides changed the same lines. */
export type Resolution = "markers" | "mine" | "generated";

/** Why nothing can be decided without the user. */
export type Conflict =
  /** Both changed the same lines. `text` has them between markers. */
  | { readonly why: "edited"; readonly text: string; readonly count: number }
  /** Edited, and no text that could be merged. */
  | { readonly why: "binary" }
  /** Something that was not generated stands there. `text`: with markers, if it is a text. */
  | { readonly why: "collision"; readonly text?: string | undefined }
  /** What stands there, or above it, is no file or no folder, and no word of the user's can make it one. */
  | { readonly why: "blocked" }
  /** Markers of an earlier conflict are still in it. */
  | { readonly why: "markers" };

/**
 * What happens to one path. These touch the disk:
 * - `create`, `update`: the generated text is written (`update`: over one that nobody edited, or on your word);
 * - `merge`: what changed is merged into your edits, from another path if it was renamed;
 * - `delete`: no longer generated, not edited; `park`: edited, and moved out of the build.
 *
 * These do not:
 * - `adopt`: the disk already has the new text, written by hand or by a run that was cut short;
 * - `keep`: edited, and the generator has nothing new for it;
 * - `stale`: yours and edited, and the generator would now begin it differently;
 * - `stay-deleted`: you deleted it;
 * - `orphan`: edited, and no longer generated;
 * - `conflict`: nothing at all is written.
 */
export type Action =
  | { readonly kind: "create"; readonly file: GeneratedFile }
  | {
      readonly kind: "update";
      readonly file: GeneratedFile;
      /** Because the user said so. */
      readonly overEdits?: boolean;
    }
  | {
      readonly kind: "merge";
      readonly file: GeneratedFile;
      readonly text: string;
      /** Conflicts that are left in the text. */
      readonly markers: number;
      /** Where it stood before; that one goes. */
      readonly from?: string | undefined;
    }
  | { readonly kind: "adopt" | "keep" | "stale" | "stay-deleted" | "orphan"; readonly owner: Owner }
  | { readonly kind: "delete" }
  | { readonly kind: "park"; readonly to: string }
  | { readonly kind: "conflict"; readonly file: GeneratedFile; readonly conflict: Conflict };

export interface Step {
  readonly path: string;
  readonly action: Action;
}

/**
 * Everything a run would do, complete before anything is written. `steps` are sorted by path; a path that is as
 * it should be has none. `lock` is what to record once the steps are done, `bases` the texts that it speaks of and
 * that are not stored yet.
 */
export interface Plan {
  readonly steps: readonly Step[];
  readonly lock: Lock;
  readonly bases: ReadonlyMap<Hash, string>;
}

/** What stands at a path. `blocked`: something that is no file, or below something that is no folder. */
export type Disk =
  | { readonly kind: "absent" }
  | { readonly kind: "blocked" }
  | { readonly kind: "file"; readonly hash: Hash; readonly bytes: Uint8Array };

/** A file's texts as the project's own formatter writes them. */
export interface Layout {
  readonly base?: string | undefined;
  readonly next: string;
}

export interface Bases {
  /** The text with this hash, if it is stored and whole. */
  readonly get: (hash: Hash) => string | undefined;
  readonly has: (hash: Hash) => boolean;
}

export interface PlanInput {
  /** What the last run recorded; absent in a project that was never generated. */
  readonly lock?: Lock | undefined;
  readonly bases: Bases;
  /** What stands at each path of `lock` and `next`; a path that is missing here is absent. */
  readonly disk: ReadonlyMap<string, Disk>;
  /** Everything to generate. Paths are safe and do not collide (`checkOutput`). */
  readonly next: readonly GeneratedFile[];
  readonly generator: string;
  readonly spec: Hash;
  /** Template sets that the spec names. */
  readonly templates?: ReadonlyMap<string, Hash> | undefined;
  /** Files that the project's own formatter lays out, or would. */
  readonly layouts?: ReadonlyMap<string, Layout>;
  readonly choices?: Choices;
  /** `mergeText`; handed in, because only a project with edits needs to load it. */
  readonly merge: (input: MergeInput) => Merged;
}

/** What the user said. */
export interface Choices {
  /** For every conflict but a collision, which is never overwritten on a general word. */
  readonly onConflict?: Resolution | undefined;
  /** For a path, before `onConflict`. */
  readonly perPath?: ReadonlyMap<string, Resolution>;
  /** Whether edited files that are no longer generated are moved out of the build. */
  readonly prune?: boolean;
  /** Paths to generate although they were deleted. */
  readonly restore?: ReadonlySet<string>;
}

const absent: Disk = { kind: "absent" };

/** Pure: the same input gives the same plan. Never loses a line that the generator did not write. */
export function plan(input: PlanInput): Plan {
  const { lock, bases, disk, next, generator, spec, templates, choices = {} } = input;
  const steps: Step[] = [];
  const files = new Map<string, LockedFile>();
  const fresh = new Map<Hash, string>();
  const wanted = new Set(next.map((file) => foldPath(file.path)));
  const moved = new Set<string>();

  for (const file of next) {
    const before = file.movedFrom === undefined ? undefined : movable(file, input, wanted);
    const origin = before ?? file.path;
    const hash = textHash(file.text);
    const decision = decideFile({
      file,
      hash,
      locked: lock?.files.get(origin),
      disk: disk.get(file.path) ?? absent,
      ...(before !== undefined && { from: { path: before, disk: disk.get(before) ?? absent } }),
      base: (wantedBase) => bases.get(wantedBase),
      layout: input.layouts?.get(file.path),
      choices,
      merge: input.merge,
    });
    const { action, base, formatted } = decision;
    if (action !== undefined) steps.push({ path: file.path, action });
    if (action?.kind === "merge" && action.from !== undefined) moved.add(action.from);
    if (before !== undefined && isConflict(decision)) moved.add(before);
    if (base !== undefined) {
      files.set(file.path, { owner: file.owner, base, ...(formatted !== undefined && { formatted }) });
      if (base === hash && !bases.has(hash)) fresh.set(hash, file.text);
    }
  }
  for (const [path, locked] of lock?.files ?? []) {
    // Where case does not count, deleting the old spelling would delete the new file.
    if (wanted.has(foldPath(path)) || moved.has(path)) continue;
    const parked = choices.prune === true ? parkingFor(path, disk) : undefined;
    const { action, keep } = decideGone(locked, disk.get(path) ?? absent, parked);
    if (action !== undefined) steps.push({ path, action });
    if (keep) files.set(path, locked);
  }
  steps.sort((left, right) => byPath(left.path, right.path));
  return { steps, lock: { generator, spec, ...(templates && { templates }), files }, bases: fresh };
}

/** Where an orphan can be moved to; `disk` has the places that are taken. */
function parkingFor(path: string, disk: ReadonlyMap<string, Disk>): string {
  for (let number = 1; ; number++) {
    const place = parkingPlace(path, number);
    if ((disk.get(place) ?? absent).kind === "absent") return place;
  }
}

/** The old path of a renamed file, if what stands there is to be moved. */
function movable(file: GeneratedFile, { lock }: PlanInput, wanted: ReadonlySet<string>): string | undefined {
  const { path, movedFrom } = file;
  if (movedFrom === undefined || lock === undefined) return undefined;
  const isNew = !lock.files.has(path) && lock.files.has(movedFrom);
  return isNew && !wanted.has(foldPath(movedFrom)) ? movedFrom : undefined;
}

const isConflict = ({ action }: Decision): boolean => action?.kind === "conflict";
