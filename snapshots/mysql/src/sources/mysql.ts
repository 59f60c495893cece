import { createPool, type ConnectionOptions, type PoolConnection } from "mysql2";
import type { Logger } from "pino";
import type { Stop } from "../guard/call.js";
import { watchCredential, type CredentialWatch } from "./credential-watch.js";
import { busy } from "./database-errors.js";
import type { RemoteSource } from "./database-health.js";
import { errorCode, failureOfQuery } from "./mysql-errors.js";
import { kill } from "./mysql-kill.js";
import { readRows } from "./mysql-read.js";
import { rightsOf } from "./mysql-rights.js";
import { ask, setUpSession, type SessionSettings } from "./mysql-session.js";
import { parseAddress } from "./mysql-address.js";
import {
  connectMs,
  endingMs,
  openRemote,
  type Driver,
  type RemoteSettings,
} from "./remote-source.js";
import { jsonList } from "./database.js";

/**
 * The address is `mysql://user:password@host:3306/database`. Beside the connections there may be as many again,
 * to end queries.
 */
export interface MysqlSettings extends RemoteSettings, SessionSettings {}

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

/** Connections to MySQL or MariaDB whose sessions are bounded and read-only, and what runs on them. */
export const mysqlDriver = (
  settings: MysqlSettings,
  watch: CredentialWatch<PoolConnection>,
): Driver<PoolConnection> => {
  const { url, connections, application } = settings;
  const options = optionsOf(url, application);

  const pool = createPool({ ...options, connectionLimit: connections });
  /** Connections that we end. */
  const ending = new WeakSet<PoolConnection>();
  pool.on("connection", (connection: PoolConnection) => {
    // Without a listener, an error of an idle connection would end the process.
    connection.on("error", (error) => {
      if (!ending.has(connection)) watch.lost(error);
    });
  });

  /** Connections that calls have. */
  const used = new Set<PoolConnection>();
  let waiting = 0;

  /** A connection of the pool, unless the call ends first. */
  const take = (signal?: Stop): Promise<PoolConnection> =>
    new Promise((resolve, reject) => {
      let isOver = false;
      waiting += 1;
      const settle = (then: () => void): void => {
        isOver = true;
        waiting -= 1;
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
          if (!error) {
            used.add(connection);
            return resolve(connection);
          }
          watch.lost(error);
          reject(error);
        });
      });
    });

  const release = (connection: PoolConnection): void => {
    used.delete(connection);
    connection.release();
  };
  const destroy = (connection: PoolConnection): void => {
    used.delete(connection);
    connection.destroy();
  };

  const prepared = new WeakSet<PoolConnection>();
  const connect = async (signal?: Stop): Promise<PoolConnection> => {
    const connection = await take(signal);
    if (prepared.has(connection)) return connection;
    try {
      await setUpSession(connection, settings);
      await watch.admit(connection);
    } catch (error) {
      destroy(connection);
      throw error;
    }
    prepared.add(connection);
    return connection;
  };

  return {
    connect,
    read: (connection, text, values, bounds) =>
      readRows(connection, text, values, bounds, () => kill("QUERY", connection.threadId, options)),
    list: jsonList,
    parameter: () => "?",
    cancel: (connection) => {
      ending.add(connection);
      return kill("CONNECTION", connection.threadId, options);
    },
    giveBack: (connection, left) => (left === "ready" ? release(connection) : destroy(connection)),
    destroy,
    tryOut,
    load: () => ({ used: used.size, waiting, most: connections }),
    ping: (connection) => ask(connection, "SELECT 1"),
    failureOf: failureOfQuery,
    codeOf: errorCode,
    close: () => new Promise((resolve) => pool.end(() => resolve())),
  };
};

/** Connects to MySQL or MariaDB, and refuses unless the account can only read. */
export const openMysql = async (settings: MysqlSettings, log: Logger): Promise<RemoteSource> => {
  const watch = watchCredential(
    (connection: PoolConnection) => rightsOf(connection),
    settings,
    log,
  );
  return openRemote(mysqlDriver(settings, watch), watch, settings.name);
};

/**
 * Rejects with what every call of a statement would fail with: wrong SQL, a column that is missing, a right that
 * the account lacks. The database looks at all of that when it prepares it.
 */
const tryOut = (connection: PoolConnection, sql: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.prepare(sql, (error, statement) => {
      if (error) return reject(error);
      statement.close();
      resolve();
    });
  });
