/** A client's configuration on the disk: read, backed up, and replaced as a whole. */
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";

export interface ConfigFile {
  /** As the client calls it. */
  readonly path: string;
  /** Where its bytes are: symbolic links followed. */
  readonly real: string;
  /** Undefined: there is no such file. */
  readonly found?: { readonly bytes: Buffer; readonly stat: Stats };
}

/** Throws what the file system says, also of a link to nothing. */
export function readConfig(path: string): ConfigFile {
  try {
    const real = realpathSync(path);
    return { path, real, found: { bytes: readFileSync(real), stat: statSync(real) } };
  } catch (error) {
    if (!isAbsent(error) || isLink(path)) throw error;
    return { path, real: path };
  }
}

export interface Written {
  /** What was there before, if there was a file. */
  readonly backup?: string;
}

/**
 * Replaces the file if it is still what was read, else gives undefined and writes nothing. Whoever reads meanwhile
 * sees the old or the new one. A new file is its user's alone if `isPrivate`: it may come to hold credentials.
 */
export function replaceConfig(file: ConfigFile, text: string, isPrivate: boolean): Written | undefined {
  const folder = dirname(file.real);
  mkdirSync(folder, { recursive: true });
  const staged = join(folder, `.create-mcp-prod-${randomUUID()}.tmp`);
  try {
    stage(staged, text, file.found?.stat, isPrivate);
    if (!isUnchanged(file)) return undefined;
    if (file.found === undefined) return publishedFirst(staged, file.real) ? {} : undefined;
    const backup = backedUp(file.path);
    renameSync(staged, file.real);
    return { backup };
  } finally {
    rmSync(staged, { force: true });
  }
}

function stage(path: string, text: string, stat: Stats | undefined, isPrivate: boolean): void {
  const handle = openSync(path, "wx", stat === undefined && !isPrivate ? 0o666 : 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (stat === undefined) return;
  const isOthers = process.getuid !== undefined && stat.uid !== process.getuid();
  if (isOthers) chownSync(path, stat.uid, stat.gid);
  chmodSync(path, stat.mode & 0o7777);
}

function isUnchanged({ path, found }: ConfigFile): boolean {
  const now = readConfig(path).found;
  return found === undefined ? now === undefined : now?.bytes.equals(found.bytes) === true;
}

/** Fails where a file has come to stand, which a rename would replace. */
function publishedFirst(staged: string, path: string): boolean {
  try {
    linkSync(staged, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    // A file system without links: nothing stood there an instant ago.
    renameSync(staged, path);
    return true;
  }
}

/** `mcp.json.bak`, or the first of `mcp.json.bak2`, … that is free. */
function backedUp(path: string): string {
  for (let number = 1; ; number++) {
    const backup = `${path}.bak${number === 1 ? "" : number}`;
    try {
      copyFileSync(path, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

const isAbsent = (error: unknown): boolean => codeOf(error) === "ENOENT";

/** A link to nothing. */
const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
