/** Arguments and the places that they take in a statement, as PostgreSQL types them. */
import { list, quoted } from "../../diagnostics/printable.js";
import type { ParameterFact } from "../../sql/facts.js";
import { scalarTypes } from "../json-schema/shape.js";
import type { AnySchema } from "../json-schema/walk.js";
import { itemsOf } from "../list-parameters.js";
import { argumentPath, argumentSchema } from "./arguments.js";
import { eachTool, type Rule } from "./rule.js";

const whole = new Set(["smallint", "integer", "bigint", "oid"]);
const numeric = new Set(["numeric", "real", "double precision"]);
const anyText = new Set(["text", "character varying", "character", "name", "citext"]);
/** Texts that the database reads: it refuses what is none, in its own words. */
const formats: Readonly<Record<string, string>> = {
  date: "date",
  "timestamp with time zone": "date-time",
  uuid: "uuid",
};

interface Misfit {
  readonly isRefused: boolean;
  readonly message: string;
  readonly help: string;
}

export const boundTypes: Rule = {
  name: "bound-types",
  codes: ["MCP1422", "MCP1431"],
  check({ spec, facts }, report) {
    eachTool(spec, (tool, name, path) => {
      for (const [parameter, fact] of Object.entries(facts.get(name)?.parameters ?? {})) {
        const schema = argumentSchema(tool, parameter);
        const misfit = schema === undefined ? undefined : misfitOf(schema, fact);
        if (misfit === undefined) continue;
        const place = argumentPath(tool, path, parameter);
        const { isRefused, message, help } = misfit;
        report(isRefused ? "MCP1422" : "MCP1431", place, `:${parameter} ${message}`, { at: "key", help });
      }
    });
  },
};

function misfitOf(schema: AnySchema, { type, labels }: ParameterFact): Misfit | undefined {
  if (type === undefined) return undefined;
  const types = scalarTypes(schema);
  if (types === undefined) return undefined;
  const is = `is ${articleOf(type)} in the statement`;
  const refused = (help: string): Misfit => ({
    isRefused: true,
    message: `${is}, and ${inWords(types)} here`,
    help,
  });
  if (type.endsWith("[]")) {
    const items = itemsOf(schema);
    if (!only(types, ["array"])) {
      return refused("write `type: array`, with `items: { type: … }` and `maxItems`");
    }
    if (items === undefined) return undefined; // which the rule of lists says
    const element = misfitOf(items, { type: type.slice(0, -2), ...(labels && { labels }) });
    return element && { ...element, message: `has items, each of which ${element.message}` };
  }
  if (type === "json" || type === "jsonb") return undefined;
  if (types.has("object")) {
    return refused("an object is bound as JSON: say `::jsonb` in the statement, or take single values");
  }
  if (types.has("array")) return undefined; // which the rule of lists says
  if (labels !== undefined) return misfitOfEnum(schema, types, labels, type);
  if (anyText.has(type)) return undefined;
  if (type === "boolean") return only(types, ["boolean"]) ? undefined : refused("write `type: boolean`");
  if (whole.has(type) || numeric.has(type)) {
    const fitting = whole.has(type) ? ["integer"] : ["integer", "number"];
    // A number that JSON cannot hold is written as text, with a pattern to say that it is one.
    const isDigits =
      only(types, ["string"]) && ("pattern" in schema || "enum" in schema || "const" in schema);
    return only(types, fitting) || isDigits ? undefined : refused(`write \`type: ${fitting.at(-1)}\``);
  }
  if (!only(types, ["string"])) return refused(`write \`type: string\`, and a \`format\` or \`pattern\``);
  const format = formats[type];
  if (format === undefined || ["format", "pattern", "enum", "const"].some((key) => key in schema))
    return undefined;
  return { isRefused: false, message: `${is}, and any string here`, help: `write \`format: ${format}\`` };
}

function misfitOfEnum(
  schema: AnySchema,
  types: ReadonlySet<string>,
  labels: readonly string[],
  type: string,
): Misfit | undefined {
  const known = `${type} has ${list(labels.map((label) => quoted(label)))}`;
  const { enum: values, const: value } = schema;
  const written = Array.isArray(values) ? values : "const" in schema ? [value] : undefined;
  const unknown = written?.find((one) => one !== null && !(typeof one === "string" && labels.includes(one)));
  if (unknown !== undefined) {
    return { isRefused: true, message: `cannot be ${quoted(String(unknown))} in the statement`, help: known };
  }
  if (written !== undefined) return undefined;
  if (!only(types, ["string"])) {
    return {
      isRefused: true,
      message: `is ${articleOf(type)} in the statement, and ${inWords(types)} here`,
      help: known,
    };
  }
  return {
    isRefused: false,
    message: `is ${articleOf(type)} in the statement, and any string here`,
    help: `write \`enum: [${labels.join(", ")}]\``,
  };
}

const only = (types: ReadonlySet<string>, allowed: readonly string[]): boolean =>
  [...types].every((type) => allowed.includes(type));

const inWords = (types: ReadonlySet<string>): string => [...types].join(" or ");
const articleOf = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
