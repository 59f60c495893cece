import { list, quoted } from "../../diagnostics/printable.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { eachTool, written, writtenKeys, type Rule } from "./rule.js";

export const knownSource: Rule = {
  name: "known-source",
  codes: ["MCP1204"],
  check(context, report) {
    const declared = writtenKeys(context, ["sources"]);
    eachTool(context.spec, ({ source }, _name, path) => {
      if (source === undefined || declared.includes(source)) return;
      const help =
        declared.length === 0
          ? "sources are declared under `sources:`; this spec declares none"
          : `sources are declared under \`sources:\`; this spec declares: ${list(declared)}`;
      report("MCP1204", [...path, "source"], `unknown source ${quoted(source)}`, {
        label: didYouMean(source, declared),
        help,
      });
    });
  },
};

export const oneImplementation: Rule = {
  name: "one-implementation",
  codes: ["MCP1205", "MCP1206", "MCP1230", "MCP1233"],
  check(context, report) {
    const declared = writtenKeys(context, ["sources"]);
    eachTool(context.spec, (tool, name, path) => {
      const kinds = ["sql", "handler"].filter((kind) => written(context, [...path, kind]) !== undefined);
      if (kinds.length === 0) report("MCP1205", path, `${quoted(name)} has no implementation`, { at: "key" });
      if (kinds.length > 1) {
        report("MCP1205", [...path, "handler"], `${quoted(name)} has both sql and handler`, { at: "key" });
      }
      if (kinds.length !== 1) return;
      const hasSource = written(context, [...path, "source"]) !== undefined;
      if (kinds[0] === "sql" && !hasSource) {
        const help =
          declared.length === 0
            ? "declare one under `sources:` and name it as `source:`"
            : `write \`source: ${declared[0]}\`; this spec declares: ${list(declared)}`;
        report("MCP1206", [...path, "sql"], `${quoted(name)} does not say which source its SQL runs on`, {
          at: "key",
          help,
        });
      }
      if (kinds[0] === "handler" && hasSource) {
        report("MCP1206", [...path, "source"], `${quoted(name)} is a handler and runs on no source`, {
          at: "key",
        });
      }
      if (tool.openWorld !== undefined && kinds[0] === "sql") {
        report(
          "MCP1233",
          [...path, "openWorld"],
          `${quoted(name)} reads a source of the spec, not the world`,
          {
            at: "key",
            help: "remove it; to mark its rows as untrusted, write `annotations: { openWorldHint: true }`",
          },
        );
      }
      if (tool.writes === true && kinds[0] === "sql") {
        report("MCP1230", [...path, "writes"], `${quoted(name)} runs SQL, which is read-only`, { at: "key" });
      }
    });
  },
};
