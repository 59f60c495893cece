/** `type`, `enum` and `const`, which say together which kinds of values there are. */
import type { Json, JsonSchema } from "../../spec/model.js";
import { canonicalJson } from "../canonical-json.js";
import type { Place, SchemaChange } from "./place.js";

type TypeName = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

const everything: readonly TypeName[] = ["null", "boolean", "object", "array", "number", "string"];

export function compareTypes(place: Place): readonly SchemaChange[] {
  const before = listed(place.before);
  const after = listed(place.after);
  if (before !== undefined && after !== undefined) return compareLists(place, before, after);
  if (before === undefined && after === undefined) return compareNames(place);
  // A list of values says all that `type` could say beside it.
  const introduced = after !== undefined;
  const values = after ?? before ?? [];
  const around = new Set(typesOf(introduced ? place.before : place.after));
  const fits = values.every((value) => around.has(typeOf(value)) || (around.has("number") && typeOf(value) === "integer"));
  if (!fits) return [place.change("type-changed", keywordOf(introduced ? place.after : place.before))];
  return introduced
    ? [place.change("enum-introduced", keywordOf(place.after))]
    : [place.change("enum-dropped", keywordOf(place.before))];
}

function compareLists(
  { path, before: old, after: next }: Place,
  before: readonly Json[],
  after: readonly Json[],
): readonly SchemaChange[] {
  const had = new Set(before.map(canonicalJson));
  const has = new Set(after.map(canonicalJson));
  const where = (schema: JsonSchema) => `${path}/${keywordOf(schema)}`;
  return [
    ...before
      .filter((value) => !has.has(canonicalJson(value)))
      .map((value) => ({ rule: "enum-value-removed" as const, path: where(old), before: value, after: undefined })),
    ...after
      .filter((value) => !had.has(canonicalJson(value)))
      .map((value) => ({ rule: "enum-value-added" as const, path: where(next), before: undefined, after: value })),
  ];
}

function compareNames({ before, after, change }: Place): readonly SchemaChange[] {
  const had = typesOf(before);
  const has = typesOf(after);
  const lost = had.filter((type) => !includes(has, type));
  const gained = has.filter((type) => !includes(had, type));
  if (lost.length === 0 && gained.length === 0) return [];
  const onlyNull = (types: readonly TypeName[]) => types.length === 1 && types[0] === "null";
  if (gained.length === 0) return [change(onlyNull(lost) ? "nullable-removed" : "type-narrowed", "type")];
  if (lost.length === 0) return [change(onlyNull(gained) ? "nullable-added" : "type-widened", "type")];
  return [change("type-changed", "type")];
}

const includes = (types: readonly TypeName[], type: TypeName): boolean =>
  types.includes(type) || (type === "integer" && types.includes("number"));

/** What `type` allows, without `integer` beside `number`. */
function typesOf({ type }: JsonSchema): readonly TypeName[] {
  if (type === undefined) return everything;
  const names = (Array.isArray(type) ? type : [type]) as readonly TypeName[];
  return names.includes("number") ? names.filter((name) => name !== "integer") : names;
}

/** The values of `enum` or `const` that `type` lets through; `undefined` without either keyword. */
function listed(schema: JsonSchema): readonly Json[] | undefined {
  const { enum: values } = schema;
  const list = Array.isArray(values) ? (values as readonly Json[]) : undefined;
  const single = Object.hasOwn(schema, "const") ? [schema.const as Json] : undefined;
  if (list === undefined && single === undefined) return undefined;
  const wanted = single === undefined ? undefined : canonicalJson(single[0]);
  const both = list !== undefined && wanted !== undefined ? list.filter((one) => canonicalJson(one) === wanted) : (list ?? single ?? []);
  const types = typesOf(schema);
  return both.filter((value) => includes(types, typeOf(value)));
}

const keywordOf = (schema: JsonSchema): string => (Object.hasOwn(schema, "const") ? "const" : "enum");

function typeOf(value: Json): TypeName {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "object" | "string";
}
