/** Lists and the places that they take in a statement: as arrays of PostgreSQL, or as JSON that is taken apart. */
import type { ParameterFact } from "../../sql/facts.js";
import type { Token } from "../../sql/lex.js";
import { allowsType, scalarTypes } from "../json-schema/shape.js";
import type { AnySchema } from "../json-schema/walk.js";
import { arrayParameters, itemsOf, listPlaces, type ListPlace } from "../list-parameters.js";
import type { SpecSource } from "../schema.js";
import { argumentPath, argumentSchema, argumentsOf } from "./arguments.js";
import { eachTool, type Rule } from "./rule.js";

interface Problem {
  readonly message: string;
  readonly help: string;
}

export const listArguments: Rule = {
  name: "list-arguments",
  codes: ["MCP1422"],
  check({ spec, facts }, report) {
    eachTool(spec, (tool, name, path) => {
      const source = spec.sources?.[tool.source ?? ""];
      if (tool.sql === undefined || source === undefined || source.kind === "http") return;
      const known = facts.get(name);
      const arrays = arrayParameters(tool, source.kind, known);
      for (const parameter of argumentsOf(tool).names) {
        const schema = argumentSchema(tool, parameter);
        if (schema === undefined || !allowsType(schema, "array")) continue;
        const places = listPlaces(tool, spec.sources, parameter);
        const isArray = arrays.has(parameter);
        const misplaced = isArray ? undefined : misplacedIn(places, source, known?.parameters[parameter]);
        if (misplaced !== undefined) {
          const { token, message } = misplaced;
          report("MCP1422", [...path, "sql"], `:${parameter} is a list${message}`, {
            part: { from: token.start, to: token.end },
            help: takeApart(source.kind, parameter),
          });
          continue;
        }
        const problem = (isArray ? itemsProblem(schema) : undefined) ?? lengthProblem(schema);
        if (problem === undefined || places.length === 0) continue;
        const { message, help } = problem;
        report("MCP1422", argumentPath(tool, path, parameter), `:${parameter} ${message}`, {
          at: "key",
          help,
        });
      }
    });
  },
};

/** Where the statement takes no list: as PostgreSQL says, where it was asked, or else by how it is written. */
function misplacedIn(
  places: readonly ListPlace[],
  source: SpecSource,
  fact: ParameterFact | undefined,
): { readonly token: Token; readonly message: string } | undefined {
  const [first] = places;
  if (first === undefined) return undefined;
  if (fact?.type !== undefined) {
    const message = `, and one value of type ${fact.type} in the statement`;
    return /^jsonb?$/.test(fact.type) ? undefined : { token: first.token, message };
  }
  const single = places.find(({ standing }) => standing === "one");
  if (single !== undefined) return { token: single.token, message: ", and one value in the statement" };
  const isUnsaid = places.every(({ standing }) => standing === "unsaid");
  if (source.kind !== "postgres" || source.schema !== undefined || !isUnsaid) return undefined;
  return { token: first.token, message: ": the statement does not say whether as an array or as JSON" };
}

/** How a statement takes a list, to be written instead. */
function takeApart(kind: SpecSource["kind"], name: string): string {
  if (kind === "postgres")
    return `write \`= ANY(:${name})\`, or cast it: \`:${name}::bigint[]\`, \`:${name}::jsonb\``;
  return kind === "mysql"
    ? `write \`IN (SELECT item FROM JSON_TABLE(:${name}, '$[*]' COLUMNS (item BIGINT PATH '$')) AS items)\``
    : `write \`IN (SELECT value FROM json_each(:${name}))\``;
}

/** An array is one of single values. */
function itemsProblem(schema: AnySchema): Problem | undefined {
  const types = scalarTypes(itemsOf(schema) ?? {});
  const isOfValues = types !== undefined && !types.has("array") && !types.has("object");
  if (!isOfValues) {
    return {
      message: "is an array in the statement, and its items are no single values here",
      help: "write `items: { type: integer }`, or string, number or boolean",
    };
  }
  const others = [...(scalarTypes(schema) ?? [])].filter((type) => type !== "array");
  if (others.length === 0) return undefined;
  return {
    message: `is an array in the statement, and perhaps ${others.join(" or ")} here`,
    help: "write `type: array`",
  };
}

/** What callers may send in a list goes through the database as a whole. */
function lengthProblem(schema: AnySchema): Problem | undefined {
  if (["maxItems", "enum", "const"].some((key) => key in schema)) return undefined;
  return { message: "is a list without an end", help: "write how many it may have, such as `maxItems: 100`" };
}
