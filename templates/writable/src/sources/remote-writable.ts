import type { CredentialWatch } from "./credential-watch.js";
import type { ToolError } from "../guard/errors.js";
import { asTexts, connectFor, endingMs, openRemote, type Driver } from "./remote-source.js";
import type { Caps, Left } from "./read.js";
import type { Bounds } from "./database.js";
import {
  inTransaction,
  type Changed,
  type OpenTransaction,
  type WritableSource,
} from "./writable.js";

/** One statement that runs in a transaction. */
export interface Change {
  readonly changed: Promise<Changed>;
  /** Settles after `changed`, never rejects. */
  readonly left: Promise<Left>;
  /** Cuts the connection off. */
  readonly destroy: () => void;
}

/** What each kind of database does in its own way, for transactions that write. */
export interface ChangeDriver<Connection> {
  readonly begin: (connection: Connection) => Promise<void>;
  readonly change: (
    connection: Connection,
    text: string,
    values: readonly (string | null)[],
    caps: Caps,
  ) => Change;
  /** Rejects unless the database says that all of it is there. */
  readonly commit: (connection: Connection) => Promise<void>;
  readonly rollback: (connection: Connection) => Promise<void>;
  /** What a driver's error is to a caller. */
  readonly failureOf: (error: unknown) => ToolError;
}

/** Opens a database of the network with a role that may do what the spec lists. */
export const openWritable = async <Connection>(
  driver: Driver<Connection>,
  changes: ChangeDriver<Connection>,
  watch: CredentialWatch<Connection>,
  name: string,
): Promise<WritableSource> => {
  const source = await openRemote(driver, watch, name);

  const begin = async (bounds: Bounds): Promise<OpenTransaction> => {
    watch.demand();
    const connection = await connectFor(driver, watch, bounds.signal);
    try {
      await changes.begin(connection);
    } catch (error) {
      driver.destroy(connection);
      throw changes.failureOf(error);
    }
    let running: Change | undefined;
    return {
      run: async (text, values) => {
        try {
          const change = changes.change(connection, text, asTexts(driver, values), bounds);
          running = change;
          void change.left.then(() => {
            running = undefined;
          });
          return await change.changed;
        } catch (error) {
          throw changes.failureOf(error);
        }
      },
      commit: async () => {
        try {
          await changes.commit(connection);
        } catch (error) {
          driver.destroy(connection);
          throw changes.failureOf(error);
        }
        await driver.giveBack(connection, "ready");
      },
      rollback: async () => {
        try {
          await changes.rollback(connection);
          await driver.giveBack(connection, "ready");
        } catch {
          driver.destroy(connection); // on which the database undoes what there was
        }
      },
      abandon: async () => {
        const statement = running;
        if (statement !== undefined) {
          const late = setTimeout(statement.destroy, endingMs);
          await driver.cancel(connection);
          await statement.left;
          clearTimeout(late);
        }
        driver.destroy(connection);
      },
    };
  };
  return {
    ...source,
    transaction: (work, bounds) => inTransaction(() => begin(bounds), work, bounds.signal),
  };
};
