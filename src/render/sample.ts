import type { Json, JsonSchema } from "../spec/model.js";

/**
 * Arguments that a schema of an object accepts, if that is plain to see: what the generated tests call a tool with.
 * `undefined` when a required argument is of a kind that only its author can make up (a pattern, a reference).
 */
export function sampleArguments(schema: JsonSchema): Record<string, Json> | undefined {
  if (Object.keys(schema).some((keyword) => !plainObjectKeywords.has(keyword))) return undefined;
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Json>>;
  const sample: Record<string, Json> = {};
  for (const name of (schema.required ?? []) as readonly string[]) {
    const value = sampleOf(properties[name]);
    if (value === undefined) return undefined;
    sample[name] = value;
  }
  return sample;
}

const plainObjectKeywords = new Set([
  "$schema",
  "type",
  "title",
  "description",
  "properties",
  "required",
  "additionalProperties",
]);

const plainValueKeywords = new Set([
  ...plainObjectKeywords,
  "default",
  "examples",
  "const",
  "enum",
  "format",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "items",
  "maxItems",
]);

function sampleOf(schema: Json | undefined): Json | undefined {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return undefined;
  const { const: constant, default: fallback, enum: values, examples, type } = schema as JsonSchema;
  const known = [constant, fallback, ...listed(examples), ...listed(values)].find(
    (value) => value !== undefined,
  );
  if (known !== undefined) return known;
  if (Object.keys(schema).some((keyword) => !plainValueKeywords.has(keyword) && !keyword.startsWith("x-"))) {
    return undefined;
  }
  return type === "object"
    ? sampleArguments(schema as JsonSchema)
    : sampleOfType(schema as JsonSchema, Array.isArray(type) ? type[0] : type);
}

const listed = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const sampleOfFormat: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  email: "someone@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  time: "12:00:00Z",
  uri: "https://example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

function sampleOfType(schema: JsonSchema, type: Json | undefined): Json | undefined {
  const number = (keyword: string, fallback: number) => {
    const value = schema[keyword];
    return typeof value === "number" ? value : fallback;
  };
  switch (type) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return Math.ceil(Math.min(Math.max(number("minimum", 1), 1), number("maximum", Infinity)));
    case "array":
      return [];
    case "null":
      return null;
    case "string": {
      const text =
        typeof schema.format === "string"
          ? sampleOfFormat[schema.format]
          : "a".repeat(number("minLength", 1));
      const fits =
        text !== undefined &&
        text.length >= number("minLength", 0) &&
        text.length <= number("maxLength", 1000);
      return fits ? text : undefined;
    }
    default:
      return undefined;
  }
}
