import type { Stop } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import { CredentialError } from "./credential.js";
import type { CredentialWatch } from "./credential-watch.js";
import { unavailable, unreachable, unusable } from "./database-errors.js";
import type { PoolLoad, RemoteSource } from "./database-health.js";
import type { Left, Read } from "./read.js";
import type { Bounds, Scalar, DatabaseSource, Values } from "./database.js";

/** What every database on the network is opened with. */
export interface RemoteSettings {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  /** With the password. Never logged. */
  readonly url: string;
  /** The server's name, as the database shows it beside the connections. */
  readonly application: string;
  /** At most so many at once. */
  readonly connections: number;
  /** Rights that are known and accepted, by the ids of their findings. */
  readonly allowed: readonly string[];
}

/** How long a connection may take to be made, or to become free. */
export const connectMs = 4_000;
/** How long a query may take to end after it was told to. */
export const endingMs = 1_000;

/** What each kind of database does in its own way. */
export interface Driver<Connection> {
  /** A connection whose session is bounded and whose credential was checked, unless the call ends first. */
  readonly connect: (signal?: Stop) => Promise<Connection>;
  /** Runs one statement in a read-only transaction. */
  readonly read: (
    connection: Connection,
    text: string,
    values: readonly (string | null)[],
    bounds: Bounds,
  ) => Read;
  /** Asks the database to end what the connection runs. Never rejects. */
  readonly cancel: (connection: Connection) => Promise<void>;
  /** A list as the text of one value. */
  readonly list: (items: readonly Scalar[]) => string;
  readonly parameter: DatabaseSource["parameter"];
  /** Makes a connection free for others. `failure`: why its read has failed, if it has. */
  readonly giveBack: (
    connection: Connection,
    left: Left,
    failure?: unknown,
  ) => Promise<void> | void;
  readonly destroy: (connection: Connection) => void;
  /** Rejects with what every call of the statement would fail with. Does not run it. */
  readonly tryOut: (connection: Connection, statement: string) => Promise<void>;
  readonly load: () => PoolLoad;
  readonly ping: (connection: Connection) => Promise<unknown>;
  /** What a driver's error is to a caller. */
  readonly failureOf: (error: unknown) => ToolError;
  /** What may be said of it to whoever starts the server: a code. */
  readonly codeOf: (error: unknown) => string;
  readonly close: () => Promise<void>;
}

/**
 * All values go as texts, whose types the statement settles: compared with a number, MySQL reads a text column
 * as numbers, and `name = 0` is true of every name that does not begin with a digit.
 */
export const asTexts = (
  { list }: Pick<Driver<never>, "list">,
  values: Values,
): readonly (string | null)[] =>
  Object.values(values).map((value) => {
    if (typeof value === "object" && value !== null) return list(value);
    return value === null ? null : String(value);
  });

/** Connects, and tells the watch whether that was possible. Rejects with the driver's own error. */
const connectWatched = async <Connection>(
  { connect }: Pick<Driver<Connection>, "connect">,
  watch: Pick<CredentialWatch<Connection>, "reached">,
  signal?: Stop,
): Promise<Connection> => {
  try {
    const connection = await connect(signal);
    watch.reached(true);
    return connection;
  } catch (error) {
    // A call that ended, or connections that are all in use, say nothing of the database.
    if (!signal?.aborted && !(error instanceof ToolError)) watch.reached(false);
    throw error;
  }
};

/** A connection for a call. Rejects with a `ToolError`, or with the reason for which the call ended. */
export const connectFor = async <Connection>(
  driver: Pick<Driver<Connection>, "connect">,
  watch: Pick<CredentialWatch<Connection>, "reached">,
  signal: Stop,
): Promise<Connection> => {
  try {
    return await connectWatched(driver, watch, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error instanceof ToolError ? error : unavailable(error);
  }
};

/**
 * Connects, and refuses (`CredentialError`) unless the credential can do no more than it should. It is asked again after an outage
 * and now and then; when the answer has changed, the source is unavailable until it is right.
 */
export const openRemote = async <Connection>(
  driver: Driver<Connection>,
  watch: CredentialWatch<Connection>,
  source: string,
): Promise<RemoteSource> => {
  /** Tells the database to end what this connection runs; cuts the connection if it does not. */
  const stopRead = async (connection: Connection, read: Read): Promise<void> => {
    const late = setTimeout(read.destroy, endingMs);
    void read.left.then(() => clearTimeout(late));
    await driver.cancel(connection);
  };

  const query: DatabaseSource["query"] = async (text, values, bounds) => {
    const { signal } = bounds;
    if (signal.aborted) throw signal.reason;
    watch.demand();
    const connection = await connectFor(driver, watch, signal);
    if (signal.aborted) {
      void driver.giveBack(connection, "ready");
      throw signal.reason;
    }
    const read = driver.read(connection, text, asTexts(driver, values), bounds);
    let failure: unknown;
    let stopping: Promise<void> | undefined;
    const stop = (): void => {
      stopping = stopRead(connection, read);
    };
    signal.addEventListener("abort", stop);
    // Before the rows are awaited, so that the next call finds the connection free.
    void read.left.then(async (left) => {
      signal.removeEventListener("abort", stop);
      if (stopping === undefined) return driver.giveBack(connection, left, failure);
      await stopping; // it may arrive late: no other call must be what it meets
      driver.destroy(connection);
    });
    try {
      const rows = await read.rows;
      if (signal.aborted) throw signal.reason; // MySQL's SLEEP and BENCHMARK answer when they are killed
      return rows;
    } catch (error) {
      failure = error;
      throw signal.aborted ? signal.reason : driver.failureOf(error);
    }
  };

  /** Statements that no connection has tried yet. */
  let untried: string[] = [];
  const tryStatements = async (connection: Connection): Promise<void> => {
    for (const statement of untried) {
      await driver.tryOut(connection, statement).catch((error: unknown) => {
        throw unusable(source, statement, error);
      });
    }
    untried = [];
  };

  const check = async (): Promise<void> => {
    const connection = await connectWatched(driver, watch);
    try {
      await tryStatements(connection);
      if (!(await watch.recheck(connection))) await driver.ping(connection);
      await driver.giveBack(connection, "ready");
    } catch (error) {
      driver.destroy(connection);
      throw error;
    }
  };

  try {
    await driver.giveBack(await connectWatched(driver, watch), "ready");
  } catch (error) {
    await driver.close();
    if (error instanceof CredentialError) throw error;
    throw unreachable(source, driver.codeOf(error), error);
  }
  return {
    query,
    prepare: (statement) => void untried.push(statement),
    parameter: driver.parameter,
    check,
    health: () => ({ ...watch.state(), ...driver.load() }),
    close: driver.close,
  };
};
