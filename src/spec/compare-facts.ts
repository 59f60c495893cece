/** What a statement is in a live database, against what it is with the schema of the spec. */
import type { JsonSchema } from "./model.js";
import type { StatementFacts } from "../sql/facts.js";
import { quoted } from "../diagnostics/printable.js";

const numberOrText = /^(?:number|integer) or string/;

/** A sentence for each difference. Whether a value may be null depends on the engine's version, and is left out. */
export function differences(live: StatementFacts, expected: StatementFacts): readonly string[] {
  const found = new Map(live.columns.map(({ name, schema }) => [name, typeOf(schema)]));
  const columns = expected.columns.flatMap(({ name, schema }) => {
    const own = found.get(name);
    const other = typeOf(schema);
    if (own === undefined || own === other) return [];
    // Without the query as the database understands it, a number may be one of any precision.
    if (live.isInexact === true && numberOrText.test(own) && /^(?:number|integer)/.test(other)) return [];
    return [`column ${quoted(name)} is ${own} in the database, and ${other} with the schema`];
  });
  const parameters = Object.entries(expected.parameters).flatMap(([name, { type }]) => {
    const own = live.parameters[name]?.type;
    if (own === type) return [];
    return [
      `:${name} is ${own ?? "of any type"} in the database, and ${type ?? "of any type"} with the schema`,
    ];
  });
  return [...columns, ...parameters];
}

function typeOf({ type, enum: values, format, items }: JsonSchema): string {
  if (Array.isArray(values))
    return values
      .filter((value) => value !== null)
      .map(String)
      .join(" | ");
  const types = Array.isArray(type)
    ? type.filter((one) => one !== "null")
    : type === undefined
      ? ["anything"]
      : [type];
  const element =
    typeof items === "object" && items !== null && !Array.isArray(items)
      ? typeOf(items as JsonSchema)
      : undefined;
  return (
    types.map(String).join(" or ") +
    (element === undefined ? "" : ` of ${element}`) +
    (typeof format === "string" ? ` (${format})` : "")
  );
}
