import { quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import { patternError, patternVerdict } from "../json-schema/patterns.js";
import { eachTool, type Rule } from "./rule.js";
import { schemasOf } from "./schemas.js";
import { eachSchema } from "./each-schema.js";

interface Found {
  readonly pattern: string;
  readonly path: Path;
  readonly at: "key" | "value";
}

export const safePatterns: Rule = {
  name: "safe-patterns",
  codes: ["MCP1221", "MCP1222"],
  async check({ spec }, report) {
    const found: Found[] = [];
    eachTool(spec, (tool, _name, path) => {
      for (const placed of schemasOf(tool, path)) {
        eachSchema(placed.schema, placed.path, (schema, place) => {
          const { pattern, patternProperties } = schema;
          if (typeof pattern === "string") found.push({ pattern, path: [...place, "pattern"], at: "value" });
          for (const key of Object.keys(patternProperties ?? {})) {
            found.push({ pattern: key, path: [...place, "patternProperties", key], at: "key" });
          }
        });
      }
    });
    for (const { pattern, path, at } of found) {
      const error = patternError(pattern);
      if (error !== undefined) {
        report("MCP1221", path, `the pattern ${quoted(pattern)} does not compile: ${error}`, { at });
        continue;
      }
      const verdict = await patternVerdict(pattern);
      if (verdict.status === "safe") continue;
      const how =
        verdict.status === "vulnerable"
          ? `takes ${verdict.complexity} time`
          : "could not be shown to be safe";
      const attack =
        verdict.status === "vulnerable" && verdict.attack !== undefined
          ? `, for example on ${verdict.attack}`
          : "";
      report("MCP1222", path, `the pattern ${quoted(pattern)} ${how}${attack}`, { at });
    }
  },
};
