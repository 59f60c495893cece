/** Changes to schemas on their way from the spec to the wire. Each is visible to clients. */
import { isSchemaObject, mapSchema, type AnySchema } from "./walk.js";

/** Characters of an argument that has no `maxLength` of its own, `enum`, `const` or `format` notwithstanding. */
const defaultMaxLength = 10_000;

/** Whether the schema says that values are of this type (perhaps among others). */
export function allowsType(schema: AnySchema, type: string): boolean {
  const { type: types } = schema;
  return types === type || (Array.isArray(types) && types.includes(type));
}

/** Types of values, without null, which fits everywhere; `undefined`: the schema leaves it open, or says it in another way. */
export function scalarTypes({ type, enum: values, const: only }: AnySchema): ReadonlySet<string> | undefined {
  const types = Array.isArray(type) ? type.map(String) : typeof type === "string" ? [type] : undefined;
  const listed = Array.isArray(values) ? values : only === undefined ? undefined : [only];
  const found = types ?? listed?.filter((value) => value !== null).map((value) => typeof value);
  return found === undefined ? undefined : new Set(found.filter((name) => name !== "null"));
}

/** Bounds every string: an unbounded one could be as large as the request. */
export function boundStrings(schema: AnySchema): AnySchema {
  return mapSchema(schema, (one) =>
    allowsType(one, "string") && !("maxLength" in one) && !("enum" in one) && !("const" in one)
      ? { ...one, maxLength: defaultMaxLength }
      : one,
  );
}

const composing = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];

/** Refuses arguments that the schema does not know, unless it says something about them itself. */
export function closeObject(schema: AnySchema): AnySchema {
  if ("additionalProperties" in schema || "unevaluatedProperties" in schema) return schema;
  const composed = composing.some((keyword) => keyword in schema);
  return { ...schema, [composed ? "unevaluatedProperties" : "additionalProperties"]: false };
}

/**
 * Puts a schema inside of another: `$defs` move to the outer root, so that `#/$defs/…` still finds them, and
 * other references from the root (`#`, `#/properties/…`) get the place of the inner schema in front.
 */
export function nested(schema: AnySchema, place: string): { inner: AnySchema; defs?: AnySchema } {
  const moved = mapSchema(schema, (one) => {
    const { $ref: reference } = one;
    if (typeof reference !== "string" || !reference.startsWith("#") || reference.startsWith("#/$defs/"))
      return one;
    return { ...one, $ref: place + reference.slice(1) };
  });
  const { $defs: defs, $schema: _dialect, ...inner } = moved;
  return isSchemaObject(defs) ? { inner, defs } : { inner };
}

/** Whether the root of a schema admits objects only, as MCP demands of an output schema. */
export function isObjectRoot(schema: AnySchema): boolean {
  return schema["type"] === "object";
}
