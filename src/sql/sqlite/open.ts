/** An SQLite database in memory with the schema of a source, to ask about statements. */
import type { SchemaEngine } from "../facts.js";
import type { SchemaProblem } from "../postgres/load-schema.js";
import { wordEnd } from "../names.js";
import { readTables } from "./catalog.js";
import { sqlite } from "./engine.js";
import { preparing } from "./prepare.js";
import { prober } from "./probe.js";

export type OpenedSqlite =
  | { readonly kind: "open"; readonly engine: SchemaEngine }
  | { readonly kind: "refused"; readonly problem: SchemaProblem };

/** Of a schema, only these say anything about tables. */
const makesTables = /^(?:CREATE|ALTER|DROP)\b/i;

/** Only what makes tables is run of the schema. The caller closes the engine. */
export async function openSqliteSchema(schema: string): Promise<OpenedSqlite> {
  const engine = await sqlite();
  const database = new engine.oo1.DB(":memory:", "c");
  const prepare = preparing(engine, database);
  const problem = prepare.each(schema, (text) => makesTables.test(text));
  if (problem !== undefined) {
    database.close();
    const { message, offset: start } = problem;
    return { kind: "refused", problem: { message, start, end: wordEnd(schema, start) } };
  }
  const probe = prober(engine, database, prepare, readTables(database));
  const close = async () => database.close();
  return { kind: "open", engine: { probe: async (statement) => probe(statement), close } };
}
