/**
 * Carries out a plan so that a run that fails changes nothing and a run that dies can be repeated:
 * every text is staged first (a full disk shows here), then published by renaming: the stored bases, what is merged, each file,
 * then deletions, the lock, and what is no longer needed. Until the lock is written the next run sees each
 * finished file as already current.
 */
import { setImmediate } from "node:timers/promises";
import type { GeneratedFile } from "../render/file.js";
import { decode } from "./hash.js";
import { formatLock } from "./lock.js";
import type { Plan, Step } from "./plan.js";
import { formatPending } from "./pending.js";
import { baseFolder, basePath, lockPath, pendingPath } from "./state.js";
import type { Found, Workspace } from "./workspace.js";

/** A file that the user brings: copied, never recorded, never touched again. */
export interface BroughtFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

export interface ApplyOptions {
  /** Written first, so that a project whose creation died can be finished by `generate`. */
  readonly brought?: readonly BroughtFile[];
  /** Stops the run and undoes it, until the first rename; from there on a run is done within milliseconds. */
  readonly signal?: AbortSignal;
}

interface Write {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array | string;
  readonly executable: boolean;
  readonly before: Found;
}

/**
 * Writes what the plan says. The plan has no conflicts. Throws what the workspace throws, and `signal.reason`
 * when stopped; whenever it throws, the project is as it was before.
 */
export async function apply(plan: Plan, workspace: Workspace, options: ApplyOptions = {}): Promise<void> {
  const { brought = [], signal } = options;
  const writes: Write[] = [];
  const done: Write[] = [];
  const add = (path: string, bytes: Uint8Array | string, executable: boolean, before: Found) =>
    writes.push({ name: String(writes.length), path, bytes, executable, before });
  try {
    for (const file of brought) add(file.path, file.bytes, false, workspace.read(file.path));
    for (const [hash, text] of plan.bases) {
      const path = basePath(hash);
      add(path, text, false, workspace.read(path));
    }
    const pending = formatPending(plan, workspace);
    if (pending !== undefined) add(pendingPath, pending, false, workspace.read(pendingPath));
    for (const { path, action } of plan.steps) {
      if (action.kind === "create" || action.kind === "update") {
        const before = workspace.read(path);
        add(path, withLineEndsOf(before, action.file), action.file.executable === true, before);
      } else if (action.kind === "merge") {
        const before = workspace.read(action.from ?? path);
        const executable = action.file.executable === true || (before.kind === "file" && before.executable);
        add(path, action.text, executable, workspace.read(path));
      } else if (action.kind === "park") {
        const parked = workspace.read(path);
        if (parked.kind === "file")
          add(action.to, parked.bytes, parked.executable, workspace.read(action.to));
      }
    }
    const before = workspace.read(lockPath);
    const lock = formatLock(plan.lock);
    if (before.kind !== "file" || decode(before.bytes) !== lock) add(lockPath, lock, false, before);

    for (const [index, write] of writes.entries()) {
      if (index % 64 === 0) await setImmediate(); // Lets a signal in.
      signal?.throwIfAborted();
      workspace.stage(write.name, write.bytes, write.executable);
    }
    const publish = (write: Write) => {
      done.push(write);
      workspace.publish(write.name, write.path);
    };
    const last = writes.at(-1)?.path === lockPath ? writes.pop() : undefined;
    for (const write of writes) publish(write);
    for (const path of plan.steps.flatMap(deleted)) {
      const before = workspace.read(path);
      if (before.kind !== "file") continue;
      done.push({ name: "", path, bytes: "", executable: false, before });
      workspace.remove(path);
    }
    if (last !== undefined) publish(last);
    done.length = 0; // From here on the project is as planned.
    if (workspace.read(pendingPath).kind === "file") workspace.remove(pendingPath);
    removeUnusedBases(plan, workspace);
  } catch (error) {
    undo(done, workspace);
    throw error;
  } finally {
    workspace.discard();
  }
}

/** Paths that a step takes away. */
function deleted({ path, action }: Step): readonly string[] {
  if (action.kind === "delete" || action.kind === "park") return [path];
  return action.kind === "merge" && action.from !== undefined ? [action.from] : [];
}

function removeUnusedBases({ lock }: Plan, workspace: Workspace): void {
  const used = new Set([...lock.files.values()].map(({ base }) => base.slice("sha256:".length)));
  for (const name of workspace.list(baseFolder)) {
    if (!used.has(name)) workspace.remove(`${baseFolder}/${name}`);
  }
}

/** As good as the file system still allows: one that fails is no reason to leave the others. */
function undo(done: readonly Write[], workspace: Workspace): void {
  for (const { path, before } of done.toReversed()) {
    try {
      if (before.kind === "absent") workspace.remove(path);
      if (before.kind === "file") {
        workspace.stage("undo", before.bytes, before.executable);
        workspace.publish("undo", path);
      }
    } catch {
      // The error that made us undo is the one to report.
    }
  }
}

/** The file's text with the line ends that its user has on the disk. */
function withLineEndsOf(before: Found, { text }: GeneratedFile): string {
  if (before.kind !== "file") return text;
  const old = decode(before.bytes);
  return old?.includes("\r\n") === true ? text.replaceAll("\n", "\r\n") : text;
}
