/** `reads` written by hand, against what the statements read as far as the database's engine knows. */
import { list, quoted } from "../../diagnostics/printable.js";
import { isOpenToHandlers, readsOfTools } from "../derived-reads.js";
import { parseTable } from "../table-name.js";
import { eachTool, type Rule, type RuleContext } from "./rule.js";

const tableKey = (schema: string, table: string) => `${schema}.${table}`;
const shown = (schema: string, table: string) => (schema === "public" ? table : tableKey(schema, table));

export const exactReads: Rule = {
  name: "exact-reads",
  codes: ["MCP1425", "MCP1429"],
  check(context, report) {
    const { spec, facts } = context;
    for (const [name, source] of Object.entries(spec.sources ?? {})) {
      if (source.kind !== "postgres" || source.reads === undefined) continue;
      const place = ["sources", name, "reads"];
      const derived = readsOfTools(spec, name, facts);
      const written = new Map(
        Object.entries(source.reads).map(([table, columns]) => {
          const { schema, table: own } = parseTable(table);
          return [tableKey(schema, own), { written: table, columns }];
        }),
      );
      for (const { schema, table, columns } of derived) {
        const own = written.get(tableKey(schema, table));
        const missing = columns.filter((column) => own?.columns.includes(column) !== true);
        if (missing.length === 0) continue;
        const readers = readersOf(context, name, schema, table, missing);
        const what =
          own === undefined
            ? `the table ${quoted(shown(schema, table))}`
            : list(missing.map((one) => quoted(one)));
        report(
          "MCP1425",
          own === undefined ? place : [...place, own.written],
          `${list(readers)} also read${readers.length === 1 ? "s" : ""} ${what}`,
          {
            at: "key",
            help: `write \`${shown(schema, table)}: [${[...(own?.columns ?? []), ...missing].join(", ")}]\`, or remove \`reads\`: it is derived`,
          },
        );
      }
      if (!isAllKnown(context, name)) continue;
      for (const { written: table, columns } of written.values()) {
        const { schema, table: own } = parseTable(table);
        const read = derived.find((one) => one.schema === schema && one.table === own);
        if (read === undefined) {
          report("MCP1429", [...place, table], `no tool reads ${quoted(table)}`, { at: "key" });
          continue;
        }
        for (const [index, column] of columns.entries()) {
          if (read.columns.includes(column)) continue;
          report("MCP1429", [...place, table, index], `no tool reads ${quoted(column)} of ${quoted(table)}`);
        }
      }
    }
  },
};

const readersOf = (
  { spec, facts }: RuleContext,
  source: string,
  schema: string,
  table: string,
  columns: readonly string[],
): readonly string[] =>
  Object.entries(spec.tools).flatMap(([name, tool]) => {
    const read = facts.get(name)?.reads.find((one) => one.schema === schema && one.table === table);
    return tool.source === source && read?.columns.some((column) => columns.includes(column)) ? [name] : [];
  });

/** Whether nothing else is read: no handler reads it, every statement is understood, and none calls a function of the database's own. */
const isAllKnown = ({ spec, facts }: RuleContext, source: string): boolean =>
  !isOpenToHandlers(spec, source) &&
  Object.entries(spec.tools).every(([name, tool]) => {
    if (tool.source !== source) return true;
    const known = facts.get(name);
    return known !== undefined && known.calls.length === 0 && known.isInexact !== true;
  });

/** Functions read with the rights of their caller, and what they read is not derived. */
export const knownFunctions: Rule = {
  name: "known-functions",
  codes: ["MCP1432"],
  check({ spec, facts }, report) {
    eachTool(spec, ({ source }, name, path) => {
      const declared = spec.sources?.[source ?? ""];
      const calls = facts.get(name)?.calls ?? [];
      if (declared?.kind !== "postgres" || declared.reads !== undefined || calls.length === 0) return;
      report("MCP1432", [...path, "sql"], `${quoted(name)} calls ${list(calls)}`, { at: "key" });
    });
  },
};
