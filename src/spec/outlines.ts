/**
 * Statements on PostgreSQL whose tables are not known: its own parser still proves that each is one statement which
 * only reads, and names its tables, which `reads` has to list.
 */
import { numberedText } from "../sql/numbered.js";
import { outlineOf, type NamedRelation } from "../sql/postgres/outline.js";
import { quoted } from "../diagnostics/printable.js";
import { didYouMean } from "../diagnostics/suggest.js";
import type { Report } from "./rules/rule.js";
import type { SpecSource } from "./schema.js";
import { parseTable } from "./table-name.js";

export interface UnknownStatement {
  readonly tool: string;
  readonly statement: string;
}

/** Everybody may read what PostgreSQL says of itself. */
const isSystem = ({ schema, name }: NamedRelation) =>
  schema === "pg_catalog" ||
  schema === "information_schema" ||
  (schema === undefined && name.startsWith("pg_"));

/** `isAll`: these are all statements of the source, so that what they do not name is not read. */
export async function checkOutlines(
  statements: readonly UnknownStatement[],
  name: string,
  source: Extract<SpecSource, { readonly kind: "postgres" }>,
  isAll: boolean,
  report: Report,
): Promise<void> {
  const listed = Object.keys(source.reads ?? {}).map((written) => ({ written, ...parseTable(written) }));
  const named = new Set<string>();
  let isWhole = isAll && source.reads !== undefined;
  for (const { tool, statement } of statements) {
    const place = ["tools", tool, "sql"];
    const outline = await outlineOf(statement, numberedText(statement));
    if (!outline.ok) {
      const { code, message, start, end, help } = outline.problem;
      report(code, place, message, { part: { from: start, to: end }, help });
      isWhole = false;
      continue;
    }
    if (source.reads === undefined) continue;
    for (const relation of outline.relations.filter((one) => !isSystem(one))) {
      const { schema, name: table, start, end } = relation;
      const found = listed.find(
        (one) => one.table === table && (schema === undefined || one.schema === schema),
      );
      if (found !== undefined) {
        named.add(found.written);
        continue;
      }
      const shown = schema === undefined ? table : `${schema}.${table}`;
      report("MCP1425", place, `\`reads\` does not list the table ${quoted(shown)}`, {
        part: { from: start, to: end },
        label: didYouMean(
          table,
          listed.map((one) => one.table),
        ),
        help: "add it under `reads:`, with the columns that the statement names",
      });
    }
  }
  if (!isWhole) return;
  for (const { written } of listed.filter((one) => !named.has(one.written))) {
    report("MCP1429", ["sources", name, "reads", written], `no tool reads ${quoted(written)}`, { at: "key" });
  }
}
