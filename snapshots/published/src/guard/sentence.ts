import { cleanText } from "./clean.js";
import { closest } from "./spelling.js";
import type { ValidationError } from "./tool.js";

type Schema = Readonly<Record<string, unknown>>;

const choicesShown = 12;

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Follows a pointer. Its segments are not escaped, so a name with a slash spans several. */
export const follow = (from: unknown, pointer: string): unknown[] => {
  const path: unknown[] = [from];
  let name = "";
  for (const segment of pointer.split("/").slice(1)) {
    name = name === "" ? segment : `${name}/${segment}`;
    const at = path.at(-1);
    if (typeof at !== "object" || at === null) continue;
    // The validators leave `prefixItems` out of the pointer.
    const { prefixItems } = at as Schema;
    const holder = !Object.hasOwn(at, name) && Array.isArray(prefixItems) ? prefixItems : at;
    if (!Object.hasOwn(holder, name)) continue;
    path.push((holder as Schema)[name]);
    name = "";
  }
  return path;
};

/** `#/tags/0` as `tags[0]`. A name that is long or odd is not repeated: it is the caller's text. */
export const place = (pointer: string): string => {
  const segments = pointer.split("/").slice(1);
  if (segments.length === 0) return "The arguments";
  if (segments.length > 8 || !segments.every((segment) => /^[\w.-]{1,64}$/.test(segment))) {
    return "An argument with an unusual name";
  }
  return segments
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join("")
    .slice(1);
};

/** Beyond it a double does not hold every integer. */
const largest = Number.MAX_SAFE_INTEGER;

export const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") {
    if (!Number.isInteger(value)) return "a number";
    return Number.isSafeInteger(value) ? "an integer" : `a number beyond ±${largest}`;
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "an integer",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

const oneOf = (words: readonly string[]): string =>
  words.length > choicesShown
    ? `${words.slice(0, choicesShown).join(", ")} or one of ${words.length - choicesShown} more`
    : words.join(words.length === 2 ? " or " : ", ").replace(/, ([^,]*)$/, " or $1");

/** `a string or null`, from the name of a type or a list of them. */
export const types = (type: unknown): string =>
  oneOf(
    (Array.isArray(type) ? type : [type]).map((name) => typeNames[String(name)] ?? String(name)),
  );

const json = (value: unknown): string => cleanText(JSON.stringify(value) ?? "").slice(0, 100);

const count = (bound: unknown, one: string, several = `${one}s`): string =>
  `${json(bound)} ${bound === 1 ? one : several}`;

/** What a value must be, by keyword: the rest of a sentence that begins with its name. */
const must: Readonly<Record<string, (expected: unknown, got: unknown) => string>> = {
  type: (type, got) => `must be ${types(type)}, not ${kindOf(got)}`,
  enum: (list) => `must be ${oneOf((list as unknown[]).map(json))}`,
  const: (value) => `must be ${json(value)}`,
  minimum: (bound) => `must be at least ${json(bound)}`,
  maximum: (bound) => `must be at most ${json(bound)}`,
  exclusiveMinimum: (bound) => `must be more than ${json(bound)}`,
  exclusiveMaximum: (bound) => `must be less than ${json(bound)}`,
  multipleOf: (step) => `must be a multiple of ${json(step)}`,
  minLength: (bound) => `must have at least ${count(bound, "character")}`,
  maxLength: (bound) => `must have at most ${count(bound, "character")}`,
  pattern: (pattern) => `must match the pattern ${json(pattern)}`,
  format: (format) => `must be a valid ${json(format).replaceAll('"', "")}`,
  minItems: (bound) => `must have at least ${count(bound, "item")}`,
  maxItems: (bound) => `must have at most ${count(bound, "item")}`,
  items: () => "must have no more items than it has places for",
  uniqueItems: () => "must not hold the same item twice",
  minProperties: (bound) => `must have at least ${count(bound, "property", "properties")}`,
  maxProperties: (bound) => `must have at most ${count(bound, "property", "properties")}`,
};

/** The last part of where it stands in the schema. */
export const keywordOf = ({ keywordLocation }: ValidationError): string =>
  keywordLocation.slice(keywordLocation.lastIndexOf("/") + 1);

const isUnknown = (keyword: string): boolean =>
  keyword === "additionalProperties" || keyword === "unevaluatedProperties";

/** What one problem is, as a sentence without its full stop. Never repeats a value. */
export const sentence = (error: ValidationError, schema: unknown, args: unknown): string => {
  const keyword = keywordOf(error);
  const name = place(error.instanceLocation);
  const path = follow(schema, error.keywordLocation.replaceAll("/$ref", ""));
  if (keyword === "required") return `${name} is missing`;
  if (isUnknown(keyword)) {
    const known = isObject(path.at(-2)) && isObject((path.at(-2) as Schema)["properties"]);
    const names = known ? Object.keys((path.at(-2) as Schema)["properties"] as Schema) : [];
    const own = name.slice(name.lastIndexOf(".") + 1);
    const meant = closest(own, names);
    const hint =
      meant === undefined ? `known: ${names.join(", ") || "none"}` : `did you mean ${meant}?`;
    return `${name} is not known (${hint})`;
  }
  const got = follow(args, error.instanceLocation).at(-1);
  return `${name} ${must[keyword]?.(path.at(-1), got) ?? "does not have one of the allowed forms"}`;
};
