import { pathProblem } from "./paths.js";
import { UnsafePathError, type Workspace } from "./workspace.js";

export interface MemoryFile {
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** A project in memory. `files` is live: tests and previews look into it and may change it. */
export interface MemoryWorkspace extends Workspace {
  readonly files: Map<string, MemoryFile>;
}

/** A project that stands nowhere, begun with these texts. */
export function memoryWorkspace(texts: Readonly<Record<string, string>> = {}): MemoryWorkspace {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, memoryFile(text, false)]));
  const staged = new Map<string, MemoryFile>();
  const isFolder = (path: string) => [...files.keys()].some((other) => other.startsWith(`${path}/`));
  const isBlocked = (path: string) =>
    isFolder(path) || [...files.keys()].some((other) => path.startsWith(`${other}/`));

  return {
    files,
    read(path) {
      refuseUnsafe(path);
      const file = files.get(path);
      if (file !== undefined) return { kind: "file", ...file };
      return { kind: isBlocked(path) ? "blocked" : "absent" };
    },
    list: (folder) => [
      ...new Set(
        [...files.keys()].flatMap((path) =>
          path.startsWith(`${folder}/`) ? (path.slice(folder.length + 1).split("/")[0] ?? "") : [],
        ),
      ),
    ],
    stage(name, bytes, executable) {
      staged.set(name, memoryFile(bytes, executable));
    },
    publish(name, path) {
      refuseUnsafe(path);
      const file = staged.get(name);
      if (file === undefined) throw new Error(`nothing is staged as ${name}`);
      if (isBlocked(path)) throw Object.assign(new Error(`EISDIR: ${path}`), { code: "EISDIR" });
      files.set(path, file);
      staged.delete(name);
    },
    remove(path) {
      refuseUnsafe(path);
      files.delete(path);
    },
    discard: () => staged.clear(),
  };
}

function memoryFile(bytes: Uint8Array | string, executable: boolean): MemoryFile {
  return { bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, executable };
}

function refuseUnsafe(path: string): void {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new UnsafePathError(path, problem);
}
