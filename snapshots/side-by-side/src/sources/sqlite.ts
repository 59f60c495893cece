import { existsSync } from "node:fs";
import { basename } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from "@photostructure/sqlite";
import type { Logger } from "pino";
import { ToolError } from "../guard/errors.js";
import type { Row } from "../guard/tool.js";
import {
  jsonList,
  sameName,
  type Bounds,
  type Rows,
  type Scalar,
  type DatabaseSource,
  type Values,
} from "./database.js";
import { readAuthorizer, type Authorizer } from "./sqlite-authorizer.js";
import { checkFile, type FileCredential } from "./sqlite-credential.js";
import { readsByTurn } from "./sqlite-turn.js";

export interface SqliteSettings {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  /** Path of the database file. */
  readonly file: string;
}

/** Longest text, blob or row that SQLite may build: bounds what `printf` and `||` can be made to fill. */
const longestValue = 16 * 1024 * 1024;
const longestPattern = 1_000;
/** Reading hands over to other calls after so many ms. */
const slice = 5;

/** Integers beyond 2^53 as text, since JSON's numbers would round them; blobs as base64. */
const toJson = (value: unknown): unknown => {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
};

/** SQLite has no lists: its statements take them apart with `json_each`. */
const scalarsOf = (values: Values): Record<string, Scalar> => {
  const scalars: Record<string, Scalar> = {};
  for (const name in values) {
    const value = values[name] ?? null;
    scalars[name] = typeof value === "object" && value !== null ? jsonList(value) : value;
  }
  return scalars;
};

/** About how many bytes a column takes in JSON, never too many. */
const sizeOf = (column: string, value: unknown): number =>
  column.length + 4 + (typeof value === "string" ? value.length : 1);

/** Throws when the call must stop. Returns the time, on `performance.now()`'s clock. */
const proceed = ({ signal, deadline }: Bounds): number => {
  if (signal.aborted) throw signal.reason;
  const now = performance.now();
  if (now > deadline) throw new ToolError("TIMEOUT", "The query took too long.");
  return now;
};

/** An assignment would set what the object inherits from. */
const keepAsColumn = (row: Record<string, unknown>, column: string, value: unknown): void => {
  Object.defineProperty(row, column, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

/** Reads what the bounds allow. Ends the iteration where it stops before all rows are read. */
const readRows = async (rows: Iterable<Record<string, unknown>>, bounds: Bounds): Promise<Rows> => {
  const kept: Row[] = [];
  let bytes = 0;
  let sliceEnd = performance.now() + slice;
  for (const row of rows) {
    if (kept.length === bounds.rows) {
      return { kind: "rows", rows: kept, truncated: { by: "rows", cap: bounds.rows } };
    }
    // A new object: the driver's own has no prototype, and engines treat such as a hash table.
    const taken: Record<string, unknown> = {};
    bytes += 2;
    for (const column in row) {
      const value = toJson(row[column]);
      if (column === "__proto__") keepAsColumn(taken, column, value);
      else taken[column] = value;
      bytes += sizeOf(column, value);
    }
    kept.push(taken);
    if (bytes > bounds.bytes) {
      return { kind: "rows", rows: kept, truncated: { by: "bytes", cap: bounds.bytes } };
    }
    if (proceed(bounds) > sliceEnd) {
      await turn();
      sliceEnd = proceed(bounds) + slice;
    }
  }
  return { kind: "rows", rows: kept };
};

const failure = (error: unknown, authorizer: Authorizer): unknown => {
  if (error instanceof ToolError) return error;
  const wrote =
    authorizer.refusedWrite() ||
    (error instanceof Error && /readonly database/.test(error.message));
  return wrote
    ? new ToolError("WRITE_REFUSED", "The database is read-only.", { cause: error })
    : new ToolError("SOURCE_ERROR", "The database could not run the query.", { cause: error });
};

const missing = ({ name, file }: SqliteSettings): Error =>
  new Error(
    basename(file) === ":memory:"
      ? `The database of source "${name}" has to be a file: one in memory is empty at each start.`
      : `The database of source "${name}" is missing: ${file}. Create it with \`npm run build\`, ` +
          "or set the path of an existing one.",
  );

/** Reads the file's head before any query does, so that a wrong file is seen at the start. */
const probe = (database: DatabaseSyncInstance, { name, file }: SqliteSettings): void => {
  try {
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
  } catch (error) {
    database.close();
    const why = error instanceof Error ? error.message : "";
    throw new Error(`The database of source "${name}" cannot be read: ${file}: ${why}.`, {
      cause: error,
    });
  }
};

/**
 * Opens a database file for reading only. Throws, with the command that mends it, when the file is missing,
 * or, in production, when this process could write it.
 */
export const openSqlite = (settings: FileCredential, log: Logger): DatabaseSource => {
  if (!existsSync(settings.file)) throw missing(settings);
  checkFile(settings, log);
  return readSqlite(settings);
};

/**
 * Queries run in this process and SQLite has no way here to interrupt one. Between rows the deadline and the
 * caller's signal are checked, so a query that yields rows stops in time. One that works long before its
 * first row (an aggregate over a large join, a recursion without rows) blocks this process until it is done:
 * write such statements with indexes and limits.
 */
export const readSqlite = (settings: SqliteSettings): DatabaseSource => {
  const authorizer = readAuthorizer();
  // The statements below do not keep the database alive: when this object is collected, they are closed.
  const database = new DatabaseSync(settings.file, {
    readOnly: true,
    readBigInts: true,
    defensive: true,
    enableDoubleQuotedStringLiterals: false,
    limits: { attach: 0, length: longestValue, likePatternLength: longestPattern },
    timeout: 1_000,
  });
  probe(database, settings);
  database.setAuthorizer(authorizer.decide);
  const beginRead = readsByTurn(database, authorizer.allowingTransactions);

  /** By statement, those that no call is reading from: one that is being read cannot be started anew. */
  const idle = new Map<string, StatementSyncInstance[]>();

  const prepareNew = (statement: string): StatementSyncInstance => {
    const prepared = database.prepare(statement);
    const refusal = sameName(prepared.columns().map(({ name }) => name));
    if (refusal !== undefined) throw refusal;
    return prepared;
  };

  const borrow = (statement: string): StatementSyncInstance =>
    idle.get(statement)?.pop() ?? prepareNew(statement);

  const giveBack = (statement: string, prepared: StatementSyncInstance): void => {
    const list = idle.get(statement) ?? [];
    idle.set(statement, list);
    list.push(prepared);
  };

  const query: DatabaseSource["query"] = async (statement, values, bounds) => {
    try {
      proceed(bounds);
      const prepared = borrow(statement);
      beginRead();
      try {
        return await readRows(prepared.iterate(scalarsOf(values)), bounds);
      } finally {
        giveBack(statement, prepared);
      }
    } catch (error) {
      throw failure(error, authorizer);
    }
  };

  return {
    query,
    prepare: (statement) => {
      try {
        giveBack(statement, borrow(statement));
      } catch (error) {
        throw failure(error, authorizer);
      }
    },
    parameter: (place) => `:p${place}`,
    check: async () => {
      database.prepare("SELECT 1").get();
    },
    close: async () => {
      idle.clear();
      database.close();
    },
  };
};
