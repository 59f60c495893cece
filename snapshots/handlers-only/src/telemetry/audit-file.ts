import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { genesis, unseal, type ChainKeys, type Link } from "./chain.js";
import { writerTo } from "./writer.js";

const shortestKey = 32;

const keyOf = (file: string): string => `${file}.key`;

/** The secret that was kept beside a file. Throws when there is none, or not all of it. */
export const keyBeside = (file: string): string => {
  const path = keyOf(file);
  if (!existsSync(path)) throw new Error(`There is no key ${path}. Set AUDIT_KEY.`);
  const key = readFileSync(path, "utf8").trim();
  if (key.length >= shortestKey) return key;
  throw new Error(
    `The key in ${path} is not whole, so nobody could tell who wrote the records. ` +
      `Bring it back, or move it away together with ${file} to begin anew.`,
  );
};

/** The same, made at its first use. */
export const keyMadeBeside = (file: string): string => {
  const path = keyOf(file);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${process.pid}`;
    try {
      writeFileSync(unfinished, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
      renameSync(unfinished, path); // whole, or not there
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
  return keyBeside(file);
};

/** Where an audit file ends: the last whole record, and the bytes of a line that was cut short after it. */
export interface Tail {
  readonly link: Link;
  readonly torn: number;
}

/** Records are far smaller: the guard shortens what it writes. */
const longestRecord = 128 * 1024;

const readTail = (file: string): string => {
  const fd = openSync(file, "r");
  try {
    const { size } = fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, longestRecord));
    const length = readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(fd);
  }
};

/** Finds where to go on. Throws when the last record was not written with this key, or was edited. */
export const tailOf = (file: string, keys: ChainKeys): Tail => {
  if (!existsSync(file)) return { link: genesis, torn: 0 };
  const text = readTail(file);
  const end = text.lastIndexOf("\n");
  const torn = Buffer.byteLength(text.slice(end + 1));
  if (end === -1) return { link: genesis, torn };
  const line = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
  const sealed = unseal(keys, line);
  if (sealed === undefined) {
    throw new Error(
      `The last record of ${file} was not written with this AUDIT_KEY, or was edited. ` +
        "Check it with `npm run audit:verify`; move the file away to begin a new one.",
    );
  }
  return { link: { seq: sealed.seq, mac: sealed.mac }, torn };
};

/** What became of lines. */
export interface Appended {
  /** So many were written whole, from the first on. */
  readonly whole: number;
  /** Why the next one was not; `torn` counts the bytes of it that were. */
  readonly error?: unknown;
}

/** Appends lines. */
export interface Sink {
  /** Never throws. */
  readonly append: (lines: readonly string[]) => Appended;
  /** Bytes of an unfinished line at the end of what was written so far. */
  readonly torn: () => number;
  readonly close: () => void;
}

/**
 * Appends to an open file or pipe.
 * @param torn Bytes of an unfinished line that it ends with.
 */
export const sinkTo = (fd: number, torn: number): Omit<Sink, "close"> => {
  const writeOut = writerTo(fd);
  let unfinished = torn;
  return {
    append: (lines) => {
      const before = unfinished > 0 ? "\n" : "";
      const bytes = Buffer.from(`${before}${lines.join("\n")}\n`);
      const written = writeOut(bytes);
      if (written.bytes === bytes.length) {
        unfinished = 0;
        return { whole: lines.length };
      }
      const [rest = "", ...whole] = bytes
        .toString("latin1", before.length, written.bytes)
        .split("\n")
        .reverse();
      unfinished = whole.length > 0 ? rest.length : unfinished + written.bytes;
      return { whole: whole.length, error: written.error };
    },
    torn: () => unfinished,
  };
};

export const fileSink = (file: string, torn: number): Sink => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fd = openSync(file, "a", 0o600);
  return { ...sinkTo(fd, torn), close: () => closeSync(fd) };
};
