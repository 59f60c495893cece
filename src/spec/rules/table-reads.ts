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

/** How the database's users write the name of a table, for messages. */
export interface TableNames {
  readonly parse: (written: string) => ReadTable;
  readonly help: string;
}

/** What a role may read: each table once, with names of columns, each once. */
export function checkReads(
  reads: Readonly<Record<string, readonly string[]>>,
  place: Path,
  names: TableNames,
  report: Report,
): void {
  if (Object.keys(reads).length === 0) report("MCP1238", place, "the tools read no table", { at: "key" });
  checkTables(Object.keys(reads), place, names, "MCP1238", report);
  for (const [table, columns] of Object.entries(reads)) {
    const every = "* would let the role read every column";
    checkColumns(columns, [...place, table], { code: "MCP1238", every }, report);
  }
}

/** Names that can be those of tables, each table once. */
export function checkTables(
  tables: readonly string[],
  place: Path,
  { parse, help }: TableNames,
  code: "MCP1238" | "MCP1239",
  report: Report,
): void {
  const seen = new Set<string>();
  for (const written of tables) {
    const at = [...place, written];
    const { parts, key } = parse(written);
    if (!parts.every(isSqlName)) {
      report("MCP1209", at, `${quoted(written)} is no name of a table`, { at: "key", help });
    }
    if (seen.has(key)) report(code, at, `the table ${quoted(written)} is there twice`, { at: "key" });
    seen.add(key);
  }
}

/** Names that can be those of columns, each once. `every` is what `*` would do. */
export function checkColumns(
  columns: readonly string[],
  place: Path,
  { code, every }: { readonly code: "MCP1238" | "MCP1239"; readonly every: string },
  report: Report,
): void {
  for (const [index, column] of columns.entries()) {
    if (column === "*") {
      report(code, [...place, index], every, {
        help: "name the columns: the rest of the table stays out of reach",
      });
    } else if (!isSqlName(column)) {
      const help = "write the column as the database has it, without quotes";
      report("MCP1209", [...place, index], `${quoted(column)} is no name of a column`, { help });
    } else if (columns.indexOf(column) < index) {
      report(code, [...place, index], `the column ${quoted(column)} is there twice`);
    }
  }
}
