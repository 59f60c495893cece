/** A live MySQL or MariaDB, asked about statements as the generated server's sessions would read them. Nothing is run. */
import { createConnection, type Connection } from "mysql2";
import { parseAddress } from "../../../templates/mysql/src/sources/mysql-address.js";
import { ask, setUpSession } from "../../../templates/mysql/src/sources/mysql-session.js";
import type { Probed, SchemaEngine } from "../facts.js";
import type { NamedTable } from "../names.js";
import { positional } from "../positional.js";
import { problemOf, type MysqlError } from "./problem.js";

const timeoutMs = 30_000;

/** What the driver keeps of an answer to PREPARE. */
interface Prepared {
  readonly columns: readonly { readonly name: string }[];
  readonly close: () => void;
}

/** Rejects with what the driver throws when it cannot connect. */
export async function openLiveMysql(url: string, signal: AbortSignal): Promise<SchemaEngine> {
  const address = parseAddress(url);
  if (address === undefined) {
    throw new Error("write mysql://user:password@host:3306/database, with no option but ssl-mode");
  }
  const connection = createConnection({ ...address, connectTimeout: timeoutMs, charset: "utf8mb4" });
  // Without a listener the end of an idle connection would end the process.
  connection.on("error", () => undefined);
  const stop = () => connection.destroy();
  signal.addEventListener("abort", stop, { once: true });
  const close = async (): Promise<void> => {
    signal.removeEventListener("abort", stop);
    connection.destroy();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    await setUpSession(connection, { timeoutMs, rows: 1 });
    const tables = await tablesIn(connection, address.database);
    return { probe: (statement) => probe(connection, statement, tables), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function probe(
  connection: Connection,
  statement: string,
  tables: readonly NamedTable[],
): Promise<Probed> {
  const text = positional(statement);
  try {
    const { columns, close } = await prepare(connection, text.sql);
    close();
    return {
      ok: true,
      facts: {
        parameters: {},
        // What a value can be in JSON, the driver tells by each value: nothing is held against `result` but names.
        columns: columns.map(({ name }) => ({ name, schema: {} })),
        reads: [],
        calls: [],
        isInexact: true,
      },
    };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ok: false, problem: problemOf(error, statement, text, tables) };
  }
}

/** The database's own, not the driver's or the network's. */
const isRefusal = (error: unknown): error is MysqlError =>
  error instanceof Error && "errno" in error && "sqlState" in error && "sqlMessage" in error;

const prepare = (connection: Connection, sql: string): Promise<Prepared> =>
  new Promise((resolve, reject) => {
    connection.prepare(sql, (error, statement) => {
      if (error) return reject(error);
      const { columns } = statement as unknown as Pick<Prepared, "columns">;
      resolve({ columns, close: () => statement.close() });
    });
  });

const mostColumns = 50_000;

/** All that the login may know of, for names that are almost right. */
async function tablesIn(connection: Connection, database: string): Promise<readonly NamedTable[]> {
  await ask(connection, `SET SESSION sql_select_limit = ${mostColumns}`);
  const rows = await ask<{ place: string; tab: string; col: string }[]>(
    connection,
    `SELECT TABLE_SCHEMA AS place, TABLE_NAME AS tab, COLUMN_NAME AS col FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')`,
  );
  const tables = new Map<string, NamedTable & { readonly columns: string[] }>();
  for (const { place, tab, col } of rows) {
    const key = `${place}.${tab}`;
    const table = tables.get(key) ?? {
      ...(place !== database && { schema: place }),
      name: tab,
      columns: [],
    };
    table.columns.push(col);
    tables.set(key, table);
  }
  return [...tables.values()];
}
