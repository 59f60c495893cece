import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { readStatement } from "../../sql/statement.js";
import { dialectOf } from "../dialect.js";
import { allowsType } from "../json-schema/shape.js";
import type { Spec, SpecTool } from "../schema.js";
import { argumentsOf, everyArgument } from "./arguments.js";
import { eachTool, written, type Rule } from "./rule.js";

export const paramsOrInput: Rule = {
  name: "params-or-input",
  codes: ["MCP1207"],
  check(context, report) {
    eachTool(context.spec, (_tool, name, path) => {
      const hasBoth = ["params", "input"].every((key) => written(context, [...path, key]) !== undefined);
      if (hasBoth)
        report("MCP1207", [...path, "input"], `${quoted(name)} has both params and input`, { at: "key" });
    });
  },
};

export const caps: Rule = {
  name: "caps",
  codes: ["MCP1211"],
  check({ spec }, report) {
    eachTool(spec, ({ params }, _tool, path) => {
      for (const [name, schema] of Object.entries(params ?? {})) {
        const { cap, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
        if (cap === undefined) continue;
        const place = [...path, "params", name, "cap"];
        const isAbove = (bound: unknown) => typeof bound === "number" && cap > bound;
        const isBelow = (bound: unknown) => typeof bound === "number" && cap < bound;
        const isInteger = allowsType(schema, "integer") && !allowsType(schema, "number");
        if (!allowsType(schema, "integer") && !allowsType(schema, "number")) {
          report("MCP1211", place, `${quoted(name)} is not a number, so it cannot be capped`, { at: "key" });
        } else if (isInteger && !Number.isInteger(cap)) {
          report("MCP1211", place, `the cap ${cap} would make an integer a fraction`);
        } else if (isAbove(maximum) || isAbove(exclusiveMaximum) || cap === exclusiveMaximum) {
          report("MCP1211", place, `the cap ${cap} is above maximum: a larger value is refused before it`, {
            help: "lower the cap, or remove `maximum`",
          });
        } else if (isBelow(minimum) || isBelow(exclusiveMinimum) || cap === exclusiveMinimum) {
          report(
            "MCP1211",
            place,
            `the cap ${cap} is below minimum: every value would be refused or lowered too far`,
            {
              help: "raise the cap, or lower `minimum`",
            },
          );
        }
      }
    });
  },
};

export const redactedArguments: Rule = {
  name: "redacted-arguments",
  codes: ["MCP1213"],
  check({ spec }, report) {
    eachTool(spec, (tool, toolName, path) => {
      const { names, isComplete } = argumentsOf(tool);
      for (const [index, name] of (tool.redact ?? []).entries()) {
        if (!isComplete || names.includes(name) || isColumn(name, tool, spec.sources)) continue;
        const every = everyArgument(tool);
        if (every.includes(name)) continue;
        const help =
          every.length === 0 ? "this tool takes no arguments" : `its arguments are: ${list(every)}`;
        const label = didYouMean(name, every);
        report("MCP1213", [...path, "redact", index], `${quoted(toolName)} has no argument ${quoted(name)}`, {
          label,
          help,
        });
      }
    });
  },
};

/** Columns count as well: people name what is sensitive, wherever it stands. */
function isColumn(name: string, { sql, source }: SpecTool, sources: Spec["sources"]): boolean {
  if (sql === undefined) return false;
  return readStatement(sql, dialectOf(sources, source)).tokens.some(
    ({ text }) => text.replaceAll(/^["`[]|["`\]]$/g, "") === name,
  );
}

export const uselessSettings: Rule = {
  name: "useless-settings",
  codes: ["MCP1233"],
  check({ spec }, report) {
    const isOpen = spec.auth?.jwt === undefined && spec.auth?.apiKeys === undefined;
    eachTool(spec, ({ params, scopes }, toolName, path) => {
      for (const [name, schema] of Object.entries(params ?? {})) {
        if (schema.required !== true || !("default" in schema)) continue;
        const message = `the default of ${quoted(name)} is never used: the argument is required`;
        report("MCP1233", [...path, "params", name, "required"], message, {
          at: "key",
          help: "remove one of the two",
        });
      }
      if (isOpen && (scopes ?? []).length > 0) {
        const message = `${quoted(toolName)} asks for scopes, but nobody is authenticated`;
        const help = "set `auth: jwt` or `auth: apiKeys`, or remove the scopes";
        report("MCP1233", [...path, "scopes"], message, { at: "key", help });
      }
    });
  },
};
