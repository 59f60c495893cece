/** Requests that read and requests that write, each with a source of its own. */
import { quoted } from "../../diagnostics/printable.js";
import { eachOperation } from "./http-uses.js";
import type { Rule } from "./rule.js";

export const httpMethods: Rule = {
  name: "http-methods",
  codes: ["MCP1810"],
  check({ spec }, report) {
    eachOperation(spec, ({ tool, http, name, path }) => {
      const method = http.method ?? "GET";
      const owner = path.slice(0, -1);
      const source = spec.sources?.[tool.source ?? ""];
      if (tool.writes === undefined && method !== "GET") {
        const help =
          method === "POST"
            ? "write `writes: true`; or `writes: false`, if it only asks for something"
            : "write `writes: true`";
        report(
          "MCP1810",
          [...path, "method"],
          `${quoted(name)} sends ${method} and does not say that it writes`,
          {
            help,
          },
        );
        return;
      }
      if (tool.writes === false && !["GET", "POST"].includes(method)) {
        report("MCP1810", [...owner, "writes"], `${method} changes something`, {
          help: "write `writes: true`",
        });
        return;
      }
      if (source?.kind !== "http") return;
      const isWritable = source.access === "write";
      if (tool.writes === true && !isWritable) {
        report(
          "MCP1810",
          [...owner, "source"],
          `${quoted(name)} writes, and ${quoted(tool.source ?? "")} is for reading`,
          {
            help: "declare another source with `access: write` and a credential of its own, and name it here",
          },
        );
      }
      if (tool.writes !== true && isWritable) {
        report(
          "MCP1810",
          [...owner, "source"],
          `${quoted(name)} reads, and ${quoted(tool.source ?? "")} is for writing`,
          {
            help: "name a source without `access: write`, whose credential can only read",
          },
        );
      }
    });
  },
};
