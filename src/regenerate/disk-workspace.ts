/**
 * A project on a disk. Nothing is written in place: a text is staged under `.create-mcp-prod/run/`, then renamed,
 * so that each file is either the old or the new one whenever the process dies. There is no fsync: after a loss
 * of power version control and a second run restore what the disk forgot, and syncing some dozens of files would
 * cost more than generating them.
 */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
} from "node:fs";
import { rmSync, writeFileSync, type Stats } from "node:fs";
import { dirname, join, sep } from "node:path";
import { pathProblem } from "./paths.js";
import { runFolder } from "./state.js";
import { UnsafePathError, type Found, type Workspace } from "./workspace.js";

const stagedFolder = `${runFolder}/staged`;

/** @param root An existing folder; it may itself be reached through a symbolic link. */
export function diskWorkspace(root: string): Workspace {
  const home = realpathSync(root);
  const folders = safeFolders(home);
  const stagedAt = (name: string) => join(home, stagedFolder, name);
  let isReady = false;

  const locate = (path: string, make: boolean): Located => {
    const problem = pathProblem(path);
    if (problem !== undefined) throw new UnsafePathError(path, problem);
    const slash = path.lastIndexOf("/");
    const folder = folders.find(slash < 0 ? "" : path.slice(0, slash), make);
    if (folder === undefined) return { file: join(home, path), blocked: true };
    const file = `${folder}${sep}${path.slice(slash + 1)}`;
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() !== true) return { file, stat, blocked: false };
    const target = followInside(home, file, path);
    return { file: target, stat: lstatSync(target, { throwIfNoEntry: false }), blocked: false };
  };

  return {
    read(path) {
      const { file, stat, blocked } = locate(path, false);
      return blocked ? { kind: "blocked" } : readFound(file, stat);
    },
    list(folder) {
      const { file, stat, blocked } = locate(folder, false);
      return blocked || stat?.isDirectory() !== true ? [] : readdirSync(file);
    },
    stage(name, bytes, executable) {
      if (!isReady) {
        rmSync(join(home, stagedFolder), { recursive: true, force: true }); // A run that died may have left some.
        folders.find(stagedFolder, true);
        isReady = true;
      }
      writeFileSync(stagedAt(name), bytes, { mode: executable ? 0o777 : 0o666 });
    },
    publish(name, path) {
      const { file, stat, blocked } = locate(path, true);
      if (blocked) throw notFolder(dirname(file));
      // A mode that the user set outlives the update.
      if (stat !== undefined) chmodSync(stagedAt(name), stat.mode & 0o777);
      renameSync(stagedAt(name), file);
    },
    remove(path) {
      const { file, blocked } = locate(path, false);
      if (blocked) return;
      rmSync(file, { force: true });
      folders.forget();
      for (let folder = dirname(file); folder !== home && folder.startsWith(home + sep);) {
        if (!removedEmpty(folder)) break;
        folder = dirname(folder);
      }
    },
    discard() {
      rmSync(join(home, stagedFolder), { recursive: true, force: true });
      isReady = false;
      folders.forget();
      for (const folder of folders.made.splice(0).reverse()) removedEmpty(folder);
    },
  };
}

/** What a path leads to, links followed, and what was found there. `blocked`: below something that is no folder. */
interface Located {
  readonly file: string;
  readonly stat?: Stats | undefined;
  readonly blocked: boolean;
}

/** Finds folders below `home` without leaving it; each is looked at once. */
function safeFolders(home: string) {
  const known = new Map<string, string>([["", home]]);
  const made: string[] = [];
  /** The real path of a folder; undefined when a file is in its place. */
  const find = (path: string, make: boolean): string | undefined => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const slash = path.lastIndexOf("/");
    const parent = find(slash < 0 ? "" : path.slice(0, slash), make);
    if (parent === undefined) return undefined;
    const folder = followInside(home, join(parent, path.slice(slash + 1)), path);
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat === undefined && make) {
      mkdirSync(folder);
      made.push(folder);
    } else if (stat === undefined) return folder;
    else if (!stat.isDirectory()) return undefined;
    known.set(path, folder);
    return folder;
  };
  const forget = () => {
    known.clear();
    known.set("", home);
  };
  return { find, made, forget };
}

/** `file`, or where it points when it is a symbolic link; one that leaves the project, or dangles, is refused. */
function followInside(home: string, file: string, path: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  let target: string;
  try {
    target = realpathSync(file);
  } catch {
    throw new UnsafePathError(path, "is a symbolic link to nothing");
  }
  if (target !== home && !target.startsWith(home + sep)) {
    throw new UnsafePathError(path, "is a symbolic link that leaves the project");
  }
  return target;
}

/** As Node would say it. */
const notFolder = (path: string): Error =>
  Object.assign(new Error(`ENOTDIR: not a directory, open '${path}'`), {
    code: "ENOTDIR",
    syscall: "open",
    path,
  });

function readFound(file: string, stat: Stats | undefined): Found {
  if (stat === undefined) return { kind: "absent" };
  if (!stat.isFile()) return { kind: "blocked" };
  return { kind: "file", bytes: readFileSync(file), executable: (stat.mode & 0o111) !== 0 };
}

function removedEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false; // Not empty, or gone: either way not ours to delete.
  }
}
