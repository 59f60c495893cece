import { quoted } from "../../diagnostics/printable.js";
import type { Path } from "../document.js";
import { isSqlName } from "../table-name.js";
import type { Report } from "./rule.js";

export interface ReadTable {
  /** The parts of its name, the table last. */
  readonly parts: readonly string[];
  /** The same for the same table, however it is written. */
  readonly key: string;
}

/** What a role may read: each table once, with names of columns, each once. */
export function checkReads(
  reads: Readonly<Record<string, readonly string[]>>,
  place: Path,
  parse: (written: string) => ReadTable,
  help: string,
  report: Report,
): void {
  if (Object.keys(reads).length === 0) report("MCP1238", place, "the tools read no table", { at: "key" });
  const tables = new Set<string>();
  for (const [written, columns] of Object.entries(reads)) {
    const at = [...place, written];
    const { parts, key } = parse(written);
    if (!parts.every(isSqlName)) {
      report("MCP1209", at, `${quoted(written)} is no name of a table`, { at: "key", help });
    }
    if (tables.has(key)) report("MCP1238", at, `the table ${quoted(written)} is there twice`, { at: "key" });
    tables.add(key);
    for (const [index, column] of columns.entries()) {
      if (column === "*") {
        report("MCP1238", [...at, index], "* would let the role read every column", {
          help: "name the columns: the rest of the table stays out of reach",
        });
      } else if (!isSqlName(column)) {
        const how = "write the column as the database has it, without quotes";
        report("MCP1209", [...at, index], `${quoted(column)} is no name of a column`, { help: how });
      } else if (columns.indexOf(column) < index) {
        report("MCP1238", [...at, index], `the column ${quoted(column)} is there twice`);
      }
    }
  }
}
