import { parseMysqlTable } from "../table-name.js";
import { parseSetting } from "../units.js";
import { quoted } from "../../diagnostics/printable.js";
import { checkReads, type TableNames } from "./table-reads.js";
import type { Path } from "../document.js";
import type { SpecSource } from "../schema.js";
import { written, type Report, type Rule, type RuleContext } from "./rule.js";

type MysqlSource = Extract<SpecSource, { kind: "mysql" }>;

export const mysqlSources: Rule = {
  name: "mysql-sources",
  codes: ["MCP1105", "MCP1209", "MCP1233", "MCP1238"],
  check(context, report) {
    for (const [name, source] of Object.entries(context.spec.sources ?? {})) {
      if (source.kind !== "mysql") continue;
      const place = ["sources", name];
      if (!isAddress(source.url)) {
        report("MCP1105", [...place, "url"], "this is no address of MySQL", {
          help: "write `${DATABASE_URL}`: the server reads mysql://user:password@host:3306/database from that variable",
        });
      }
      if (source.access !== "write") hasUse(context, source, place, report);
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

/** No engine of MySQL can be embedded: `schema` and `seed` are for the database of the compose file. */
function hasUse({ spec }: RuleContext, source: MysqlSource, place: Path, report: Report): void {
  for (const key of ["schema", "seed"] as const) {
    if (source[key] === undefined) continue;
    const at = [...place, key];
    if (key === "seed" && source.schema === undefined) {
      report("MCP1233", at, "`seed` has no effect without `schema`", {
        at: "key",
        help: "name the SQL that creates the tables as `schema`, or remove it",
      });
    } else if (spec.deploy?.container !== true) {
      report("MCP1233", at, `\`${key}\` has no effect: there is no compose file that makes this database`, {
        at: "key",
        help: "add `deploy: { container: true }`, or remove it; what the tools read is listed under `reads`",
      });
    } else if (!("env" in parseSetting(source.url))) {
      report("MCP1233", at, `\`${key}\` has no effect: the address says where the database is`, {
        at: "key",
        help: "write `url: ${DATABASE_URL}`, or remove it",
      });
    }
  }
}

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
