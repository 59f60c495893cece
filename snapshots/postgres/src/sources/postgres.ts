import type { Duplex } from "node:stream";
import { Pool, type ClientBase, type PoolClient } from "pg";
import type { Logger } from "pino";
import type { Stop } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import { cancelQuery } from "./postgres-cancel.js";
import { checkCredential, CredentialError } from "./postgres-credential.js";
import { failureOfQuery, sqlState } from "./postgres-errors.js";
import { explain } from "./postgres-explain.js";
import { readRows, type Left, type Statement } from "./postgres-read.js";
import { setUpSession, type SessionSettings } from "./postgres-session.js";
import type { Source, Value } from "./source.js";

export interface PostgresSettings extends SessionSettings {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  /** `postgres://role:password@host:5432/database`. Never logged. */
  readonly url: string;
  /** What to speak over instead of a socket to that address. */
  readonly stream?: () => Duplex;
  /** The server's name, as the database shows it beside the connections. */
  readonly application: string;
  /** At most so many at once. */
  readonly connections: number;
  /** Rights that are known and cannot be taken away, on a managed database. */
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

/** All values go as texts, whose types PostgreSQL settles from the statement. */
const asText = (value: Value): string | null => (value === null ? null : String(value));

/**
 * Connects to PostgreSQL, and refuses (`CredentialError`) unless the catalog says that the credential can only
 * read. Asks again after an outage and now and then; when the answer has changed, the source is unavailable
 * until it is right.
 */
export const openPostgres = async (settings: PostgresSettings, log: Logger): Promise<Source> => {
  const { name: source, url, stream, allowed, connections, application } = settings;
  const config = {
    connectionString: url,
    ...(stream && { stream }),
    application_name: application,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  };
  /** Of the latest check that found nothing; in the past when a connection was lost since. */
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;
  let refused: CredentialError | undefined;

  const verify = (client: ClientBase): Promise<void> =>
    (checking ??= checkCredential(client, source, allowed, log)
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

  const pool = new Pool({
    ...config,
    max: connections,
    idleTimeoutMillis: 300_000,
    onConnect: async (client: ClientBase) => {
      client.on("error", lost); // also while a call has it: without a listener it would end the process
      await setUpSession(client, settings);
      if (performance.now() - checkedAt > freshMs) await verify(client);
    },
  });
  pool.on("error", lost);

  /** A connection of the pool, unless the call ends first. */
  const connect = (signal?: Stop): Promise<PoolClient> =>
    new Promise((resolve, reject) => {
      const abandon = (): void => reject(signal?.reason);
      signal?.addEventListener("abort", abandon);
      pool.connect().then(
        (client) => {
          signal?.removeEventListener("abort", abandon);
          if (signal?.aborted) client.release();
          else resolve(client);
        },
        (error: unknown) => {
          signal?.removeEventListener("abort", abandon);
          // One that could not be made is not counted any more.
          if (pool.totalCount >= connections) return reject(busy());
          if (!(error instanceof CredentialError)) lost(error);
          reject(unavailable(error));
        },
      );
    });

  const names = new Map<string, Statement>();
  const named = (text: string): Statement => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const statement = { name: `mcp_${names.size + 1}`, text, isWide: false };
    names.set(text, statement);
    return statement;
  };

  /** Gives a connection back, or ends it where what it would do next is not certain. */
  const giveBack = async (client: PoolClient, left: Left, error: unknown): Promise<void> => {
    // After DDL a statement's columns may differ from what this connection has parsed.
    if (left === "lost" || sqlState(error) === "0A000") return client.release(true);
    if (left === "failed") {
      try {
        await client.query({ name: "mcp_rollback", text: "ROLLBACK" });
      } catch {
        return client.release(true);
      }
    }
    client.release();
  };

  const query: Source["query"] = async (text, values, bounds) => {
    if (bounds.signal.aborted) throw bounds.signal.reason;
    if (refused !== undefined) throw unavailable(refused);
    const client = await connect(bounds.signal);
    const read = readRows(client, named(text), Object.values(values).map(asText), bounds);
    let stopping: Promise<void> | undefined;
    const stop = (): void => {
      stopping = stopQuery(client, read.left);
    };
    bounds.signal.addEventListener("abort", stop);
    let failure: unknown;
    // Before the rows are awaited, so that the next call finds the connection free.
    void read.left.then(async (left) => {
      bounds.signal.removeEventListener("abort", stop);
      if (stopping === undefined) return giveBack(client, left, failure);
      await stopping; // it may arrive late: no other call must be what it meets
      client.release(true);
    });
    try {
      return await read.rows;
    } catch (error) {
      failure = error;
      throw bounds.signal.aborted ? bounds.signal.reason : failureOfQuery(error);
    }
  };

  /** Tells the database to end what this connection runs; cuts the connection if it does not. */
  const stopQuery = async (client: PoolClient, ended: Promise<Left>): Promise<void> => {
    const late = setTimeout(() => client.connection.stream.destroy(), endingMs);
    void ended.then(() => clearTimeout(late));
    await cancelQuery(client, config);
  };

  /** Statements that no connection has tried yet. */
  let untried: string[] = [];
  const tryStatements = async (client: PoolClient): Promise<void> => {
    for (const text of untried) await explain(client, source, text);
    untried = [];
  };

  const check = async (): Promise<void> => {
    const client = await connect();
    try {
      await tryStatements(client);
      if (refused !== undefined || performance.now() - checkedAt > staleMs) await verify(client);
      else await client.query({ name: "mcp_check", text: "SELECT 1" });
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  };

  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    if (error instanceof CredentialError) throw error;
    const why = sqlState(error) ?? (error as { code?: string }).code ?? "no answer";
    throw new Error(`The database of source "${source}" cannot be reached (${why}).`, {
      cause: error,
    });
  }
  return {
    query,
    prepare: (statement) => void untried.push(statement),
    check,
    close: () => pool.end(),
  };
};
