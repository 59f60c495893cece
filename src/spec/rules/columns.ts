/** The columns of a statement, as the database's engine has them, and what the spec says of a row. */
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { ColumnFact } from "../../sql/facts.js";
import { isSchemaObject, type AnySchema } from "../json-schema/walk.js";
import { eachTool, type Rule } from "./rule.js";

export const namedColumns: Rule = {
  name: "named-columns",
  codes: ["MCP1424", "MCP1430"],
  check({ spec, facts }, report) {
    eachTool(spec, (_tool, name, path) => {
      const names = facts.get(name)?.columns.map((column) => column.name) ?? [];
      const place = [...path, "sql"];
      for (const twice of new Set(names.filter((column, index) => names.indexOf(column) < index))) {
        report("MCP1424", place, `the statement has more than one column ${quoted(twice)}`, { at: "key" });
      }
      for (const [index, column] of names.entries()) {
        // PostgreSQL's `?column?`, and SQLite's text of the expression.
        if (!/[?()*+|]/.test(column)) continue;
        report("MCP1430", place, `column ${index + 1} of the statement is called ${quoted(column)}`, {
          at: "key",
        });
      }
    });
  },
};

const typesOf = ({ type, enum: values, const: only }: AnySchema): ReadonlySet<string> | undefined => {
  if (typeof type === "string") return new Set([type]);
  if (Array.isArray(type)) return new Set(type.map(String));
  const listed = Array.isArray(values) ? values : only === undefined ? undefined : [only];
  return listed && new Set(listed.map((value) => (value === null ? "null" : typeof value)));
};

const overlaps = (written: ReadonlySet<string>, found: ReadonlySet<string>): boolean =>
  [...found].some(
    (type) =>
      type !== "null" &&
      (written.has(type) ||
        (type === "integer" && written.has("number")) ||
        // A count may be called a number, and a number may happen to be whole.
        (type === "number" && written.has("integer"))),
  );

const words: Readonly<Record<string, string>> = { null: "null", integer: "integer", number: "number" };
const inWords = (types: ReadonlySet<string>) => [...types].map((type) => words[type] ?? type).join(" or ");

/** `result` written by hand: each property a column, of a type that the column can have. */
export const resultColumns: Rule = {
  name: "result-columns",
  codes: ["MCP1423", "MCP1428"],
  check({ spec, facts }, report) {
    eachTool(spec, ({ result, sql }, name, path) => {
      const { columns, isInexact } = facts.get(name) ?? {};
      if (columns === undefined || result === undefined || sql === undefined) return;
      const byName = new Map(columns.map((column): [string, ColumnFact] => [column.name, column]));
      const place = [...path, "result"];
      const { properties, required, additionalProperties } = result;
      const written = isSchemaObject(properties) ? properties : {};
      const help = `the statement has the columns ${list([...byName.keys()])}`;
      for (const [property, schema] of Object.entries(written)) {
        const column = byName.get(property);
        const at = [...place, "properties", property];
        if (column === undefined) {
          const label = didYouMean(property, byName.keys());
          report("MCP1423", at, `the statement has no column ${quoted(property)}`, {
            at: "key",
            label,
            help,
          });
          continue;
        }
        const types = isSchemaObject(schema) ? typesOf(schema) : undefined;
        const found = typesOf(column.schema);
        if (types === undefined || found === undefined) continue;
        if (!overlaps(types, found)) {
          const message = `column ${quoted(property)} is ${inWords(found)}, never ${inWords(types)}`;
          report("MCP1423", at, message, { help: `write \`type: ${[...found][0]}\`` });
        } else if (found.has("null") && !types.has("null") && isInexact !== true) {
          report("MCP1428", at, `column ${quoted(property)} may be null`);
        }
      }
      for (const [index, property] of (Array.isArray(required) ? required : []).entries()) {
        if (typeof property !== "string" || byName.has(property) || Object.hasOwn(written, property))
          continue;
        const label = didYouMean(property, byName.keys());
        report("MCP1423", [...place, "required", index], `the statement has no column ${quoted(property)}`, {
          label,
          help,
        });
      }
      if (additionalProperties !== false) return;
      const unnamed = [...byName.keys()].filter((column) => !Object.hasOwn(written, column));
      if (unnamed.length > 0 && !("patternProperties" in result)) {
        const message = `\`result\` allows no column ${list(unnamed.map((column) => quoted(column)))}`;
        report("MCP1423", [...place, "additionalProperties"], message, {
          at: "key",
          help: "describe it under `properties`, or leave it out of the statement",
        });
      }
    });
  },
};
