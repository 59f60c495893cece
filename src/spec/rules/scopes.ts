import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { eachTool, written, writtenKeys, type Rule } from "./rule.js";

export const declaredScopes: Rule = {
  name: "declared-scopes",
  codes: ["MCP1214"],
  check(context, report) {
    const declared = writtenKeys(context, ["auth", "scopes"]);
    eachTool(context.spec, ({ scopes }, _name, path) => {
      for (const [index, scope] of (scopes ?? []).entries()) {
        if (declared.includes(scope)) continue;
        const known = declared.length === 0 ? "none" : list(declared);
        report("MCP1214", [...path, "scopes", index], `the scope ${quoted(scope)} is not declared`, {
          label: didYouMean(scope, declared),
          help: `scopes are declared under \`auth: scopes:\`; this spec declares: ${known}`,
        });
      }
    });
  },
};

/** Looks at what was written: a use inside of a broken tool is a use. */
export const usedDeclarations: Rule = {
  name: "used-declarations",
  codes: ["MCP1215"],
  check(context, report) {
    const tools = writtenKeys(context, ["tools"]);
    const uses = (key: string) => new Set(tools.flatMap((tool) => written(context, ["tools", tool, key])));
    const sources = uses("source");
    for (const name of writtenKeys(context, ["sources"])) {
      if (!sources.has(name))
        report("MCP1215", ["sources", name], `no tool uses the source ${quoted(name)}`, { at: "key" });
    }
    const scopes = uses("scopes");
    for (const name of writtenKeys(context, ["auth", "scopes"])) {
      if (!scopes.has(name)) {
        report("MCP1215", ["auth", "scopes", name], `no tool needs the scope ${quoted(name)}`, { at: "key" });
      }
    }
  },
};
