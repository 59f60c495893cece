/**
 * Two ways to write the same: `{ type: ["string", "null"] }` and `{ anyOf: [{ type: "string" }, { type: "null" }] }`, of which
 * libraries of schemas prefer the second. Where one side is nothing but alternatives, the other is written so, too.
 */
import { keywords } from "../../spec/json-schema/keywords.js";
import type { Json, JsonSchema } from "../../spec/model.js";
import { annotations } from "./resolve.js";

/** Both schemas, in one way of writing. */
export function alike(
  before: JsonSchema,
  after: JsonSchema,
): { readonly before: JsonSchema; readonly after: JsonSchema } {
  for (const keyword of ["anyOf", "oneOf"] as const) {
    const had = isOnly(before, keyword);
    const has = isOnly(after, keyword);
    if (had && !has && after[keyword] === undefined) return { before, after: asAlternatives(after, keyword) };
    if (has && !had && before[keyword] === undefined) return { before: asAlternatives(before, keyword), after };
  }
  return { before, after };
}

const isOnly = (schema: JsonSchema, keyword: string): boolean =>
  Array.isArray(schema[keyword]) &&
  Object.keys(schema).every((name) => name === keyword || isNote(name));

const isNote = (keyword: string): boolean =>
  keyword === "default" || annotations.has(keyword) || !keywords.has(keyword);

function asAlternatives(schema: JsonSchema, keyword: "anyOf" | "oneOf"): JsonSchema {
  const notes = Object.entries(schema).filter(([name]) => isNote(name));
  const rest = Object.entries(schema).filter(([name]) => !isNote(name));
  const types = Array.isArray(schema.type) ? (schema.type as readonly string[]) : [undefined];
  const branches = types.map((type) =>
    type === undefined ? Object.fromEntries(rest) : { ...Object.fromEntries(rest.filter(applies(type))), type },
  );
  return { ...Object.fromEntries(notes), [keyword]: branches };
}

const applies =
  (type: string) =>
  ([keyword]: readonly [string, Json]): boolean => {
    const { appliesTo } = keywords.get(keyword) ?? {};
    return appliesTo === undefined || appliesTo === type || (appliesTo === "number" && type === "integer");
  };
