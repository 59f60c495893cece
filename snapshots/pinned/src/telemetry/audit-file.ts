import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { genesis, unseal, type ChainKeys, type Link } from "./chain.js";

/** The secret for the chain of a file, made at its first use and kept beside it. */
export const keyBeside = (file: string): string => {
  const path = `${file}.key`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(path, "utf8").trim();
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

export const fileSink = (file: string, torn: number): Sink => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fd = openSync(file, "a", 0o600);
  let unfinished = torn;
  return {
    append: (lines) => {
      const before = unfinished > 0 ? "\n" : "";
      const bytes = Buffer.from(`${before}${lines.join("\n")}\n`);
      let done = 0;
      try {
        while (done < bytes.length) done += writeSync(fd, bytes, done);
        unfinished = 0;
        return { whole: lines.length };
      } catch (error) {
        const [rest = "", ...whole] = bytes
          .toString("latin1", before.length, done)
          .split("\n")
          .reverse();
        unfinished = whole.length > 0 ? rest.length : unfinished + done;
        return { whole: whole.length, error };
      }
    },
    torn: () => unfinished,
    close: () => closeSync(fd),
  };
};
