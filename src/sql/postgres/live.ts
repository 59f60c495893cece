/** A live PostgreSQL as a connection. Everything happens in one transaction that is rolled back. */
import { Client } from "pg";
import type { SchemaEngine } from "../facts.js";
import { sqlName } from "../../render/sql-name.js";
import type { Connection, Description, Row } from "./connection.js";
import { prober } from "./probe.js";

/** The messages of pg's wire that describe a statement. */
interface Wire {
  readonly parse: (message: { text: string }) => void;
  readonly describe: (message: { type: "S" }) => void;
  readonly sync: () => void;
  readonly once: (event: string, listener: (message: { dataTypeIDs: readonly number[] }) => void) => void;
}

const timeoutMs = 30_000;

/** Rejects with what pg throws when it cannot connect. */
export async function openLivePostgres(
  url: string,
  searchPath: readonly string[],
  signal: AbortSignal,
): Promise<SchemaEngine> {
  const client = new Client({
    connectionString: url,
    application_name: "create-mcp-prod check",
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
  });
  // Without a listener the end of an idle connection would end the process.
  client.on("error", () => undefined);
  const stop = () => void client.end();
  signal.addEventListener("abort", stop, { once: true });
  await client.connect();
  await client.query("BEGIN");
  const connection: Connection = {
    query: (sql) => savepoint(client, async () => (await client.query(sql)).rows as readonly Row[]),
    describe: (sql) => savepoint(client, () => describe(client, sql)),
    close: async () => {
      signal.removeEventListener("abort", stop);
      await client.query("ROLLBACK").catch(() => undefined);
      await client.end();
    },
  };
  try {
    if (searchPath.length > 0) {
      await connection.query(`SET LOCAL search_path = ${searchPath.map(sqlName).join(", ")}`);
    }
    return { probe: await prober(connection), close: connection.close };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** What fails is undone alone: the transaction goes on. */
async function savepoint<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("SAVEPOINT mcp");
  try {
    const value = await work();
    await client.query("RELEASE SAVEPOINT mcp");
    return value;
  } catch (error) {
    await client.query("ROLLBACK TO SAVEPOINT mcp").catch(() => undefined);
    throw error;
  }
}

function describe(client: Client, sql: string): Promise<Description> {
  return new Promise((resolve, reject) => {
    let parameters: readonly number[] = [];
    let columns: Description["columns"] = [];
    client.query({
      submit: (connection: unknown) => {
        const wire = connection as Wire;
        wire.once("parameterDescription", ({ dataTypeIDs }) => {
          parameters = dataTypeIDs;
        });
        wire.parse({ text: sql });
        wire.describe({ type: "S" });
        wire.sync();
      },
      handleRowDescription: ({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }) => {
        columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      },
      handleReadyForQuery: () => resolve({ parameters, columns }),
      handleError: reject,
    } as never);
  });
}
