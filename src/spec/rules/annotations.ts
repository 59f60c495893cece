import { quoted } from "../../diagnostics/printable.js";
import { derivedAnnotations } from "../build-tool.js";
import { eachTool, type Rule } from "./rule.js";

/** For each hint, the value that makes a client more careful (MCP 2026-07-28, ToolAnnotations). */
const cautious = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
} as const;

export const cautiousAnnotations: Rule = {
  name: "cautious-annotations",
  codes: ["MCP1226"],
  check({ spec }, report) {
    eachTool(spec, (tool, name, path) => {
      const derived = derivedAnnotations(tool, spec.sources);
      for (const hint of Object.keys(cautious) as (keyof typeof cautious)[]) {
        const value = tool.annotations?.[hint];
        if (value === undefined || value === derived[hint] || value === cautious[hint]) continue;
        report(
          "MCP1226",
          [...path, "annotations", hint],
          `${hint} of ${quoted(name)} can only be ${cautious[hint]}`,
          {
            help:
              hint === "openWorldHint" && tool.sql === undefined
                ? "for a handler that reaches nothing outside the server, write `openWorld: false`"
                : "annotations are derived; they may be overridden only toward caution",
          },
        );
      }
    });
  },
};
