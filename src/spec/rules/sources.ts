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
      const kinds = ["sql", "http", "handler"].filter(
        (kind) => written(context, [...path, kind]) !== undefined,
      );
      if (kinds.length === 0) report("MCP1205", path, `${quoted(name)} has no implementation`, { at: "key" });
      if (kinds.length > 1) {
        const [first = "", second = ""] = kinds;
        report("MCP1205", [...path, second], `${quoted(name)} has both ${first} and ${second}`, {
          at: "key",
        });
      }
      if (kinds.length !== 1) return;
      const hasSource = written(context, [...path, "source"]) !== undefined;
      if (kinds[0] !== "handler" && !hasSource) {
        const what = kinds[0] === "sql" ? "SQL runs on" : "request goes to";
        const help =
          declared.length === 0
            ? "declare one under `sources:` and name it as `source:`"
            : `write \`source: ${declared[0]}\`; this spec declares: ${list(declared)}`;
        report(
          "MCP1206",
          [...path, kinds[0] as string],
          `${quoted(name)} does not say which source its ${what}`,
          {
            at: "key",
            help,
          },
        );
      }
      const kindOfSource = context.spec.sources?.[tool.source ?? ""]?.kind;
      if (kinds[0] !== "handler" && kindOfSource !== undefined) {
        if ((kinds[0] === "http") !== (kindOfSource === "http")) {
          const message = `${quoted(tool.source ?? "")} is ${kindOfSource}, which cannot run ${kinds[0]}`;
          report("MCP1206", [...path, "source"], message, {
            help: `name a source that is ${kinds[0] === "http" ? "`kind: http`" : "a database"}`,
          });
        }
      }
      if (tool.openWorld !== undefined && kinds[0] === "http") {
        report("MCP1233", [...path, "openWorld"], "answers of an API are always text from outside", {
          at: "key",
          help: "remove it",
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
