/** What is valid JSON Schema and still cannot be meant. */
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Path } from "../document.js";
import { keywords } from "./keywords.js";
import type { SchemaProblem } from "./problem.js";
import { isSchemaObject, type AnySchema } from "./walk.js";

export function checkConsistency(schema: AnySchema, path: Path, isClosed: boolean): readonly SchemaProblem[] {
  return [
    ...uselessKeywords(schema, path),
    ...emptyRanges(schema, path),
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
