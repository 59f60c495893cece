/** Parameters that PostgreSQL takes as arrays: `= ANY(:ids)`, `:ids::bigint[]`. Elsewhere a list is bound as JSON. */
import type { StatementFacts } from "../sql/facts.js";
import type { Token } from "../sql/lex.js";
import { readStatement } from "../sql/statement.js";
import { isSchemaObject, type AnySchema } from "./json-schema/walk.js";
import type { SpecSource, SpecTool } from "./schema.js";

/** A cast to an array: a name, perhaps with a schema, of several words or with a length. */
const castToArray = /^\s*::\s*"?[\w.]+"?(?:\s+\w+){0,3}\s*(?:\([\d,\s]*\))?\s*\[/;
const comparison = /\b(?:any|all|some)\s*\(\s*$/i;

/** Whether the statement says, where it stands, that it is an array. */
function isArrayAt(sql: string, { start, end }: Token): boolean {
  const after = sql.slice(end, end + 100);
  return castToArray.test(after) || (/^\s*\)/.test(after) && comparison.test(sql.slice(0, start)));
}

/** Names of a tool's parameters that are arrays, as the engine says where it was asked, or else the statement. */
export function arrayParameters(
  { sql }: Pick<SpecTool, "sql">,
  kind: SpecSource["kind"] | undefined,
  facts: StatementFacts | undefined,
): ReadonlySet<string> {
  if (sql === undefined || kind !== "postgres") return new Set();
  const names = [...readStatement(sql).parameters].flatMap(([name, places]) => {
    const known = facts?.parameters[name]?.type;
    const isArray =
      known === undefined ? places.some((place) => isArrayAt(sql, place)) : known.endsWith("[]");
    return isArray ? [name] : [];
  });
  return new Set(names);
}

/** The schema of a list's items, if it has one for all of them. */
export const itemsOf = ({ items }: AnySchema): AnySchema | undefined =>
  isSchemaObject(items) ? items : undefined;
