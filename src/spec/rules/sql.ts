import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { sqlProblems } from "../../sql/problems.js";
import { readStatement } from "../../sql/statement.js";
import { dialectOf } from "../dialect.js";
import { argumentsOf } from "./arguments.js";
import { eachTool, written, writtenKeys, type Rule } from "./rule.js";

export const readOnlyStatement: Rule = {
  name: "read-only-statement",
  codes: ["MCP1401", "MCP1402", "MCP1403", "MCP1406", "MCP1407", "MCP1408", "MCP1410"],
  check({ spec }, report) {
    eachTool(spec, ({ sql, source }, _name, path) => {
      if (sql === undefined) return;
      for (const { code, message, start, end, label, help } of sqlProblems(
        readStatement(sql, dialectOf(spec.sources, source)),
      )) {
        report(code, [...path, "sql"], message, { part: { from: start, to: end }, label, help });
      }
    });
  },
};

export const boundParameters: Rule = {
  name: "bound-parameters",
  codes: ["MCP1404", "MCP1405"],
  check(context, report) {
    eachTool(context.spec, (tool, toolName, path) => {
      if (tool.sql === undefined) return;
      const args = argumentsOf(tool);
      const key = tool.input === undefined ? "params" : "input";
      // Taken out because its structure is wrong: nothing to compare with.
      if (tool[key] === undefined && written(context, [...path, key]) !== undefined) return;
      const statement = readStatement(tool.sql, dialectOf(context.spec.sources, tool.source));
      const { parameters } = statement;
      const names = key === "params" ? writtenKeys(context, [...path, "params"]) : args.names;
      for (const [name, tokens] of parameters) {
        if (names.includes(name) || !args.isComplete) continue;
        const declared = names.length === 0 ? "none" : list(names);
        for (const { start, end } of tokens) {
          report("MCP1404", [...path, "sql"], `the SQL uses :${name}, which is not declared`, {
            part: { from: start, to: end },
            label: didYouMean(name, names),
            help: `arguments are declared under \`${key}:\`; ${quoted(toolName)} declares: ${declared}`,
          });
        }
      }
      // A statement that cannot be read, or names something else, is why an argument seems unused.
      const isReadable = sqlProblems(statement).every(({ code }) => code === "MCP1408" || code === "MCP1403");
      if (!isReadable || [...parameters.keys()].some((name) => !names.includes(name))) return;
      for (const name of names) {
        if (parameters.has(name)) continue;
        const place = key === "params" ? [...path, "params", name] : [...path, "input", "properties", name];
        report("MCP1405", place, `the SQL does not use :${name}`, { at: "key" });
      }
    });
  },
};
