/** Arguments in requests: each declared, used once, and where its type can be. */
import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { allowsType } from "../json-schema/shape.js";
import { isSchemaObject, type AnySchema } from "../json-schema/walk.js";
import { argumentsOf } from "./arguments.js";
import { argument, eachOperation, pathProblem, usesOf, type Place, type Subject } from "./http-uses.js";
import { written, writtenKeys, type Rule, type RuleContext } from "./rule.js";

export const httpPlaces: Rule = {
  name: "http-places",
  codes: ["MCP1804", "MCP1805", "MCP1808", "MCP1811", "MCP1813"],
  check(context, report) {
    eachOperation(context.spec, (subject) => {
      const { tool, name: toolName, path } = subject;
      const owner = path.slice(0, -1);
      const key = tool.input === undefined ? "params" : "input";
      // Taken out because its structure is wrong: nothing to compare with.
      if (tool[key] === undefined && written(context, [...owner, key]) !== undefined) return;
      const { uses, odd } = usesOf(subject);
      for (const at of odd) report("MCP1808", at, "an argument cannot be a part of this value");
      const args = argumentsOf(tool);
      const names = key === "params" ? writtenKeys(context, [...owner, "params"]) : args.names;
      const seen = new Map<string, Place>();
      for (const { place, name, path: at, part } of uses) {
        const where = part === undefined ? {} : { part };
        if (!names.includes(name)) {
          if (!args.isComplete) continue;
          const declared = names.length === 0 ? "none" : list(names);
          report("MCP1804", at, `the request uses {${name}}, which is not declared`, {
            ...where,
            label: didYouMean(name, names),
            help: `arguments are declared under \`${key}:\`; ${quoted(toolName)} declares: ${declared}`,
          });
          continue;
        }
        const earlier = seen.get(name);
        if (earlier !== undefined) {
          report("MCP1811", at, `${quoted(name)} is in the ${placeNames[earlier]} already`, where);
        }
        seen.set(name, place);
        const problem = misfit(place, argument(tool, name)?.schema);
        if (problem !== undefined) report("MCP1813", at, `${quoted(name)} ${problem}`, where);
      }
      if (odd.length > 0 || pathProblem(subject.http.path) !== undefined) return;
      reportUnused(context, subject, names, new Set(uses.map(({ name }) => name)), report);
    });
  },
};

const placeNames: Readonly<Record<Place, string>> = {
  path: "path",
  query: "query",
  headers: "headers",
  body: "body",
  form: "form",
};

function misfit(place: Place, schema: AnySchema | undefined): string | undefined {
  if (schema === undefined || place === "body") return undefined;
  if (allowsType(schema, "object")) return `is an object, which a ${singular[place]} cannot hold`;
  const isList = allowsType(schema, "array");
  if (isList && (place === "path" || place === "headers")) {
    return `is a list, which a ${singular[place]} cannot hold`;
  }
  const { items } = schema;
  const isDeep = isSchemaObject(items) && ["object", "array"].some((type) => allowsType(items, type));
  return isList && isDeep
    ? `is a list of lists or objects, which a ${singular[place]} cannot hold`
    : undefined;
}

const singular: Readonly<Record<Place, string>> = { ...placeNames, headers: "header" };

function reportUnused(
  context: RuleContext,
  { tool, http, path }: Subject,
  names: readonly string[],
  used: ReadonlySet<string>,
  report: Parameters<Rule["check"]>[1],
): void {
  // A misspelt or unreadable use is why an argument seems unused.
  if ([...used].some((name) => !names.includes(name))) return;
  const sections = ["query", "headers", "body", "form"] as const;
  if (sections.some((key) => http[key] === undefined && written(context, [...path, key]) !== undefined))
    return;
  for (const name of names) {
    if (used.has(name)) continue;
    const owner = path.slice(0, -1);
    const at =
      tool.input === undefined ? [...owner, "params", name] : [...owner, "input", "properties", name];
    report("MCP1805", at, `the request does not use {${name}}`, {
      at: "key",
      help:
        (http.method ?? "GET") === "GET"
          ? `put it into the path, or write \`query: [${name}]\``
          : `put it into the path, the query or the body, such as \`body: [${name}]\``,
    });
  }
}
