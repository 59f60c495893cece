/**
 * What a run is about to write by merging. A run that dies before its lock is followed by one that would merge into
 * the merged text; with this it knows its own text again. Gone as soon as the lock is written.
 */
import { decode, hashPattern, textHash, type Hash } from "./hash.js";
import type { Lock, LockedFile } from "./lock.js";
import type { Disk, Plan } from "./plan.js";
import { pendingPath } from "./state.js";
import type { Workspace } from "./workspace.js";

interface Pending {
  /** Of the merged text. */
  readonly text: Hash;
  /** Of the generated text that is in it. */
  readonly base: Hash;
  /** Where it stood before, and what stood there. */
  readonly from?: { readonly path: string; readonly text: Hash };
}

/** The text of the file, or undefined when nothing is merged. */
export function formatPending({ steps, lock }: Plan, workspace: Workspace): string | undefined {
  const entries = steps.flatMap(({ path, action }) => {
    const base = lock.files.get(path)?.base;
    if (action.kind !== "merge" || base === undefined) return [];
    const before = action.from === undefined ? undefined : workspace.read(action.from);
    const found = before?.kind === "file" ? decode(before.bytes) : undefined;
    const from = found === undefined ? {} : { from: { path: action.from, text: textHash(found) } };
    return [[path, { text: textHash(action.text), base, ...from }] as const];
  });
  return entries.length === 0 ? undefined : `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** The lock as the run that was cut short would have written it, as far as it got. */
export function resumed(
  lock: Lock | undefined,
  workspace: Workspace,
  disk: ReadonlyMap<string, Disk>,
): Lock | undefined {
  const found = lock === undefined ? undefined : workspace.read(pendingPath);
  if (lock === undefined || found?.kind !== "file") return lock;
  const files = new Map<string, LockedFile>(lock.files);
  for (const [path, { text, base, from }] of readPending(decode(found.bytes) ?? "")) {
    const now = disk.get(path);
    if (now?.kind !== "file" || now.hash !== text) continue;
    const owner = lock.files.get(from?.path ?? path)?.owner;
    if (owner === undefined) continue;
    files.set(path, { owner, base });
    // What was moved is in its new place: the old one can go.
    if (from !== undefined) files.set(from.path, { owner, base: from.text });
  }
  return { ...lock, files };
}

/** A damaged file is as good as none: then texts are merged again. */
function readPending(text: string): ReadonlyMap<string, Pending> {
  try {
    const value = JSON.parse(text) as unknown;
    const entries = Object.entries(value as Readonly<Record<string, Partial<Pending>>>);
    return new Map(
      entries.flatMap(([path, { text, base, from }]) => {
        if (!isHash(text) || !isHash(base)) return [];
        return [[path, { text, base, ...(from && isHash(from.text) && { from }) }] as const];
      }),
    );
  } catch {
    return new Map();
  }
}

const isHash = (value: unknown): value is Hash => typeof value === "string" && hashPattern.test(value);
