import type { ToolError } from "../guard/errors.js";
import type { Row } from "../guard/tool.js";
import {
  boundsOf,
  readDatabase,
  type Answer,
  type Database,
  type Offer,
} from "./handler-databases.js";
import { statementOf, type Bindable } from "./template.js";
import { isWritable, type RunStatement } from "./writable.js";

export interface ChangeAnswer<R> extends Answer<R> {
  /** How many rows were inserted, changed or deleted. */
  readonly changed: number;
}

/** Runs one statement of a transaction: sql`UPDATE orders SET status = ${status} WHERE id = ${id}`. */
export type Sql = <R extends Row = Row>(
  text: TemplateStringsArray,
  ...values: readonly Bindable[]
) => Promise<ChangeAnswer<R>>;

/** A database that a handler may change, as far as its role goes. */
export interface WritableDatabase extends Database {
  /**
   * Runs `work` in one transaction: all of it happens when `work` resolves, and nothing when it throws, when a
   * statement of it fails, or when the call ends first. A call commits once, so that it cannot leave half of its
   * work behind. Nothing is tried again by itself. Throws `CONFLICT` for what the database's constraints refuse,
   * and where another transaction came in between.
   */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
}

/** Comments, then the word that it begins with. */
const firstWord = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/|\()*([a-z]+)/i;
const rowStatements = new Set([
  "select",
  "insert",
  "update",
  "delete",
  "merge",
  "replace",
  "values",
  "with",
]);

/** Those that end a transaction, or begin one, are not for handlers to say. */
const demandRows = (text: string): void => {
  const word = firstWord.exec(text)?.[1] ?? "";
  if (!rowStatements.has(word.toLowerCase()))
    throw new TypeError("A statement of a transaction reads or changes rows, and nothing else.");
};

const once = (): Error =>
  new Error("A call has one transaction: put all that it changes into the same one.");

/** What a handler that writes sees of a database: also transactions, where the spec lets it change something. */
export const writableDatabase: Offer = (source, context) => {
  const database = readDatabase(source, context);
  if (!isWritable(source)) return database;
  const { parameter } = source;
  let isTaken = false;

  const sqlOf =
    (run: RunStatement): Sql =>
    <R extends Row>(parts: TemplateStringsArray, ...values: readonly Bindable[]) => {
      const { text, values: bound } = statementOf(parts, values, parameter);
      demandRows(text);
      const answer = run(text, bound).then(({ rows, changed }) => {
        return { rows: rows as readonly R[], changed };
      });
      answer.catch(() => undefined); // of one that nobody waits for, too, the transaction knows
      return answer;
    };

  const transaction: WritableDatabase["transaction"] = async (work) => {
    if (isTaken) throw once();
    isTaken = true;
    try {
      return await source.transaction((run) => work(sqlOf(run)), boundsOf(context));
    } catch (error) {
      // What is known not to have happened may be tried again.
      isTaken = (error as Partial<ToolError>).code === "OUTCOME_UNKNOWN";
      throw error;
    }
  };
  const writable: WritableDatabase = { ...database, transaction };
  return writable;
};
