import type { Context } from "../guard/call.js";
import type { Arguments, Tool } from "../guard/tool.js";
import { ToolError } from "../guard/errors.js";
import {
  isDatabase,
  type Rows,
  type Scalar,
  type DatabaseSource,
  type Value,
  type Values,
} from "./database.js";
import type { Sources } from "./source.js";

/** How an argument is bound. An argument that was not given binds as NULL. */
export type Binding = "integer" | "number" | "string" | "boolean" | "list" | "json";

const scalarOf = (item: unknown): Scalar => {
  if (item === null) return null;
  if (typeof item === "boolean") return item ? 1 : 0;
  return typeof item === "number" && Number.isInteger(item)
    ? BigInt(item)
    : (item as string | number);
};

const bind: Readonly<Record<Binding, (value: unknown) => Value>> = {
  // As an integer and not as a double: `LIMIT 10.0` and keys beyond 2^53 depend on it.
  integer: (value) => BigInt(value as number),
  number: (value) => Number(value),
  string: (value) => String(value),
  boolean: (value) => (value === true ? 1 : 0),
  // Of values that are none themselves: the database's own list.
  list: (value) => (value as readonly unknown[]).map(scalarOf),
  json: (value) => JSON.stringify(value),
};

/** A statement with what it takes. */
interface Select {
  readonly source: string;
  readonly statement: string;
  readonly bindings: readonly (readonly [name: string, binding: Binding])[];
  readonly places: readonly string[] | undefined;
}

/** A value for each place: numbers as names keep their order. */
const inPlaces = (values: Values, places: readonly string[]): Values =>
  Object.fromEntries(places.map((name, index) => [index, values[name] ?? null]));

const valuesOf = ({ bindings, places }: Select, args: Arguments): Values => {
  const values: Record<string, Value> = {};
  for (const [name, binding] of bindings) {
    const value = Object.hasOwn(args, name) ? args[name] : null;
    values[name] = value === null || value === undefined ? null : bind[binding](value);
  }
  return places === undefined ? values : inPlaces(values, places);
};

const open = ({ source }: Select, sources: Sources): DatabaseSource => {
  const found = sources[source];
  if (found !== undefined && isDatabase(found)) return found;
  throw new ToolError("SOURCE_UNAVAILABLE", "The database is not open.");
};

/** One function for all tools: engines compile each function by itself, when it has been called often. */
const query = (select: Select, args: Arguments, context: Context): Promise<Rows> => {
  const { sources, limits, stop, deadline } = context;
  const bounds = { rows: limits.rows, bytes: limits.bytes, signal: stop, deadline };
  return open(select, sources).query(select.statement, valuesOf(select, args), bounds);
};

/**
 * The `run` of a tool that is one statement with `:named` parameters. Arguments only ever become bound
 * values: no text of theirs is part of the statement.
 * @param places The parameter of each `?` of the statement, where one of them is used more than once.
 */
export const select = (
  source: string,
  statement: string,
  parameters: Readonly<Record<string, Binding>>,
  places?: readonly string[],
): Tool["run"] => {
  const known: Select = { source, statement, bindings: Object.entries(parameters), places };
  const run: Tool["run"] = (args, context) => query(known, args, context);
  return Object.assign(run, {
    prepare: (sources: Sources) => open(known, sources).prepare(statement),
  });
};
