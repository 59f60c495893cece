import { quoted } from "../../diagnostics/printable.js";
import { eachTool, type Rule } from "./rule.js";

/** What keeps its old name must say which one that is. Whether the name is free is a question of every rename. */
export const soundOldNames: Rule = {
  name: "sound-old-names",
  codes: ["MCP1261"],
  check({ spec }, report) {
    eachTool(spec, ({ renamedFrom, keepOldName }, name, path) => {
      if (keepOldName !== true || renamedFrom !== undefined) return;
      report("MCP1261", [...path, "keepOldName"], `nothing says which name ${quoted(name)} had`, {
        at: "key",
      });
    });
  },
};
