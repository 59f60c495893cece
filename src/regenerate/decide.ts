/** The rows of the decision table; test/regenerate/plan.test.ts holds every one. */
import type { GeneratedFile } from "../render/file.js";
import { decode, textHash, type Hash } from "./hash.js";
import type { LockedFile } from "./lock.js";
import { hasMarkers } from "./merge/markers.js";
import type { Merged, MergeInput } from "./merge/merge.js";
import type { Action, Choices, Conflict, Disk, Layout, Resolution } from "./plan.js";

export interface Decision {
  /** Absent: the file is as it should be. */
  readonly action?: Action;
  /** What the lock records as last generated. */
  readonly base?: Hash | undefined;
  readonly formatted?: Hash | undefined;
}

export interface FileInput {
  readonly file: GeneratedFile;
  /** Of the file's text. */
  readonly hash: Hash;
  readonly locked: LockedFile | undefined;
  readonly disk: Disk;
  /** Where it was generated until now, if it was renamed. */
  readonly from?: { readonly path: string; readonly disk: Disk };
  readonly base: (hash: Hash) => string | undefined;
  readonly layout: Layout | undefined;
  readonly choices: Choices;
  readonly merge: (input: MergeInput) => Merged;
}

/** For a path that is generated. */
export function decideFile(input: FileInput): Decision {
  const decision = decide(input);
  const { action } = decision;
  const written = action?.kind === "create" || action?.kind === "update" ? action.file.text : undefined;
  const text = action?.kind === "merge" ? action.text : written;
  const { hash, layout } = input;
  if (layout === undefined || text !== layout.next || textHash(text) === hash) return decision;
  return { ...decision, formatted: textHash(text) };
}

function decide(input: FileInput): Decision {
  const { file, hash, locked, disk, from, layout, choices } = input;
  const { owner } = file;
  const laidOut = layout === undefined ? undefined : textHash(layout.next);
  const formatted = laidOut === hash ? undefined : laidOut;
  const recorded = { base: hash, formatted };
  const written = layout === undefined ? file : { ...file, text: layout.next };

  if (disk.kind === "blocked") return collision(input);
  const isNext = disk.kind === "file" && (disk.hash === hash || disk.hash === laidOut);
  if (locked === undefined) {
    if (disk.kind === "absent") return { action: { kind: "create", file: written }, ...recorded };
    const own = { base: hash, formatted: disk.hash === hash ? undefined : formatted };
    return isNext ? { action: { kind: "adopt", owner }, ...own } : collision(input);
  }
  if (from !== undefined) return decideMoved(input, from);
  if (disk.kind === "absent") {
    return owner === "generated" || choices.restore?.has(file.path) === true
      ? { action: { kind: "create", file: written }, ...recorded }
      : { action: { kind: "stay-deleted", owner }, base: hash };
  }
  if (isNext) {
    const own = { base: hash, formatted: disk.hash === hash ? undefined : formatted };
    return locked.base === hash ? own : { action: { kind: "adopt", owner }, ...own };
  }
  if (isUntouched(disk.hash, locked, layout)) {
    if (locked.base === hash) return { base: hash, formatted: disk.hash };
    return { action: { kind: "update", file: written }, ...recorded };
  }
  return decideEdited(input, locked, disk.bytes, written.text);
}

/** Nobody changed more than the layout, and that as the project's own formatter does. */
const isUntouched = (found: Hash, { base, formatted }: LockedFile, layout: Layout | undefined): boolean =>
  found === base || found === formatted || (layout?.base !== undefined && found === textHash(layout.base));

function decideEdited(
  { file, hash, layout, base, choices, from, merge }: FileInput,
  locked: LockedFile,
  bytes: Uint8Array,
  theirs: string,
  isMoved = from !== undefined,
): Decision {
  const { owner, path } = file;
  const kept = { base: locked.base, formatted: locked.formatted };
  const choice = choices.perPath?.get(path) ?? choices.onConflict;
  const mine = decode(bytes);
  const overwritten = { ...file, text: theirs };
  const update: Decision = { action: { kind: "update", file: overwritten, overEdits: true }, base: hash };
  if (mine !== undefined && hasMarkers(mine)) {
    if (choice === "generated") return update;
    return { action: { kind: "conflict", file, conflict: { why: "markers" } }, ...kept };
  }
  if (from === undefined) {
    if (locked.base === hash) return { action: { kind: "keep", owner }, ...kept };
    // What is yours is not changed behind your back: the news is told once.
    if (owner === "yours") return { action: { kind: "stale", owner }, base: hash };
  }
  const keep: Decision = from
    ? { action: { kind: "merge", file, text: mine ?? "", markers: 0, from: from.path }, base: hash }
    : { action: { kind: "keep", owner }, base: hash };
  const stop = (conflict: Conflict): Decision => ({ action: { kind: "conflict", file, conflict }, ...kept });
  if (mine === undefined) {
    if (choice === "mine" && from === undefined) return keep;
    return choice === "generated" ? update : stop({ why: "binary" });
  }
  const merged = merge({
    path,
    base: layout?.base ?? base(locked.base),
    mine,
    theirs,
    isRenamed: isMoved,
  });
  const write = (text: string, markers: number): Decision =>
    text === mine && from === undefined
      ? keep
      : { action: { kind: "merge", file, text, markers, from: from?.path }, base: hash };
  if (merged.kind === "merged") return write(merged.text, 0);
  switch (choice) {
    case "mine":
      return keep;
    case "generated":
      return from ? write(theirs, 0) : update;
    case "markers":
      return write(merged.text, merged.count);
    case undefined:
      return stop({ why: "edited", text: merged.text, count: merged.count });
  }
}

/** A file that its spec renamed: the edits of the old path go into the new one. */
function decideMoved(input: FileInput, from: { readonly path: string; readonly disk: Disk }): Decision {
  const { file, hash, locked, disk, layout } = input;
  const theirs = layout?.next ?? file.text;
  const create: Decision = { action: { kind: "create", file: { ...file, text: theirs } }, base: hash };
  if (locked === undefined) return create;
  const isEdited = from.disk.kind === "file" && !isUntouched(from.disk.hash, locked, layout);
  const moved = isEdited ? decideEdited(input, locked, from.disk.bytes, theirs) : create;
  if (disk.kind !== "file") return moved;
  if (disk.hash === hash) return { action: { kind: "adopt", owner: file.owner }, base: hash };
  // Written by a run that was cut short before it deleted the old one.
  if (moved.action?.kind === "merge" && textHash(moved.action.text) === disk.hash) return moved;
  if (from.disk.kind !== "absent") return collision(input);
  // Moved by hand already: what stands at the new path is the old one, edited.
  const { from: _, ...here } = input;
  return decideEdited({ ...here, file: { ...file, owner: "shared" } }, locked, disk.bytes, theirs, true);
}

/** Never overwritten on a general word: only a choice for this very path can. */
function collision({ file, hash, locked, disk, choices, layout, merge }: FileInput): Decision {
  const theirs = layout?.next ?? file.text;
  const mine = disk.kind === "file" ? decode(disk.bytes) : undefined;
  const choice: Resolution | undefined =
    choices.perPath?.get(file.path) ?? (choices.onConflict === "generated" ? undefined : choices.onConflict);
  const merged = mine === undefined ? undefined : merge({ path: file.path, base: undefined, mine, theirs });
  if (disk.kind === "file") {
    if (choice === "mine") return { action: { kind: "keep", owner: file.owner }, base: hash };
    if (choice === "generated") {
      return { action: { kind: "update", file: { ...file, text: theirs }, overEdits: true }, base: hash };
    }
    if (choice === "markers" && merged !== undefined) {
      const markers = merged.kind === "conflict" ? merged.count : 0;
      return { action: { kind: "merge", file, text: merged.text, markers }, base: hash };
    }
  }
  const conflict: Conflict =
    disk.kind === "file" ? { why: "collision", text: merged?.text } : { why: "blocked" };
  return { action: { kind: "conflict", file, conflict }, base: locked?.base, formatted: locked?.formatted };
}

/** For a path that is no longer generated. `keep`: it stays in the lock. `parked`: where it may be moved to. */
export function decideGone(
  locked: LockedFile,
  disk: Disk,
  parked: string | undefined,
): { readonly action?: Action; readonly keep: boolean } {
  if (disk.kind === "absent") return { keep: false };
  if (disk.kind === "file" && (disk.hash === locked.base || disk.hash === locked.formatted)) {
    return { action: { kind: "delete" }, keep: false };
  }
  if (parked !== undefined && disk.kind === "file")
    return { action: { kind: "park", to: parked }, keep: false };
  return { action: { kind: "orphan", owner: locked.owner }, keep: true };
}
