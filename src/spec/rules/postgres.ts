import { quoted } from "../../diagnostics/printable.js";
import { parseTable } from "../table-name.js";
import { parseSetting } from "../units.js";
import { written, type Rule } from "./rule.js";
import { checkReads, type TableNames } from "./table-reads.js";

export const postgresSources: Rule = {
  name: "postgres-sources",
  codes: ["MCP1105", "MCP1209", "MCP1238"],
  check(context, report) {
    for (const [name, source] of Object.entries(context.spec.sources ?? {})) {
      if (source.kind !== "postgres") continue;
      const place = ["sources", name];
      if (!isAddress(source.url)) {
        report("MCP1105", [...place, "url"], "this is no address of PostgreSQL", {
          help: "write `${DATABASE_URL}`: the server reads postgres://role:password@host:5432/database from that variable",
        });
      }
      if (source.reads === undefined) {
        if (source.access === "write") continue; // handlers may change what they cannot read
        if (source.schema === undefined && written(context, [...place, "reads"]) === undefined) {
          report("MCP1238", place, `the spec does not say what the tools of ${quoted(name)} read`, {
            at: "key",
            help: "list it under `reads:`, or name the SQL that creates the tables as `schema:`, to have it derived",
          });
        }
        continue;
      }
      checkReads(source.reads, [...place, "reads"], postgresTables, report);
    }
  },
};

export const postgresTables: TableNames = {
  parse: (name) => {
    const { schema, table } = parseTable(name);
    return { parts: [schema, table], key: `${schema}.${table}` };
  },
  help: "write `table` or `schema.table`, as the database has it, without quotes",
};

/** A variable, or what the server would take from one. A password in it is for another rule to see. */
function isAddress(text: string): boolean {
  if ("env" in parseSetting(text)) return true;
  return /^postgres(?:ql)?:\/\/[^$]+$/.test(text) && URL.canParse(text.replace(/^\w+:/, "http:"));
}
