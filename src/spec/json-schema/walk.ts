/** Where JSON Schema 2020-12 has schemas inside of schemas. */
import { isRecord } from "../../record.js";

/** Keywords whose value is a schema. */
export const schemaKeywords: ReadonlySet<string> = new Set([
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);

/** Keywords whose value maps names to schemas. */
export const schemaMapKeywords: ReadonlySet<string> = new Set([
  "$defs",
  "dependentSchemas",
  "patternProperties",
  "properties",
]);

export type AnySchema = Readonly<Record<string, unknown>>;

export function isSchemaObject(value: unknown): value is AnySchema {
  return isRecord(value);
}

/** A copy in which `change` has been applied to every schema object, the innermost first. */
export function mapSchema(schema: AnySchema, change: (schema: AnySchema) => AnySchema): AnySchema {
  const inner = (value: unknown): unknown => (isSchemaObject(value) ? mapSchema(value, change) : value);
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (schemaKeywords.has(keyword)) copy[keyword] = inner(value);
    else if (schemaListKeywords.has(keyword) && Array.isArray(value)) copy[keyword] = value.map(inner);
    else if (schemaMapKeywords.has(keyword) && isSchemaObject(value)) {
      copy[keyword] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]));
    } else copy[keyword] = value;
  }
  return change(copy);
}
