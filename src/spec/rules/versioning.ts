import { quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { contractRules, ruleOf, schemaRules } from "../../versioning/rules.js";
import type { Rule } from "./rule.js";

export const soundVersioning: Rule = {
  name: "sound-versioning",
  codes: ["MCP1260"],
  check({ spec }, report) {
    for (const rule of Object.keys(spec.versioning?.rules ?? {})) {
      if (ruleOf(rule) !== undefined) continue;
      const known = [...Object.keys(schemaRules), ...Object.keys(contractRules)];
      report("MCP1260", ["versioning", "rules", rule], `there is no rule ${quoted(rule)}`, {
        at: "key",
        label: didYouMean(rule, known),
      });
    }
    for (const fingerprint of Object.keys(spec.versioning?.accept ?? {})) {
      if (/^[0-9a-f]{12}$/.test(fingerprint)) continue;
      report("MCP1260", ["versioning", "accept", fingerprint], `${quoted(fingerprint)} is no fingerprint`, {
        at: "key",
        help: "write the twelve digits that `create-mcp-prod diff` shows, in quotes",
      });
    }
  },
};
