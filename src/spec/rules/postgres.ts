import { quoted } from "../../diagnostics/printable.js";
import { isSqlName, parseTable } from "../table-name.js";
import { parseSetting } from "../units.js";
import { written, type Rule } from "./rule.js";

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
        if (source.schema === undefined && written(context, [...place, "reads"]) === undefined) {
          report("MCP1238", place, `the spec does not say what the tools of ${quoted(name)} read`, {
            at: "key",
            help: "list it under `reads:`, or name the SQL that creates the tables as `schema:`, to have it derived",
          });
        }
        continue;
      }
      if (Object.keys(source.reads).length === 0) {
        report("MCP1238", [...place, "reads"], "the tools read no table", { at: "key" });
      }
      const tables = new Set<string>();
      for (const [tableName, columns] of Object.entries(source.reads)) {
        const at = [...place, "reads", tableName];
        const { schema, table } = parseTable(tableName);
        if (!isSqlName(schema) || !isSqlName(table)) {
          const help = "write `table` or `schema.table`, as the database has it, without quotes";
          report("MCP1209", at, `${quoted(tableName)} is no name of a table`, { at: "key", help });
        }
        const isTwice = tables.has(`${schema}.${table}`);
        if (isTwice) report("MCP1238", at, `the table ${quoted(tableName)} is there twice`, { at: "key" });
        tables.add(`${schema}.${table}`);
        for (const [index, column] of columns.entries()) {
          if (column === "*") {
            report("MCP1238", [...at, index], "* would let the role read every column", {
              help: "name the columns: the rest of the table stays out of reach",
            });
          } else if (!isSqlName(column)) {
            const help = "write the column as the database has it, without quotes";
            report("MCP1209", [...at, index], `${quoted(column)} is no name of a column`, { help });
          } else if (columns.indexOf(column) < index) {
            report("MCP1238", [...at, index], `the column ${quoted(column)} is there twice`);
          }
        }
      }
    }
  },
};

/** A variable, or what the server would take from one. A password in it is for another rule to see. */
function isAddress(text: string): boolean {
  if ("env" in parseSetting(text)) return true;
  return /^postgres(?:ql)?:\/\/[^$]+$/.test(text) && URL.canParse(text.replace(/^\w+:/, "http:"));
}
