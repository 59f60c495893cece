import { quoted } from "../../diagnostics/printable.js";
import { toolNamePattern } from "../schema/tool.js";
import { eachTool, writtenKeys, type Rule } from "./rule.js";

/** A rename says where files came from: from one tool that is gone, to one that is there. */
export const soundRenames: Rule = {
  name: "sound-renames",
  codes: ["MCP1250"],
  check(context, report) {
    const tools = new Set(writtenKeys(context, ["tools"]));
    const claimed = new Map<string, string>();
    eachTool(context.spec, ({ renamedFrom }, name, path) => {
      if (renamedFrom === undefined) return;
      const at = [...path, "renamedFrom"];
      const other = claimed.get(renamedFrom);
      claimed.set(renamedFrom, name);
      if (!toolNamePattern.test(renamedFrom)) {
        report("MCP1250", at, `${quoted(renamedFrom)} never was the name of a tool`);
      } else if (tools.has(renamedFrom)) {
        report("MCP1250", at, `${quoted(renamedFrom)} is still a tool`, {
          help: "remove it, or leave out `renamedFrom`: then each has its own files",
        });
      } else if (other !== undefined) {
        report("MCP1250", at, `${quoted(other)} is renamed from ${quoted(renamedFrom)}, too`, {
          help: "its files can move to one tool only",
        });
      }
    });
  },
};
