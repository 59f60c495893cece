/** The result of a tool: the schema of `structuredContent`. */
import type { ColumnFact } from "../sql/facts.js";
import { isObjectRoot, nested } from "./json-schema/shape.js";
import type { AnySchema } from "./json-schema/walk.js";
import type { JsonSchema } from "./model.js";

/** One row, as the database's engine describes it. */
export function rowSchema(columns: readonly ColumnFact[]): AnySchema {
  return {
    type: "object",
    properties: Object.fromEntries(columns.map(({ name, schema }) => [name, schema])),
    required: columns.map(({ name }) => name),
    additionalProperties: false,
  };
}

/** Rows of a query, with what the row and byte caps did to them. */
export function rowsSchema(row: AnySchema | undefined): JsonSchema {
  const { inner, defs } = nested(row ?? { type: "object" }, "#/properties/rows/items");
  return {
    type: "object",
    properties: {
      rows: { type: "array", items: inner },
      truncated: { type: "boolean", description: "Whether a limit cut the rows short." },
      notice: { type: "string", description: "What was cut or lowered, and why." },
    },
    required: ["rows", "truncated"],
    additionalProperties: false,
    ...(defs === undefined ? {} : { $defs: defs }),
  } as JsonSchema;
}

/** MCP's structured content is an object; any other value is wrapped as `{ result: … }`. */
export function valueSchema(result: AnySchema): { schema: JsonSchema; isWrapped: boolean } {
  if (isObjectRoot(result)) return { schema: result as JsonSchema, isWrapped: false };
  const { inner, defs } = nested(result, "#/properties/result");
  const schema = {
    type: "object",
    properties: { result: inner },
    required: ["result"],
    additionalProperties: false,
    ...(defs === undefined ? {} : { $defs: defs }),
  } as JsonSchema;
  return { schema, isWrapped: true };
}
