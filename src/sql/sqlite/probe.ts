/** Asks an SQLite that has the schema about statements, without running any. */
import type { JsonSchema } from "../../spec/model.js";
import type { TableRead } from "../../spec/source-model.js";
import type { ColumnFact, Probed } from "../facts.js";
import { columnMeant, nameAt, tableMeant } from "../names.js";
import { orNull } from "../postgres/types.js";
import type { SqlProblem } from "../problems.js";
import { readStatement } from "../statement.js";
import type { SqliteTable } from "./catalog.js";
import type { Database, Sqlite3Static } from "./engine.js";
import type { PrepareProblem, Preparing, Statement } from "./prepare.js";
import { certainty } from "./certainty.js";

interface Seen {
  /** Columns by table, both as the database has them. */
  readonly reads: Map<string, Set<string>>;
  readonly functions: Set<string>;
}

export function prober(
  { capi }: Sqlite3Static,
  database: Database,
  prepare: Preparing,
  tables: ReadonlyMap<string, SqliteTable>,
): (statement: string) => Probed {
  let seen: Seen = { reads: new Map(), functions: new Set() };
  capi.sqlite3_set_authorizer(
    database,
    (_, action, first, second) => {
      if (action === capi.SQLITE_READ && typeof first === "string") {
        const columns = seen.reads.get(first) ?? new Set();
        seen.reads.set(first, columns);
        if (typeof second === "string" && second !== "") columns.add(second);
      }
      if (action === capi.SQLITE_FUNCTION && typeof second === "string")
        seen.functions.add(second.toLowerCase());
      return capi.SQLITE_OK;
    },
    0,
  );

  return (statement) => {
    seen = { reads: new Map(), functions: new Set() };
    const prepared = prepare.one(statement);
    if (typeof prepared !== "number") return { ok: false, problem: problemOf(prepared, statement, tables) };
    try {
      const columns = columnsOf(prepared, statement);
      const parameters = [...readStatement(statement).parameters.keys()].map((name) => [name, {}]);
      return {
        ok: true,
        facts: {
          parameters: Object.fromEntries(parameters),
          columns,
          reads: readsOf(seen, tables),
          calls: [],
        },
      };
    } finally {
      capi.sqlite3_finalize(prepared);
    }
  };

  function columnsOf(prepared: Statement, statement: string): readonly ColumnFact[] {
    const isView = [...seen.reads.keys()].some((name) => tables.get(name.toLowerCase())?.isView);
    const { mayNull, isCount } = certainty(statement, seen.functions, isView);
    return Array.from({ length: capi.sqlite3_column_count(prepared) }, (_, index) => {
      const name = capi.sqlite3_column_name(prepared, index) ?? "";
      if (isCount(index, capi.sqlite3_column_count(prepared))) return { name, schema: { type: "integer" } };
      const table = capi.sqlite3_column_table_name(prepared, index);
      const origin = capi.sqlite3_column_origin_name(prepared, index);
      const column = tables.get((table ?? "").toLowerCase())?.columns.get((origin ?? "").toLowerCase());
      if (column === undefined) return { name, schema: unknown };
      return { name, schema: column.isNotNull && !mayNull ? column.schema : orNull(column.schema) };
    });
  }
}

/** Of an expression SQLite does not say what it makes. */
const unknown: JsonSchema = { type: ["number", "string", "null"] };

function readsOf({ reads }: Seen, tables: ReadonlyMap<string, SqliteTable>): readonly TableRead[] {
  return [...reads]
    .map(([table, columns]) => {
      const known = [...(tables.get(table.toLowerCase())?.columns.values() ?? [])].map(({ name }) => name);
      const ordered = known.filter((name) => columns.has(name));
      return {
        schema: "main",
        table,
        columns: ordered.length === columns.size ? ordered : [...columns].sort(),
      };
    })
    .sort((a, b) => (a.table < b.table ? -1 : 1));
}

function problemOf(
  { message, offset }: PrepareProblem,
  statement: string,
  tables: ReadonlyMap<string, SqliteTable>,
): SqlProblem {
  const [, kind, name = ""] = /^no such (column|table|function): (.+)$/.exec(message) ?? [];
  const start = offset >= 0 ? offset : placeOf(name, statement);
  const at = start < 0 ? undefined : nameAt(statement, start);
  const last = name.slice(name.lastIndexOf(".") + 1);
  const known = [...tables.values()].map((table) => ({
    name: table.name,
    columns: [...table.columns.values()].map((column) => column.name),
  }));
  const label =
    kind === "column"
      ? columnMeant(last, statement, known)
      : kind === "table"
        ? tableMeant(last, known)
        : undefined;
  return {
    code: kind === undefined ? "MCP1421" : "MCP1420",
    message,
    start: Math.max(start, 0),
    end: at?.end ?? statement.trimEnd().length,
    ...(label === undefined ? {} : { label }),
  };
}

/** Where a name stands that SQLite names without saying where. */
function placeOf(name: string, statement: string): number {
  const last = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const token = readStatement(statement).tokens.find(
    ({ kind, text }) =>
      (kind === "word" && text.toLowerCase() === last) ||
      (kind === "quoted" && text.slice(1, -1).toLowerCase() === last),
  );
  return token?.start ?? -1;
}
