import { createPool, type ConnectionOptions, type PoolConnection } from "mysql2";
import type { Logger } from "pino";
import type { Stop } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import { checkCredential, CredentialError } from "./mysql-credential.js";
import { errorCode, failureOfQuery } from "./mysql-errors.js";
import { kill } from "./mysql-kill.js";
import { readRows, type Read } from "./mysql-read.js";
import { ask, setUpSession, type Flavour, type SessionSettings } from "./mysql-session.js";
import { parseAddress } from "./mysql-url.js";
import type { Source, Value } from "./source.js";

export interface MysqlSettings extends SessionSettings {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  /** `mysql://user:password@host:3306/database`. Never logged. */
  readonly url: string;
  /** The server's name, as the database shows it beside the connections. */
  readonly application: string;
  /** At most so many at once, and as many again to end queries. */
  readonly connections: number;
  /** What is known and accepted, by the names of the check. */
  readonly allowed: readonly string[];
}

/** For a connection to be made, or to become free. */
const connectMs = 4_000;
/** The credential is checked again with a new connection if the latest check is older. */
const freshMs = 30_000;
/** The same when only readiness is asked. */
const staleMs = 60_000;
/** How long a query may take to end after it was told to. */
const endingMs = 1_000;

const unavailable = (cause: unknown): ToolError =>
  new ToolError("SOURCE_UNAVAILABLE", "The database cannot be reached at the moment.", { cause });

const busy = (): ToolError =>
  new ToolError("OVERLOADED", "The database has too much to do. Try again in 5 s.");

/**
 * All values go as texts: compared with a number, a text column is read as numbers, and `name = 0` is true of
 * every name that does not begin with a digit.
 */
const asText = (value: Value): string | null => (value === null ? null : String(value));

const optionsOf = (url: string, application: string): ConnectionOptions => {
  const address = parseAddress(url);
  if (address === undefined) throw new Error("The address of the database is not one of MySQL.");
  return {
    ...address,
    // A server that asks for a file of this machine gets none, and text after a first statement is an error.
    flags: ["-LOCAL_FILES"],
    multipleStatements: false,
    connectTimeout: connectMs,
    connectAttributes: { program_name: application },
    // The driver compiles a function for each statement otherwise.
    disableEval: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
  };
};

/**
 * Connects to MySQL or MariaDB, and refuses (`CredentialError`) unless the credential can only read. Asks again
 * after an outage and now and then; when the answer has changed, the source is unavailable until it is right.
 */
export const openMysql = async (settings: MysqlSettings, log: Logger): Promise<Source> => {
  const { name: source, url, allowed, connections, application } = settings;
  const options = optionsOf(url, application);
  /** Of the latest check that found nothing; in the past when a connection was lost since. */
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;
  let refused: CredentialError | undefined;
  let flavour: Flavour = "mysql";

  const verify = (connection: PoolConnection): Promise<void> =>
    (checking ??= checkCredential(connection, flavour, source, allowed, log)
      .then(() => {
        checkedAt = performance.now();
        refused = undefined;
      })
      .catch((error: unknown) => {
        if (error instanceof CredentialError) refused = error;
        throw error;
      })
      .finally(() => {
        checking = undefined;
      }));

  const lost = (error: unknown): void => {
    if (checkedAt === -Infinity) return;
    checkedAt = -Infinity;
    log.warn({ event: "source_lost", source, err: error });
  };

  const pool = createPool({ ...options, connectionLimit: connections });
  /** Connections that we end. */
  const ending = new WeakSet<PoolConnection>();
  pool.on("connection", (connection: PoolConnection) => {
    // Without a listener, an error of an idle connection would end the process.
    connection.on("error", (error) => {
      if (!ending.has(connection)) lost(error);
    });
  });

  /** A connection of the pool, unless the call ends first. */
  const take = (signal?: Stop): Promise<PoolConnection> =>
    new Promise((resolve, reject) => {
      let isOver = false;
      const settle = (then: () => void): void => {
        isOver = true;
        clearTimeout(timer);
        signal?.removeEventListener("abort", abandon);
        then();
      };
      const abandon = (): void => settle(() => reject(signal?.reason));
      const timer = setTimeout(() => settle(() => reject(busy())), connectMs + endingMs);
      signal?.addEventListener("abort", abandon);
      pool.getConnection((error, connection) => {
        if (isOver) return connection?.release();
        settle(() => {
          if (!error) return resolve(connection);
          lost(error);
          reject(error);
        });
      });
    });

  const prepared = new WeakSet<PoolConnection>();
  /** A connection whose session is bounded and whose credential was checked. */
  const connect = async (signal?: Stop): Promise<PoolConnection> => {
    const connection = await take(signal);
    if (prepared.has(connection)) return connection;
    try {
      flavour = await setUpSession(connection, settings);
      if (performance.now() - checkedAt > freshMs) await verify(connection);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    prepared.add(connection);
    return connection;
  };

  const connectForCall = async (signal: Stop): Promise<PoolConnection> => {
    try {
      return await connect(signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error instanceof ToolError ? error : unavailable(error);
    }
  };

  const query: Source["query"] = async (text, values, bounds) => {
    const { signal } = bounds;
    if (signal.aborted) throw signal.reason;
    if (refused !== undefined) throw unavailable(refused);
    const connection = await connectForCall(signal);
    if (signal.aborted) {
      connection.release();
      throw signal.reason;
    }
    const read = readRows(connection, text, Object.values(values).map(asText), bounds, () =>
      kill("QUERY", connection.threadId, options),
    );
    let stopping: Promise<void> | undefined;
    const stop = (): void => {
      stopping = stopQuery(connection, read);
    };
    signal.addEventListener("abort", stop);
    // Before the rows are awaited, so that the next call finds the connection free.
    void read.left.then(async (left) => {
      signal.removeEventListener("abort", stop);
      if (left === "ready" && stopping === undefined) return connection.release();
      await stopping;
      connection.destroy();
    });
    try {
      const rows = await read.rows;
      if (signal.aborted) throw signal.reason; // SLEEP and BENCHMARK answer when they are killed
      return rows;
    } catch (error) {
      throw signal.aborted ? signal.reason : failureOfQuery(error);
    }
  };

  /** Tells the database to end this connection and what it runs; cuts it off if that takes long. */
  const stopQuery = async (connection: PoolConnection, read: Read): Promise<void> => {
    ending.add(connection);
    const late = setTimeout(read.destroy, endingMs);
    void read.left.then(() => clearTimeout(late));
    await kill("CONNECTION", connection.threadId, options);
  };

  /** Statements that no connection has tried yet. */
  let untried: string[] = [];
  const tryStatements = async (connection: PoolConnection): Promise<void> => {
    for (const text of untried) await tryStatement(connection, source, text);
    untried = [];
  };

  const check = async (): Promise<void> => {
    const connection = await connect();
    try {
      await tryStatements(connection);
      if (refused !== undefined || performance.now() - checkedAt > staleMs)
        await verify(connection);
      else await ask(connection, "SELECT 1");
      connection.release();
    } catch (error) {
      connection.destroy();
      throw error;
    }
  };

  const close = (): Promise<void> => new Promise((resolve) => pool.end(() => resolve()));

  try {
    (await connect()).release();
  } catch (error) {
    await close();
    if (error instanceof CredentialError) throw error;
    throw new Error(`The database of source "${source}" cannot be reached (${errorCode(error)}).`, {
      cause: error,
    });
  }
  return { query, prepare: (statement) => void untried.push(statement), check, close };
};

/**
 * Throws what every call of a statement would fail with: wrong SQL, a column that is missing, a right that the
 * account lacks. The database looks at all of that when it prepares it.
 */
const tryStatement = (connection: PoolConnection, source: string, sql: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.prepare(sql, (error, statement) => {
      if (!error) {
        statement.close();
        return resolve();
      }
      const start = sql.replace(/\s+/g, " ").slice(0, 100);
      const sentence = `Source "${source}" cannot run a tool's statement: ${error.message}: ${start}`;
      reject(new Error(sentence, { cause: error }));
    });
  });
