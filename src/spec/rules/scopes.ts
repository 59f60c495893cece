import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Path } from "../document.js";
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

export const hiddenTools: Rule = {
  name: "hidden-tools",
  codes: ["MCP1233"],
  check(context, report) {
    if (context.spec.auth?.hideTools !== true) return;
    const tools = writtenKeys(context, ["tools"]);
    if (tools.some((tool) => written(context, ["tools", tool, "scopes"]) !== undefined)) return;
    report("MCP1233", ["auth", "hideTools"], "there is nothing to hide: no tool needs a scope", {
      at: "key",
      help: "give tools their `scopes`, or remove it",
    });
  },
};

/**
 * Looks at what was written: a use inside of a broken tool is a use. Says nothing while a tool names something
 * undeclared, which is probably a misspelling of what then seems unused.
 */
export const usedDeclarations: Rule = {
  name: "used-declarations",
  codes: ["MCP1215"],
  check(context, report) {
    const tools = writtenKeys(context, ["tools"]);
    const check = (path: Path, key: string, message: (name: string) => string) => {
      const declared = writtenKeys(context, path);
      const used = tools.flatMap((tool) => written(context, ["tools", tool, key]));
      if (used.some((name) => name !== undefined && !declared.includes(String(name)))) return;
      // A tool that forgot to name its source, or a handler, which may use any.
      const isOpen = (tool: string) =>
        ["sql", "http", "handler"].some((kind) => written(context, ["tools", tool, kind]) !== undefined);
      const isUnknown = tools.some((tool, at) => used[at] === undefined && isOpen(tool));
      if (key === "source" && (tools.length === 0 || isUnknown)) return;
      for (const name of declared) {
        if (!used.includes(name)) report("MCP1215", [...path, name], message(name), { at: "key" });
      }
    };
    check(["sources"], "source", (name) => `no tool uses the source ${quoted(name)}`);
    check(["auth", "scopes"], "scopes", (name) => `no tool needs the scope ${quoted(name)}`);
  },
};
