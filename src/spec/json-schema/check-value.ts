/** Whether a keyword has a value that JSON Schema 2020-12 allows. */
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { foreignTypes, typeNames, type Takes } from "./keywords.js";
import type { SchemaProblem } from "./problem.js";
import { isSchemaObject } from "./walk.js";

/** Without `path`: the caller knows it. */
type Found = Omit<SchemaProblem, "path">;

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isNames = (value: unknown) =>
  Array.isArray(value) &&
  value.every((one) => typeof one === "string") &&
  new Set(value).size === value.length;
const isSchema = (value: unknown) => typeof value === "boolean" || isSchemaObject(value);

const checks: Readonly<
  Record<Exclude<Takes, "types">, { test: (value: unknown) => boolean; words: string }>
> = {
  anything: { test: () => true, words: "any value" },
  boolean: { test: (value) => typeof value === "boolean", words: "true or false" },
  count: { test: isCount, words: "a whole number, 0 or more" },
  list: {
    test: (value) => Array.isArray(value) && value.length > 0,
    words: "a list with at least one value",
  },
  names: { test: isNames, words: "a list of different names" },
  namesByName: {
    test: (value) => isSchemaObject(value) && Object.values(value).every(isNames),
    words: "a mapping from names to lists of names",
  },
  number: { test: (value) => typeof value === "number", words: "a number" },
  pattern: { test: (value) => typeof value === "string", words: "a regular expression, as text" },
  positive: { test: (value) => typeof value === "number" && value > 0, words: "a number above 0" },
  schema: { test: isSchema, words: "a schema" },
  schemas: {
    test: (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema),
    words: "a list of schemas",
  },
  schemasByName: {
    test: (value) => isSchemaObject(value) && Object.values(value).every(isSchema),
    words: "a mapping from names to schemas",
  },
  text: { test: (value) => typeof value === "string", words: "text" },
};

export function checkValue(keyword: string, takes: Takes, value: unknown): Found | undefined {
  if (takes === "types") return checkTypes(value);
  const { test, words } = checks[takes];
  if (test(value)) return undefined;
  return { code: "MCP1216", message: `${quoted(keyword)} must be ${words}`, help: advice(keyword, value) };
}

function checkTypes(value: unknown): Found | undefined {
  const types: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (value === null) {
    return { code: "MCP1216", message: '"type" must be text', help: 'put the word in quotes: type: "null"' };
  }
  const unknown = types.find((type) => !typeNames.some((name) => name === type));
  if (types.length === 0 || new Set(types).size < types.length) {
    return { code: "MCP1216", message: '"type" must be one type or a list of different types' };
  }
  if (unknown === undefined) return undefined;
  // As JSON and not by `String`: an object may have a property `toString` of its own.
  const name = typeof unknown === "string" ? unknown : (JSON.stringify(unknown) ?? "");
  const ours = Object.hasOwn(foreignTypes, name.toLowerCase()) ? foreignTypes[name.toLowerCase()] : undefined;
  return {
    code: "MCP1216",
    message: `unknown type ${quoted(name)}`,
    label: ours === undefined ? didYouMean(name, typeNames) : `here it is ${ours}`,
    help: `types are: ${list(typeNames)}`,
  };
}

function advice(keyword: string, value: unknown): string | undefined {
  if ((keyword === "exclusiveMinimum" || keyword === "exclusiveMaximum") && typeof value === "boolean") {
    return `since draft 6 it is the bound itself: \`${keyword}: 0\``;
  }
  if (keyword === "items" && Array.isArray(value))
    return "schemas by position are `prefixItems` since 2020-12";
  if (keyword === "required" && typeof value === "boolean") {
    return "inside of a schema, `required` is the list of required properties; only directly under `params:` it is true or false";
  }
  return undefined;
}
