import type { Duplex } from "node:stream";
import type { ClientBase, PoolClient } from "pg";
import type { Logger } from "pino";
import { watchCredential, type CredentialWatch } from "./credential-watch.js";
import type { RemoteSource } from "./database-health.js";
import { arrayText } from "./postgres-array.js";
import { cancelQuery } from "./postgres-cancel.js";
import { standingOf } from "./postgres-credential.js";
import { errorCode, failureOfQuery, sqlState } from "./postgres-errors.js";
import { explain } from "./postgres-explain.js";
import { openPool } from "./postgres-pool.js";
import { readRows, type Statement } from "./postgres-read.js";
import { setUpSession, type SessionSettings } from "./postgres-session.js";
import { connectMs, openRemote, type Driver, type RemoteSettings } from "./remote-source.js";

/** The address is `postgres://role:password@host:5432/database`. */
export interface PostgresSettings extends RemoteSettings, SessionSettings {
  /** What to speak over instead of a socket to that address. */
  readonly stream?: () => Duplex;
}

/** Connections to PostgreSQL whose sessions are bounded and read-only, and what runs on them. */
export const postgresDriver = (
  settings: PostgresSettings,
  watch: CredentialWatch<ClientBase>,
): Driver<PoolClient> => {
  const { url, stream, connections, application } = settings;
  const config = {
    connectionString: url,
    ...(stream && { stream }),
    application_name: application,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  };
  const setUp = async (client: ClientBase): Promise<void> => {
    await setUpSession(client, settings);
    await watch.admit(client);
  };
  const pool = openPool({ ...config, max: connections }, setUp, watch.lost);

  const names = new Map<string, Statement>();
  const named = (text: string): Statement => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const statement = { name: `mcp_${names.size + 1}`, text, isWide: false };
    names.set(text, statement);
    return statement;
  };

  const giveBack: Driver<PoolClient>["giveBack"] = async (client, left, failure) => {
    // What this connection has parsed is no longer so: columns are others after DDL, or it is gone (DEALLOCATE).
    const isStale = /^(?:0A000|26000)$/.test(sqlState(failure) ?? "");
    if (left === "lost" || isStale) return client.release(true);
    if (left === "failed") {
      try {
        await client.query({ name: "mcp_rollback", text: "ROLLBACK" });
      } catch {
        return client.release(true);
      }
    }
    pool.giveBack(client);
  };

  return {
    connect: pool.take,
    read: (client, text, values, bounds) => readRows(client, named(text), values, bounds),
    list: arrayText,
    parameter: (place) => `$${place}`,
    cancel: (client) => cancelQuery(client, config),
    giveBack,
    destroy: (client) => client.release(true),
    tryOut: explain,
    load: pool.load,
    ping: (client) => client.query({ name: "mcp_check", text: "SELECT 1" }),
    failureOf: failureOfQuery,
    codeOf: errorCode,
    close: pool.close,
  };
};

/** Connects to PostgreSQL, and refuses unless the catalog says that the credential can only read. */
export const openPostgres = (settings: PostgresSettings, log: Logger): Promise<RemoteSource> => {
  const watch = watchCredential((client: ClientBase) => standingOf(client), settings, log);
  return openRemote(postgresDriver(settings, watch), watch, settings.name);
};
