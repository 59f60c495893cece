/** Makes the tables of a schema in an empty PostgreSQL. */
import { wordEnd } from "../names.js";
import type { Connection, PostgresError } from "./connection.js";
import { postgresError } from "./connection.js";
import type { SchemaStatement } from "./schema-text.js";

export interface SchemaProblem {
  readonly message: string;
  /** In the text of the schema, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly help?: string;
}

/** Stops at the first statement that PostgreSQL refuses: those after it mostly depend on it. */
export async function loadSchema(
  connection: Connection,
  statements: readonly SchemaStatement[],
): Promise<SchemaProblem | undefined> {
  for (const { sql, start } of statements) {
    try {
      await connection.query(sql);
    } catch (error) {
      const refused = postgresError(error);
      if (refused === undefined) throw error;
      return problemIn(refused, sql, start);
    }
  }
  return undefined;
}

function problemIn(error: PostgresError, sql: string, start: number): SchemaProblem {
  const lead = sql.length - sql.trimStart().length;
  let at = error.position === undefined ? lead : 0;
  for (let left = (error.position ?? 1) - 1; left > 0; left -= 1) {
    at += (sql.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return { message: error.message, start: start + at, end: start + wordEnd(sql, at) };
}
