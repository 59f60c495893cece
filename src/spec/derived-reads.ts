/** What the tools of a source read, all statements together. */
import type { StatementFacts } from "../sql/facts.js";
import type { TableRead } from "./source-model.js";
import type { Spec } from "./schema.js";

/** Whether some handler may query it, with statements that the spec does not know. */
export const isOpenToHandlers = (spec: Spec, source: string): boolean =>
  Object.values(spec.tools).some(
    (tool) =>
      tool.handler === true && (tool.source === undefined || tool.source === source || tool.writes === true),
  );

/** Sorted by schema and table; columns in the order in which the statements name them first. */
export function readsOfTools(
  spec: Spec,
  source: string,
  facts: ReadonlyMap<string, StatementFacts>,
): readonly TableRead[] {
  const tables = new Map<string, TableRead>();
  const columns = new Map<string, Set<string>>();
  for (const [name, tool] of Object.entries(spec.tools)) {
    if (tool.source !== source) continue;
    for (const read of facts.get(name)?.reads ?? []) {
      const key = `${read.schema}\0${read.table}`;
      tables.set(key, read);
      const all = columns.get(key) ?? new Set();
      columns.set(key, all);
      for (const column of read.columns) all.add(column);
    }
  }
  return [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { schema, table }]) => ({ schema, table, columns: [...(columns.get(key) ?? [])] }));
}
