/** An empty PostgreSQL with the schema of a source, to ask about statements. */
import { sqlName } from "../../render/sql-name.js";
import type { Checked } from "../../diagnostics/diagnostic.js";
import type { SchemaEngine } from "../facts.js";
import type { Connection } from "./connection.js";
import { wordEnd } from "../names.js";
import { loadSchema, type SchemaProblem } from "./load-schema.js";
import { prober } from "./probe.js";
import { readSchemaText } from "./schema-text.js";

/** What answers depend on: a statement means the same to every version of the same PostgreSQL. */
export const postgresEngine = "postgres 18";

/** Gives an empty database with these extensions, where it has them. Errors: MCP1427, MCP1428. */
export type ConnectPostgres = (extensions: readonly string[]) => Promise<Checked<Connection>>;

export type OpenedSchema =
  | { readonly kind: "open"; readonly engine: SchemaEngine }
  | { readonly kind: "unavailable"; readonly checked: Checked<Connection> & { readonly ok: false } }
  | { readonly kind: "refused"; readonly problem: SchemaProblem };

/** @param searchPath Schemas in which names without one are looked for, in order. The caller closes the engine. */
export async function openPostgresSchema(
  text: string,
  searchPath: readonly string[],
  connect: ConnectPostgres,
): Promise<OpenedSchema> {
  const schema = await readSchemaText(text);
  if (!schema.ok) {
    const { message, offset } = schema;
    return { kind: "refused", problem: { message, start: offset, end: wordEnd(text, offset) } };
  }
  const connected = await connect(schema.extensions);
  if (!connected.ok) return { kind: "unavailable", checked: connected };
  const connection = connected.value;
  try {
    const problem = await loadSchema(connection, schema.statements);
    if (problem === undefined) {
      // As the role's own sessions have it, whatever a dump has set.
      await connection.query(`SET search_path = ${searchPath.map(sqlName).join(", ")}`);
      return { kind: "open", engine: { probe: await prober(connection), close: connection.close } };
    }
    await connection.close();
    return { kind: "refused", problem };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
