import type { Stop } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import type { Row, Truncation } from "../guard/tool.js";
import { whole } from "./handler-databases.js";
import type { Bounds, DatabaseSource, Values } from "./database.js";
import type { OpenSource } from "./source.js";

/** What a statement of a transaction gave. */
export interface Changed {
  /** Those that it returns. */
  readonly rows: readonly Row[];
  readonly truncated?: Truncation;
  /** How many rows it inserted, changed or deleted. */
  readonly changed: number;
}

export type RunStatement = (text: string, values: Values) => Promise<Changed>;

/** A database of which handlers may change what the spec lists. */
export interface WritableSource extends DatabaseSource {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects, when one of its
   * statements failed, and when the call ends. Throws a `ToolError`, as `query` does, also `CONFLICT`.
   */
  readonly transaction: <T>(work: (run: RunStatement) => Promise<T>, bounds: Bounds) => Promise<T>;
}

/** What callers are told of changes that a database refuses: its own words quote values and names. */
export const changeSentences = {
  taken: "There is one like it already.",
  reference: "It refers to something that is not there, or something else refers to it.",
  rules: "The database's rules do not allow this change.",
  between: "Another change came in between. Nothing was changed; try again.",
  refused: "The database does not let this server do that.",
} as const;

/** The connection was lost while the database was saving: nobody can tell whether it did. */
export const outcomeUnknown = (cause: unknown): ToolError =>
  new ToolError(
    "OUTCOME_UNKNOWN",
    "The database was lost while it saved the change, which may be there or not. Look before you try again.",
    { cause },
  );

export const isWritable = (source: OpenSource): source is WritableSource => "transaction" in source;

/** A connection in a transaction of its own. */
export interface OpenTransaction {
  /** Rejects with what the call is to fail with. */
  readonly run: RunStatement;
  /** Resolves when the database says that the changes are there. Gives the connection back in any case. */
  readonly commit: () => Promise<void>;
  /** Undoes all of it and gives the connection back. Never rejects. */
  readonly rollback: () => Promise<void>;
  /** Ends whatever runs, and the connection, on which the database undoes all of it. Never rejects. */
  readonly abandon: () => Promise<void>;
}

const tooLate = (): Error =>
  new Error("A statement came after the end of its transaction: await each of them within it.");

/**
 * Runs `work` in a transaction, one statement after the other, also when it does not wait for them. From the first
 * that fails there is nothing but a way back, whatever `work` makes of the error: half of a change is none.
 */
export const inTransaction = async <T>(
  begin: (signal: Stop) => Promise<OpenTransaction>,
  work: (run: RunStatement) => Promise<T>,
  signal: Stop,
): Promise<T> => {
  if (signal.aborted) throw signal.reason;
  const transaction = await begin(signal);
  const failures: unknown[] = [];
  let isOver = false;
  let ended: Promise<void> | undefined;
  let latest: Promise<unknown> = Promise.resolve();

  const stop = (): void => {
    isOver = true;
    ended ??= transaction.abandon();
  };
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop(); // while it was begun

  const next = async (text: string, values: Values): Promise<Changed> => {
    if (signal.aborted) throw signal.reason;
    if (failures.length > 0) throw failures[0];
    try {
      return whole(await transaction.run(text, values));
    } catch (error) {
      failures.push(error);
      throw signal.aborted ? signal.reason : error;
    }
  };
  const run: RunStatement = (text, values) => {
    if (isOver) return Promise.reject(signal.aborted ? signal.reason : tooLate());
    const turn = latest.then(() => next(text, values));
    latest = turn.catch(() => undefined);
    return turn;
  };

  try {
    const value = await work(run);
    isOver = true;
    await latest;
    if (signal.aborted) throw signal.reason;
    if (failures.length > 0) throw failures[0];
    signal.removeEventListener("abort", stop); // from here on it is for the database to say
    ended = transaction.commit();
    await ended;
    return value;
  } catch (error) {
    isOver = true;
    await latest;
    signal.removeEventListener("abort", stop);
    ended ??= transaction.rollback();
    await ended.catch(() => undefined);
    throw signal.aborted ? signal.reason : error;
  }
};
