import { parseMysqlTable } from "../table-name.js";
import { parseSetting } from "../units.js";
import { checkReads, type ReadTable } from "./table-reads.js";
import type { Rule } from "./rule.js";

export const mysqlSources: Rule = {
  name: "mysql-sources",
  codes: ["MCP1105", "MCP1209", "MCP1238"],
  check({ spec }, report) {
    for (const [name, source] of Object.entries(spec.sources ?? {})) {
      if (source.kind !== "mysql") continue;
      const place = ["sources", name];
      if (!isAddress(source.url)) {
        report("MCP1105", [...place, "url"], "this is no address of MySQL", {
          help: "write `${DATABASE_URL}`: the server reads mysql://user:password@host:3306/database from that variable",
        });
      }
      const help = "write `table` or `database.table`, as the database has it, without quotes";
      checkReads(source.reads, [...place, "reads"], readTable, help, report);
    }
  },
};

function readTable(written: string): ReadTable {
  const { schema, table } = parseMysqlTable(written);
  return { parts: schema === undefined ? [table] : [schema, table], key: written };
}

/** A variable, or what the server would take from one. A password in it is for another rule to see. */
function isAddress(text: string): boolean {
  if ("env" in parseSetting(text)) return true;
  const isOne = /^(?:mysql|mariadb):\/\/[^$/@]+(?::[^$/@]*)?@[^$/]+\/[^$/?]+(?:\?ssl-mode=\w+)?$/.test(text);
  return isOne && URL.canParse(text.replace(/^\w+:/, "http:"));
}
