import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "pino";

/** A way in which this process, or others, could change a database that it should only read. */
export interface Finding {
  readonly problem: string;
  /** The command that mends it. */
  readonly remedy: string;
}

/** As one word of a POSIX shell. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const isOnReadOnlyDisk = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === "EROFS";

/** Whether the file can be opened for writing, by mode, access list or anything else that decides it. */
const opensForWriting = (file: string): boolean | "read-only disk" => {
  try {
    closeSync(openSync(file, "r+"));
    return true;
  } catch (error) {
    return isOnReadOnlyDisk(error) && "read-only disk";
  }
};

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * A database in write-ahead mode needs its `-shm` file, also to be read. Whoever may not write beside it can
 * read it only while somebody else has it open. Bytes 18 and 19: https://sqlite.org/fileformat.html
 */
const needsWriteAheadIndex = (file: string): boolean => {
  const head = Buffer.alloc(20);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, head, 0, head.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return head[18] === 2 && !existsSync(`${file}-shm`);
};

interface Place {
  readonly what: string;
  readonly path: string;
  readonly canWrite: boolean;
}

/** At most one finding: what lets more people in is said first. */
const findingsOf = ({ what, path, canWrite }: Place, user: number | undefined): Finding[] => {
  const name = word(path);
  const { mode, uid } = statSync(path);
  if (user !== undefined && (mode & 0o022) !== 0) {
    const who = (mode & 0o002) === 0 ? "its group" : "anybody";
    return [{ problem: `${what} can be written by ${who}`, remedy: `chmod go-w ${name}` }];
  }
  if (user !== undefined && user !== 0 && uid === user) {
    const remedy = `sudo chown root ${name}`;
    return [{ problem: `${what} belongs to the user that the server runs as`, remedy }];
  }
  if (user !== 0 && canWrite) {
    const remedy = user === undefined ? `attrib +R ${name}` : `sudo setfacl -b ${name}`;
    return [{ problem: `${what} can be written by the user that the server runs as`, remedy }];
  }
  return [];
};

/**
 * What the operating system lets this process do with the database beyond reading it. SQLite has no accounts:
 * the process's user is the credential. Where there are no users (Windows) only the file's own attributes count.
 */
export const findingsOfFile = (file: string, user = process.geteuid?.()): readonly Finding[] => {
  const real = realpathSync(file);
  const opens = opensForWriting(real);
  const isRoot: Finding[] =
    user === 0
      ? [
          {
            problem: "the server runs as root, for whom no file is read-only",
            remedy: "sudo -u nobody npm start   # or any user that owns nothing",
          },
        ]
      : [];
  if (opens === "read-only disk") return isRoot;
  // Where a link stands can be made to lead elsewhere.
  const folders = [...new Set([dirname(real), dirname(file)])];
  return [
    ...isRoot,
    ...findingsOf({ what: "the file", path: real, canWrite: opens }, user),
    ...(user === undefined ? [] : folders).flatMap((path) =>
      findingsOf({ what: `the folder ${path}`, path, canWrite: isWritable(path) }, user),
    ),
    ...(needsWriteAheadIndex(real)
      ? [
          {
            problem: "it is in write-ahead mode, which cannot be read without writing beside it",
            remedy: `sqlite3 ${word(real)} 'PRAGMA journal_mode = DELETE'`,
          },
        ]
      : []),
  ];
};

export interface FileCredential {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  readonly file: string;
  /** Refuse what in development is only a warning. */
  readonly production: boolean;
}

/** In production throws, with each way to write and the command that closes it; otherwise warns of them. */
export const checkFile = ({ name, file, production }: FileCredential, log: Logger): void => {
  const findings = findingsOfFile(file);
  const problems = findings.map(({ problem }) => problem);
  if (findings.length === 0) {
    log.info({ event: "credential_checked", source: name, file });
    return;
  }
  if (!production) {
    log.warn({ event: "credential_generous", source: name, file, warnings: problems });
    return;
  }
  log.error({ event: "credential_refused", source: name, file, findings: problems });
  throw new Error(
    [
      `The database of source "${name}" could be written, so nothing is served: ${file}`,
      ...findings.flatMap(({ problem, remedy }) => [`  ${problem}`, `    ${remedy}`]),
      "Outside of production (NODE_ENV) this is only a warning.",
    ].join("\n"),
  );
};
