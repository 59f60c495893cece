import { once } from "node:events";
import type { Logger } from "pino";
import type { Stop } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import type { Rows, DatabaseSource } from "./database.js";
import { startReader, type Reader } from "./sqlite-child.js";
import type { FileCredential } from "./sqlite-credential.js";
import type { Answer, Request } from "./sqlite-messages.js";
import { openSqlite } from "./sqlite.js";

export interface IsolatedSettings extends FileCredential {
  /** Processes that may read at once; each has one query at a time. */
  readonly processes: number;
}

const lost = (cause?: unknown): ToolError =>
  new ToolError("SOURCE_UNAVAILABLE", "The database cannot be read at the moment.", { cause });

/** What the reader said, as if it had happened here. */
const rowsOf = (said: Answer): Rows => {
  if (said.kind === "answer") return said.rows;
  const { code, sentence, cause } = said;
  const because = cause && Object.assign(new Error(cause.message), { name: cause.name });
  throw new ToolError(code, sentence, { cause: because });
};

/** Asks a reader that nobody else is asking. When the call ends first, so does the reader, whatever it does. */
const ask = (reader: Reader, request: Request, signal: Stop): Promise<Rows> =>
  new Promise((resolve, reject) => {
    const settle = (then: () => void): void => {
      reader.off("message", answered).off("exit", ended).off("error", failed);
      signal.removeEventListener("abort", kill);
      then();
    };
    const answered = (said: unknown): void =>
      settle(() => {
        try {
          resolve(rowsOf(said as Answer));
        } catch (error) {
          reject(error);
        }
      });
    const ended = (): void => settle(() => reject(lost()));
    const failed = (error: Error): void => settle(() => reject(lost(error)));
    const kill = (): void =>
      settle(() => {
        reader.kill("SIGKILL");
        reject(signal.reason);
      });
    reader.once("message", answered).once("exit", ended).once("error", failed);
    signal.addEventListener("abort", kill);
    reader.send(request, (error) => error && failed(error));
  });

/**
 * Reads a database in processes of its own. SQLite has no way here to interrupt a statement that works long
 * before its first row: such a process is killed when its call ends, within milliseconds, and another takes its
 * place. The server itself is held up by nothing.
 */
export const openIsolatedSqlite = async (
  settings: IsolatedSettings,
  log: Logger,
): Promise<DatabaseSource> => {
  const { name: source, file, processes } = settings;
  // Statements are prepared here: that takes no time, and is never asked while calls run.
  const local = openSqlite(settings, log);
  const readers = new Set<Reader>();
  const idle: Reader[] = [];
  const waiting: ((reader: Reader) => void)[] = [];
  let closed = false;

  const start = (): Reader => {
    const reader = startReader(file);
    readers.add(reader);
    const gone = (): void => {
      if (!readers.delete(reader)) return;
      const at = idle.indexOf(reader);
      if (at >= 0) idle.splice(at, 1);
      if (!closed && waiting.length > 0) waiting.shift()?.(start());
    };
    reader.once("exit", gone).on("error", (error) => {
      log.error({ event: "reader_failed", source, err: error });
      gone();
    });
    return reader;
  };

  const wait = (signal: Stop): Promise<Reader> =>
    new Promise((resolve, reject) => {
      const take = (reader: Reader): void => {
        signal.removeEventListener("abort", abandon);
        resolve(reader);
      };
      const abandon = (): void => {
        signal.removeEventListener("abort", abandon);
        waiting.splice(waiting.indexOf(take), 1);
        reject(signal.reason);
      };
      waiting.push(take);
      signal.addEventListener("abort", abandon);
    });

  const giveBack = (reader: Reader): void => {
    if (!readers.has(reader) || !reader.connected) return;
    const next = waiting.shift();
    if (next === undefined) idle.push(reader);
    else next(reader);
  };

  const query: DatabaseSource["query"] = async (
    statement,
    values,
    { rows, bytes, signal, deadline },
  ) => {
    if (signal.aborted) throw signal.reason;
    if (closed) throw lost();
    const reader = idle.pop() ?? (readers.size < processes ? start() : await wait(signal));
    try {
      const ms = deadline - performance.now();
      return await ask(reader, { statement, values, rows, bytes, ms }, signal);
    } finally {
      if (reader.killed) {
        log.warn({ event: "reader_killed", source });
        readers.delete(reader);
        if (!closed) giveBack(start()); // ready before the next call
      } else giveBack(reader);
    }
  };

  const killAll = (): void => readers.forEach((reader) => reader.kill("SIGKILL"));
  /** That such a process can be started and read the file. */
  const tryReader = async (): Promise<void> => {
    const signal = AbortSignal.timeout(5_000);
    const deadline = performance.now() + 5_000;
    await query("SELECT 1", {}, { rows: 1, bytes: 100, signal, deadline });
  };
  const close = async (): Promise<void> => {
    closed = true;
    process.off("exit", killAll);
    const ended = [...readers].map((reader) => once(reader, "exit"));
    killAll();
    await Promise.all([...ended, local.close()]);
  };

  process.once("exit", killAll); // one that is at work would not notice
  try {
    await tryReader();
  } catch (error) {
    await close();
    throw new Error(`Source "${source}" cannot start a process that reads ${file}.`, {
      cause: error,
    });
  }
  return { query, prepare: local.prepare, parameter: local.parameter, check: local.check, close };
};
