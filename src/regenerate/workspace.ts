/**
 * The project as the planner and the writer see it: a seam with a disk and a memory form.
 * Synchronous, because for some dozens of small files that is several times faster than promises.
 */

/** What stands at a path. */
export type Found =
  | { readonly kind: "absent" }
  /** Not a file, or below something that is not a folder. */
  | { readonly kind: "blocked" }
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly executable: boolean };

/**
 * Paths are relative with forward slashes; each method throws `UnsafePathError` for one that would leave the
 * project, and the file system's own errors (`code` is `ENOSPC`, `EACCES`, …) for what goes wrong below.
 */
export interface Workspace {
  read(path: string): Found;
  /** Names of what stands in a folder; empty when there is none. */
  list(folder: string): readonly string[];
  /** Keeps bytes under a name of the caller's, apart from the project's files but on the same file system. */
  stage(name: string, bytes: Uint8Array | string, executable: boolean): void;
  /** Makes what was staged the content of `path`, all at once, with the folders it needs. */
  publish(name: string, path: string): void;
  /** Deletes a file, and the folders that this leaves empty. No error when it is gone already. */
  remove(path: string): void;
  /** Forgets everything staged and deletes every folder that this workspace made and that is still empty. */
  discard(): void;
}

/** A path that is not plain and relative, or that a symbolic link takes out of the project. */
export class UnsafePathError extends Error {
  readonly path: string;
  constructor(path: string, why: string) {
    super(`${path} ${why}`);
    this.name = "UnsafePathError";
    this.path = path;
  }
}
