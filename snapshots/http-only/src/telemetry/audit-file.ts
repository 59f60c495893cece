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
import { genesis, isTornAfter, unseal, type ChainKeys, type Link } from "./chain.js";
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

/** Where an audit file ends: the last whole record, and what follows it. */
export interface Tail extends Ending {
  readonly link: Link;
}

/** How a file ends. */
export interface Ending {
  /** Bytes of lines that were cut short. */
  readonly torn: number;
  /** The last line has no line end yet. */
  readonly isOpen: boolean;
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
  if (!existsSync(file)) return { link: genesis, torn: 0, isOpen: false };
  const lines = readTail(file).split("\n");
  const isOpen = lines.at(-1) !== "";
  if (!isOpen) lines.pop();
  const cut: string[] = [];
  let link: Link | undefined;
  while (link === undefined && lines.length > 0) {
    const line = lines.pop() ?? "";
    link = unseal(keys, line);
    if (link === undefined) cut.push(line);
  }
  const { seq, mac } = link ?? genesis;
  const isTorn = (line: string, index: number): boolean =>
    (isOpen && index === 0) || isTornAfter({ seq, mac }, line);
  if (cut.every(isTorn)) return { link: { seq, mac }, torn: bytesOf(cut), isOpen };
  throw new Error(
    `The last record of ${file} was not written with this AUDIT_KEY, or was edited. ` +
      "Check it with `npm run audit:verify`; move the file away to begin a new one.",
  );
};

const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);

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
  /** Bytes of the unfinished lines that what was written so far ends with. */
  readonly torn: () => number;
  readonly close: () => void;
}

/** Appends to an open file or pipe, which ends like this. */
export const sinkTo = (fd: number, { torn, isOpen }: Ending): Omit<Sink, "close"> => {
  const writeOut = writerTo(fd);
  let unfinished = torn;
  let needsEnd = isOpen;
  return {
    append: (lines) => {
      const before = needsEnd ? "\n" : "";
      const bytes = Buffer.from(`${before}${lines.join("\n")}\n`);
      const written = writeOut(bytes);
      if (written.bytes === bytes.length) {
        unfinished = 0;
        needsEnd = false;
        return { whole: lines.length };
      }
      if (written.bytes === 0) return { whole: 0, error: written.error };
      // As whoever reads the file counts: where a character was cut in two, that is not as many as were written.
      const [rest = "", ...ended] = bytes
        .toString("utf8", before.length, written.bytes)
        .split("\n")
        .reverse();
      needsEnd = rest !== "";
      // All of a record may be there, and only its line end not.
      const whole = rest === lines[ended.length] ? ended.length + 1 : ended.length;
      if (whole > 0) unfinished = 0;
      if (whole === ended.length) unfinished += bytesOf([rest]);
      return whole === lines.length ? { whole } : { whole, error: written.error };
    },
    torn: () => unfinished,
  };
};

export const fileSink = (file: string, ending: Ending): Sink => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fd = openSync(file, "a", 0o600);
  return { ...sinkTo(fd, ending), close: () => closeSync(fd) };
};
