/** What is valid JSON Schema and still cannot be meant. */
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Path } from "../document.js";
import { keywords, typeNames } from "./keywords.js";
import type { SchemaProblem } from "./problem.js";
import { isSchemaObject, type AnySchema } from "./walk.js";

export function checkConsistency(schema: AnySchema, path: Path, isClosed: boolean): readonly SchemaProblem[] {
  return [
    ...uselessKeywords(schema, path),
    ...emptyRanges(schema, path),
    ...impossibleValues(schema, path),
    ...undeclared(schema, path, isClosed),
  ];
}

/** `maxLength` on an integer does nothing; its writer thinks it does. */
function uselessKeywords(schema: AnySchema, path: Path): readonly SchemaProblem[] {
  const { type } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
  if (types.length === 0) return [];
  const has = (wanted: string) =>
    types.includes(wanted) || (wanted === "number" && types.includes("integer"));
  return Object.keys(schema).flatMap((name): readonly SchemaProblem[] => {
    const appliesTo = keywords.get(name)?.appliesTo;
    if (appliesTo === undefined || has(appliesTo)) return [];
    const message = `${quoted(name)} does nothing for type ${types.join(" or ")}`;
    const help = `it applies to type ${appliesTo}; remove it or change the type`;
    return [{ code: "MCP1216", path: [...path, name], at: "key", message, help }];
  });
}

/** `enum: [1, 2]` of a string: YAML has made numbers of what its writer takes for texts. */
function impossibleValues({ type, ...schema }: AnySchema, path: Path): readonly SchemaProblem[] {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const fits = (value: unknown) =>
    types.some((one) => typeNames.includes(one as never) && isOfType(value, one));
  if (!types.every((one) => typeNames.includes(one as never))) return [];
  const values = Array.isArray(schema["enum"])
    ? schema["enum"].map((value: unknown, index): [Path, unknown] => [["enum", index], value])
    : [];
  if ("const" in schema) values.push([["const"], schema["const"]]);
  return values.flatMap(([place, value]): readonly SchemaProblem[] => {
    if (fits(value)) return [];
    const shown = typeof value === "string" ? quoted(value) : JSON.stringify(value).slice(0, 60);
    const message = `${shown} is not of type ${types.join(" or ")}: it can never be given`;
    const isText = types.includes("string") && ["number", "boolean"].includes(typeof value);
    const help = isText ? `put quotes around it: "${shown}"` : "correct the value or the type";
    return [{ code: "MCP1216", path: [...path, ...place], message, help }];
  });
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isSchemaObject(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

const ranges = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
  ["minContains", "maxContains"],
] as const;

function emptyRanges(schema: AnySchema, path: Path): readonly SchemaProblem[] {
  return ranges.flatMap(([low, high]): readonly SchemaProblem[] => {
    const least = schema[low];
    const most = schema[high];
    if (typeof least !== "number" || typeof most !== "number" || least <= most) return [];
    const message = `${low} ${least} is above ${high} ${most}: no value can be valid`;
    return [{ code: "MCP1216", path: [...path, low], message, help: "swap or correct the bounds" }];
  });
}

const composing = [
  "$ref",
  "$dynamicRef",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "dependentSchemas",
  "patternProperties",
];

/** A required property that a closed object does not declare can never be given. */
function undeclared(schema: AnySchema, path: Path, isClosed: boolean): readonly SchemaProblem[] {
  const { required, properties = {}, additionalProperties } = schema;
  const refuses =
    additionalProperties === false ||
    (isClosed && !("additionalProperties" in schema) && !("unevaluatedProperties" in schema));
  if (!refuses || !Array.isArray(required) || !isSchemaObject(properties)) return [];
  if (composing.some((keyword) => keyword in schema)) return [];
  const declared = Object.keys(properties);
  return required.flatMap((name: unknown, index): readonly SchemaProblem[] => {
    if (typeof name !== "string" || declared.includes(name)) return [];
    const message = `the required property ${quoted(name)} is not declared`;
    const help = `properties are: ${declared.length === 0 ? "none" : list(declared)}`;
    const label = didYouMean(name, declared);
    return [{ code: "MCP1228", path: [...path, "required", index], message, label, help }];
  });
}
