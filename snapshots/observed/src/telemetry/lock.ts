import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, parse, format } from "node:path";

export interface Lock {
  /** The file that is this process's own while the lock is held. */
  readonly file: string;
  readonly release: () => void;
}

const mostFiles = 64;
/** No process takes so long from making a file to writing into it: one that is still empty was left so. */
const emptyMs = 60_000;
const owner = (): string => `${hostname()} ${process.pid}`;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Whether the process that wrote a lock is gone. One on another machine cannot be asked. */
const isStale = (path: string): boolean => {
  try {
    const text = readFileSync(path, "utf8");
    if (text === "") return Date.now() - statSync(path).mtimeMs > emptyMs;
    const [host, pid] = text.split(" ");
    if (host !== hostname()) return false;
    // A container starts its server with the same number each time.
    if (Number(pid) === process.pid) return !held.has(path);
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
};

/** Locks of this process, which gives them back however it ends, but for a kill: also when it could not start. */
const held = new Set<string>();

const releaseAll = (): void => held.forEach(release);

const hold = (path: string): void => {
  if (held.size === 0) process.on("exit", releaseAll);
  held.add(path);
};

const release = (path: string): void => {
  if (!held.delete(path)) return;
  rmSync(path, { force: true });
  if (held.size === 0) process.off("exit", releaseAll);
};

const tryLock = (path: string): boolean => {
  let fd: number;
  try {
    fd = openSync(path, "wx", 0o600);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return false;
  }
  try {
    writeFileSync(fd, owner());
    return true;
  } catch (error) {
    rmSync(path, { force: true }); // a lock that names nobody would never be given back
    throw error;
  } finally {
    closeSync(fd);
  }
};

/**
 * Takes a lock, from a process that is gone if need be. Processes that start together all find it so: they take
 * turns, or one would remove the lock that another has just made. The turn is a lock as well, and taken alike:
 * a process that is killed at its turn leaves it behind.
 */
const take = (path: string): boolean => {
  if (tryLock(path)) return true;
  if (!isStale(path)) return false;
  const turn = `${path}.turn`;
  if (!take(turn)) return false;
  try {
    if (!isStale(path)) return false;
    rmSync(path, { force: true });
    return tryLock(path);
  } finally {
    rmSync(turn, { force: true });
  }
};

/**
 * Takes a file for this process alone. Two processes must not append to one chain, and over stdio every
 * client starts a process of its own: the second one takes `audit-2.jsonl`, the third `audit-3.jsonl`.
 */
export const lockFirstFree = (file: string): Lock => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { dir, name, ext } = parse(file);
  for (let number = 1; number <= mostFiles; number++) {
    const own = number === 1 ? file : format({ dir, name: `${name}-${number}`, ext });
    const lock = `${own}.lock`;
    if (!take(lock)) continue;
    hold(lock);
    return { file: own, release: () => release(lock) };
  }
  throw new Error(`${file} and ${mostFiles - 1} more beside it are in use by other processes.`);
};
