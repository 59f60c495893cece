import { parseMysqlTable } from "../table-name.js";
import { parseSetting } from "../units.js";
import { quoted } from "../../diagnostics/printable.js";
import { checkReads, type TableNames } from "./table-reads.js";
import { written, type Rule } from "./rule.js";

export const mysqlSources: Rule = {
  name: "mysql-sources",
  codes: ["MCP1105", "MCP1209", "MCP1238"],
  check(context, report) {
    for (const [name, source] of Object.entries(context.spec.sources ?? {})) {
      if (source.kind !== "mysql") continue;
      const place = ["sources", name];
      if (!isAddress(source.url)) {
        report("MCP1105", [...place, "url"], "this is no address of MySQL", {
          help: "write `${DATABASE_URL}`: the server reads mysql://user:password@host:3306/database from that variable",
        });
      }
      if (source.reads !== undefined) {
        checkReads(source.reads, [...place, "reads"], mysqlTables, report);
      } else if (source.access !== "write" && written(context, [...place, "reads"]) === undefined) {
        report("MCP1238", place, `the spec does not say what the tools of ${quoted(name)} read`, {
          at: "key",
        });
      }
    }
  },
};

export const mysqlTables: TableNames = {
  parse: (name) => {
    const { schema, table } = parseMysqlTable(name);
    return { parts: schema === undefined ? [table] : [schema, table], key: name };
  },
  help: "write `table` or `database.table`, as the database has it, without quotes",
};

/** A variable, or what the server would take from one. A password in it is for another rule to see. */
function isAddress(text: string): boolean {
  if ("env" in parseSetting(text)) return true;
  const isOne = /^(?:mysql|mariadb):\/\/[^$/@]+(?::[^$/@]*)?@[^$/]+\/[^$/?]+(?:\?ssl-mode=\w+)?$/.test(text);
  return isOne && URL.canParse(text.replace(/^\w+:/, "http:"));
}
