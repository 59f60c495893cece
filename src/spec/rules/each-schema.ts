import type { Path } from "../document.js";
import {
  isSchemaObject,
  schemaKeywords,
  schemaListKeywords,
  schemaMapKeywords,
  type AnySchema,
} from "../json-schema/walk.js";

/** Visits a schema and every schema in it, with its place. */
export function eachSchema(
  schema: unknown,
  path: Path,
  visit: (schema: AnySchema, path: Path) => void,
): void {
  if (!isSchemaObject(schema)) return;
  visit(schema, path);
  for (const [keyword, value] of Object.entries(schema)) {
    const place = [...path, keyword];
    if (schemaKeywords.has(keyword)) eachSchema(value, place, visit);
    else if (schemaListKeywords.has(keyword) && Array.isArray(value)) {
      for (const [index, one] of value.entries()) eachSchema(one, [...place, index], visit);
    } else if (schemaMapKeywords.has(keyword) && isSchemaObject(value)) {
      for (const [name, one] of Object.entries(value)) eachSchema(one, [...place, name], visit);
    }
  }
}
