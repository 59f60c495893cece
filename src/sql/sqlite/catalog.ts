/** The tables of an SQLite database, as far as their columns' values can be told from them. */
import type { JsonSchema } from "../../spec/model.js";
import type { Database } from "./engine.js";

export interface SqliteColumn {
  readonly name: string;
  readonly isNotNull: boolean;
  /** What the generated server returns for its values, null apart. */
  readonly schema: JsonSchema;
}

export interface SqliteTable {
  readonly name: string;
  readonly isView: boolean;
  readonly columns: ReadonlyMap<string, SqliteColumn>;
}

/** Integers beyond 2^53 are returned as their digits. */
const wholeNumber: JsonSchema = { type: ["integer", "string"], pattern: "^-?[0-9]+$" };
const anything: JsonSchema = { type: ["number", "string"] };
const text: JsonSchema = { type: "string" };

export function readTables(database: Database): ReadonlyMap<string, SqliteTable> {
  const rows = (sql: string) =>
    database.exec(sql, { rowMode: "object", returnValue: "resultRows" }) as readonly Record<
      string,
      unknown
    >[];
  const tables = new Map<string, SqliteTable>();
  for (const { name, type, wr, strict } of rows("SELECT name, type, wr, strict FROM pragma_table_list")) {
    const columns = rows(
      `SELECT name, type, "notnull", pk FROM pragma_table_xinfo('${String(name).replaceAll("'", "''")}')`,
    );
    const key = columns.filter(({ pk }) => Number(pk) > 0);
    tables.set(String(name).toLowerCase(), {
      name: String(name),
      isView: type === "view",
      columns: new Map(
        columns.map((column) => {
          const declared = String(column["type"] ?? "").toUpperCase();
          // The row's own number under another name: https://sqlite.org/lang_createtable.html#rowid
          const isRowId = key.length === 1 && key[0] === column && declared === "INTEGER" && wr === 0;
          const isNotNull = column["notnull"] === 1 || isRowId || (wr === 1 && Number(column["pk"]) > 0);
          const schema = isRowId
            ? wholeNumber
            : strict === 1
              ? strictSchema(declared)
              : looseSchema(declared);
          return [String(column["name"]).toLowerCase(), { name: String(column["name"]), isNotNull, schema }];
        }),
      ),
    });
  }
  return tables;
}

/** A STRICT table holds what its columns declare: https://sqlite.org/stricttables.html */
function strictSchema(declared: string): JsonSchema {
  switch (declared) {
    case "INT":
    case "INTEGER":
      return wholeNumber;
    case "REAL":
      return { type: "number" };
    case "TEXT":
      return text;
    case "BLOB":
      return { type: "string", description: "Base64." };
    default:
      return anything;
  }
}

/**
 * Any other table turns values into what the column prefers where that loses nothing, and keeps the rest: only
 * text is certain, since numbers become text and blobs are returned as text.
 * https://sqlite.org/datatype3.html#determination_of_column_affinity
 */
function looseSchema(declared: string): JsonSchema {
  if (declared.includes("INT")) return anything;
  return /CHAR|CLOB|TEXT/.test(declared) ? text : anything;
}
