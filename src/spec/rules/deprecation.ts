import { quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { servedMajors, servesNewest } from "../majors.js";
import { compareVersions, parseVersion } from "../semver.js";
import { eachTool, written, writtenKeys, type Rule } from "./rule.js";

export const soundDeprecation: Rule = {
  name: "sound-deprecation",
  codes: ["MCP1227"],
  check(context, report) {
    const tools = writtenKeys(context, ["tools"]);
    const current = parseVersion(context.spec.server.version);
    eachTool(context.spec, (tool, name, path) => {
      const { deprecated } = tool;
      // What serves older majors only says what their releases said.
      if (deprecated === undefined || !servesNewest(tool, context.spec)) return;
      const place = (key: string) => [...path, "deprecated", key];
      const since = parseVersion(deprecated.since);
      const removeIn = parseVersion(deprecated.removeIn);
      for (const key of ["since", "removeIn"] as const) {
        if (parseVersion(deprecated[key]) !== undefined) continue;
        const help = "write three numbers, such as 1.2.0";
        report("MCP1227", place(key), `${quoted(deprecated[key])} is not a semantic version`, { help });
      }
      if (current !== undefined && since !== undefined && compareVersions(since, current) > 0) {
        const help = `write ${deprecated.since} as the server's version with it, or an earlier \`since\``;
        report("MCP1227", place("since"), `${deprecated.since} is later than the server's version`, { help });
      }
      if (current !== undefined && removeIn !== undefined && compareVersions(removeIn, current) <= 0) {
        const older = servedMajors(context.spec)?.slice(0, -1).join(", ") ?? "";
        const help =
          older === ""
            ? "remove the tool, or give its callers until a later version"
            : `remove the tool, leave it to older majors with \`api: [${older}]\`, or give its callers until a later version`;
        report("MCP1227", place("removeIn"), `${quoted(name)} should be gone in ${deprecated.removeIn}`, {
          help,
        });
      } else if (since !== undefined && removeIn !== undefined && compareVersions(removeIn, since) <= 0) {
        report("MCP1227", place("removeIn"), `${deprecated.removeIn} is not later than ${deprecated.since}`);
      }
      const { use } = deprecated;
      if (use === undefined) return;
      if (use === name) report("MCP1227", place("use"), `${quoted(name)} cannot be replaced by itself`);
      else if (!tools.includes(use)) {
        report("MCP1227", place("use"), `there is no tool ${quoted(use)}`, { label: didYouMean(use, tools) });
      } else if (written(context, ["tools", use, "deprecated"]) !== undefined) {
        report("MCP1227", place("use"), `${quoted(use)} is deprecated itself`, {
          help: "name a tool that stays",
        });
      }
    });
  },
};
