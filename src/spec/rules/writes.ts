/** Databases that handlers may write: exactly what, through which role, and which tools. */
import { list, quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import type { Spec, SpecSource } from "../schema.js";
import { mysqlTables } from "./mysql.js";
import { postgresTables } from "./postgres.js";
import { eachTool, written, writtenKeys, type Report, type Rule } from "./rule.js";
import { checkColumns, checkTables } from "./table-reads.js";

/** A database with roles. */
type Database = Extract<SpecSource, { kind: "postgres" | "mysql" }>;

const isDatabase = (source: SpecSource | undefined): source is Database =>
  source?.kind === "postgres" || source?.kind === "mysql";

const isWritable = (source: SpecSource | undefined): source is Database =>
  isDatabase(source) && source.access === "write";

function eachDatabase(spec: Spec, visit: (source: Database, name: string, place: Path) => void): void {
  for (const [name, source] of Object.entries(spec.sources ?? {})) {
    if (isDatabase(source)) visit(source, name, ["sources", name]);
  }
}

export const exactWrites: Rule = {
  name: "exact-writes",
  codes: ["MCP1209", "MCP1233", "MCP1239"],
  check(context, report) {
    eachDatabase(context.spec, (source, name, place) => {
      if (source.access !== "write") {
        if (written(context, [...place, "writes"]) === undefined) return;
        report(
          "MCP1239",
          [...place, "writes"],
          `${quoted(name)} is for reading, and lists what may be written`,
          {
            at: "key",
            help: "write `access: write`, or remove `writes`",
          },
        );
        return;
      }
      for (const key of ["schema", "seed"]) {
        if (written(context, [...place, key]) === undefined) continue;
        report(
          "MCP1233",
          [...place, key],
          `\`${key}\` has no effect: no statement of the spec runs on ${quoted(name)}`,
          {
            at: "key",
            help: "remove it; a source for reading on the same database may have it",
          },
        );
      }
      if (source.writes !== undefined) return checkWrites(source, [...place, "writes"], report);
      if (written(context, [...place, "writes"]) !== undefined) return; // its structure is wrong
      report("MCP1239", place, `the spec does not say what may be changed through ${quoted(name)}`, {
        at: "key",
      });
    });
  },
};

function checkWrites({ kind, writes = {} }: Database, place: Path, report: Report): void {
  const tables = Object.keys(writes);
  if (tables.length === 0) report("MCP1239", place, "nothing may be changed", { at: "key" });
  checkTables(tables, place, kind === "postgres" ? postgresTables : mysqlTables, "MCP1239", report);
  for (const [table, { insert, update, delete: deletes }] of Object.entries(writes)) {
    const at = [...place, table];
    if (insert === undefined && update === undefined && deletes !== true) {
      report("MCP1239", at, `nothing of ${quoted(table)} may be changed`, {
        at: "key",
        help: "write what may be: `insert: [columns]`, `update: [columns]`, `delete: true`",
      });
    }
    const every = (what: string) => ({
      code: "MCP1239" as const,
      every: `* would let the role ${what} every column`,
    });
    checkColumns(insert ?? [], [...at, "insert"], every("fill"), report);
    checkColumns(update ?? [], [...at, "update"], every("change"), report);
  }
}

export const writesApart: Rule = {
  name: "writes-apart",
  codes: ["MCP1240"],
  check(context, report) {
    const { spec } = context;
    eachTool(spec, (tool, name, path) => {
      const source = spec.sources?.[tool.source ?? ""];
      const place = [...path, "source"];
      const named = quoted(tool.source ?? "");
      if (tool.sql !== undefined && isWritable(source)) {
        report("MCP1240", place, `${quoted(name)} reads, and ${named} is for handlers that write`, {
          help: "name a source without `access: write`, whose role can only read",
        });
      }
      if (tool.handler !== true || source === undefined) return;
      const writes = "access" in source && source.access === "write";
      if (writes && tool.writes !== true) {
        report("MCP1240", place, `${quoted(name)} does not say that it writes, and ${named} is for writing`, {
          help: "write `writes: true` beside it, or name a source for reading",
        });
      }
      if (!writes && tool.writes === true) {
        report("MCP1240", place, `${quoted(name)} writes, and ${named} is for reading`, {
          help:
            source.kind === "sqlite"
              ? "a SQLite file has no roles: keep what tools write in PostgreSQL, MySQL or MariaDB"
              : "name a source with `access: write`; a handler sees those for reading as well",
        });
      }
    });
    eachDatabase(spec, (source, name, place) => {
      if (source.access !== "write") return;
      sharesNothing(spec, source, name, place, report);
      const tools = writtenKeys(context, ["tools"]);
      const named = tools.map((tool) => written(context, ["tools", tool, "source"]));
      const isMisspelt = named.some(
        (one) => one !== undefined && !Object.hasOwn(spec.sources ?? {}, String(one)),
      );
      if (!named.includes(name) && !isMisspelt) {
        report("MCP1240", place, `no handler changes anything through ${quoted(name)}`, {
          at: "key",
          help: `write \`source: ${name}\` at a handler with \`writes: true\`, or remove the source`,
        });
      }
    });
  },
};

/** A role, or an address, which holds one, that another source has too could do what both say. */
function sharesNothing(spec: Spec, own: Database, name: string, place: Path, report: Report): void {
  for (const key of ["role", "url"] as const) {
    const others = Object.entries(spec.sources ?? {}).flatMap(([other, source]) =>
      other !== name && source.kind === own.kind && source[key] === own[key] ? [quoted(other)] : [],
    );
    if (others.length === 0) continue;
    const what = key === "role" ? "the role" : "the address, which holds the role,";
    report("MCP1240", [...place, key], `${what} of ${quoted(name)} is that of ${list(others)}, too`);
  }
}
