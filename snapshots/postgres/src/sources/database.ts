import type { Stop } from "../guard/call.js";
import { ToolError } from "../guard/errors.js";
import type { Outcome } from "../guard/tool.js";
import type { OpenSource } from "./source.js";

/** How far one query may go. */
export interface Bounds {
  readonly rows: number;
  /** Bytes of JSON. */
  readonly bytes: number;
  /** Fires when the work is to stop. */
  readonly signal: Stop;
  /** On `performance.now()`'s clock, in ms. */
  readonly deadline: number;
}

export type Scalar = string | number | bigint | null;

/** A list is an array where the database has such, and JSON elsewhere. */
export type Value = Scalar | readonly Scalar[];

/** A list as JSON, with integers beyond 2^53 as they are. */
export const jsonList = (items: readonly Scalar[]): string =>
  `[${items.map((item) => (typeof item === "bigint" ? String(item) : JSON.stringify(item))).join(",")}]`;

/** Named parameters, without the colon. */
export type Values = Readonly<Record<string, Value>>;

export type Rows = Extract<Outcome, { kind: "rows" }>;

/** Read-only access to one database. */
export interface DatabaseSource extends OpenSource {
  /**
   * Runs one read-only statement, stopping at the bounds. Throws a `ToolError`: `TIMEOUT`, `CANCELLED`,
   * `WRITE_REFUSED`, `SOURCE_ERROR` or `SOURCE_UNAVAILABLE`, with the driver's error as its cause.
   */
  readonly query: (statement: string, values: Values, bounds: Bounds) => Promise<Rows>;
  /** Throws when the statement could never run: wrong SQL, a column that is missing, a write. */
  readonly prepare: (statement: string) => void;
  /** What stands in a statement for its nth value, from 1. */
  readonly parameter: (place: number) => string;
}

export const isDatabase = (source: OpenSource): source is DatabaseSource => "query" in source;

/** What a statement is refused with whose rows, which are objects, would lose a column; `undefined`: none. */
export const sameName = (columns: readonly string[]): ToolError | undefined => {
  const twice = columns.find((name, index) => columns.indexOf(name) < index);
  if (twice === undefined) return undefined;
  const why = `two of its columns are called ${JSON.stringify(twice)}: name one of them with AS`;
  return new ToolError("SOURCE_ERROR", "The query gives two columns of one name.", {
    cause: new Error(why),
  });
};
