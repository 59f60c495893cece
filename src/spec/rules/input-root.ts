import { quoted } from "../../diagnostics/printable.js";
import { eachTool, type Rule } from "./rule.js";

export const inputRoot: Rule = {
  name: "input-root",
  codes: ["MCP1218"],
  check({ spec }, report) {
    eachTool(spec, ({ input }, name, path) => {
      if (input === undefined || input["type"] === "object") return;
      const place = "type" in input ? [...path, "input", "type"] : [...path, "input"];
      const at = "type" in input ? "value" : "key";
      report("MCP1218", place, `the input of ${quoted(name)} must be of type object`, { at });
    });
  },
};
