/**
 * TypeScript types of JSON Schemas, for the arguments and results of handlers: the properties that a schema names.
 * What TypeScript cannot say (ranges, patterns, `not`, `if`) is left to the validator, and a schema that refers to
 * itself is `unknown` where it does.
 */
import type { Json, JsonSchema } from "../spec/model.js";
import { tsKey, tsString } from "./literal.js";
import { tsComment } from "./text.js";

interface Scope {
  readonly root: JsonSchema;
  /** References being followed, against loops. */
  readonly following: readonly string[];
  /** The type is of values that the guard has filled defaults into. */
  readonly defaultsApplied: boolean;
  readonly indent: number;
}

/** The type of the values that a schema accepts, as it stands at an indentation. */
export function tsType(
  schema: JsonSchema,
  options: { readonly indent: number; readonly defaultsApplied: boolean },
) {
  return typeOf(schema, { root: schema, following: [], ...options });
}

function typeOf(schema: Json | undefined, scope: Scope): string {
  if (schema === false) return "never";
  if (!isSchema(schema)) return "unknown";
  const parts = [ownType(schema, scope), ...combined(schema, scope)].filter((type) => type !== "unknown");
  const distinct = [...new Set(parts)];
  if (distinct.length === 0) return "unknown";
  return distinct.length === 1 ? (distinct[0] as string) : distinct.map(inParentheses).join(" & ");
}

function combined(schema: JsonSchema, scope: Scope): readonly string[] {
  const list = (keyword: string): readonly Json[] => {
    const value = schema[keyword];
    return Array.isArray(value) ? value : [];
  };
  const alternatives = (keyword: string) => {
    const types = list(keyword).map((branch) => typeOf(branch, scope));
    return types.length === 0 ? [] : [union(types)];
  };
  return [
    ...list("allOf").map((branch) => typeOf(branch, scope)),
    ...alternatives("anyOf"),
    ...alternatives("oneOf"),
    ...(typeof schema.$ref === "string" ? [referenced(schema.$ref, scope)] : []),
  ];
}

function referenced(reference: string, scope: Scope): string {
  const name = /^#\/(?:\$defs|definitions)\/([^/~%]+)$/.exec(reference)?.[1];
  if (name === undefined || scope.following.includes(reference)) return "unknown";
  const definitions = scope.root.$defs ?? scope.root.definitions;
  if (!isSchema(definitions) || !Object.hasOwn(definitions, name)) return "unknown";
  return typeOf(definitions[name], { ...scope, following: [...scope.following, reference] });
}

function ownType(schema: JsonSchema, scope: Scope): string {
  if ("const" in schema) return literal(schema.const as Json);
  if (Array.isArray(schema.enum)) return union(schema.enum.map(literal));
  const types = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  if (types.length > 0) return union(types.map((type) => typeNamed(String(type), schema, scope)));
  if (isSchema(schema.properties)) return objectType(schema, scope);
  return "unknown";
}

function typeNamed(type: string, schema: JsonSchema, scope: Scope): string {
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return arrayType(schema, scope);
    case "object":
      return objectType(schema, scope);
    default:
      return "unknown";
  }
}

/** A literal type; arrays and objects are matched by the validator only. */
function literal(value: Json): string {
  if (typeof value === "string") return tsString(value);
  if (typeof value === "object" && value !== null) return "unknown";
  return String(value);
}

function arrayType(schema: JsonSchema, scope: Scope): string {
  if (!Array.isArray(schema.prefixItems)) {
    return `${inParentheses(typeOf(schema.items, scope))}[]`;
  }
  const required = typeof schema.minItems === "number" ? schema.minItems : 0;
  const fixed = schema.prefixItems.map(
    (item: Json, index) => `${inParentheses(typeOf(item, scope))}${index < required ? "" : "?"}`,
  );
  const rest = schema.items === false ? [] : [`...${inParentheses(typeOf(schema.items, scope))}[]`];
  return `[${[...fixed, ...rest].join(", ")}]`;
}

function objectType(schema: JsonSchema, scope: Scope): string {
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  if (properties.length === 0) {
    if (schema.additionalProperties === false) return "Record<string, never>";
    return `Record<string, ${typeOf(schema.additionalProperties, scope)}>`;
  }
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const indent = scope.indent + 2;
  const pad = " ".repeat(indent);
  const lines = properties.flatMap(([name, property]) => {
    const present =
      required.has(name) || (scope.defaultsApplied && isSchema(property) && "default" in property);
    const type = typeOf(property, { ...scope, indent });
    const comment =
      isSchema(property) && typeof property.description === "string" && tsComment(property.description);
    return [
      ...(comment ? [`${pad}/** ${comment} */`] : []),
      `${pad}${tsKey(name)}${present ? "" : "?"}: ${type};`,
    ];
  });
  return `{\n${lines.join("\n")}\n${" ".repeat(scope.indent)}}`;
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  return distinct.includes("unknown") ? "unknown" : distinct.join(" | ");
}

const inParentheses = (type: string): string =>
  / [|&] /.test(type) && !type.startsWith("{") ? `(${type})` : type;

const isSchema = (value: Json | undefined): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
