import type { Connection } from "mysql2";

export interface SessionSettings {
  /** The server's ceiling: no call may take longer. */
  readonly timeoutMs: number;
  /** The server's ceiling: no result may have more. */
  readonly rows: number;
}

export type Flavour = "mysql" | "mariadb";

/** Our own deadline comes first; this much later the database ends the query by itself. */
const graceMs = 1_000;

/** Runs one statement that is written here, without values. */
export const ask = <T = unknown>(connection: Connection, sql: string): Promise<T> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error, result) => (error ? reject(error) : resolve(result as T)));
  });

/** https://dev.mysql.com/doc/dev/mysql-server/latest/mysql__com_8h.html: SERVER_STATUS_IN_TRANS, …_READONLY. */
const inTransaction = 0x0001;
const inReadOnlyTransaction = inTransaction | 0x2000;

/** Whether the server says, with its answer to a statement, that a read-only transaction is open. */
export const isReadOnly = (answer: unknown): boolean => {
  const { serverStatus = 0 } = (answer ?? {}) as { serverStatus?: number };
  return (serverStatus & inReadOnlyTransaction) === inReadOnlyTransaction;
};

/** Whether it says that a transaction is open that may write. */
export const isWriting = (answer: unknown): boolean => {
  const { serverStatus = 0 } = (answer ?? {}) as { serverStatus?: number };
  return (serverStatus & inReadOnlyTransaction) === inTransaction;
};

/**
 * Commits, and begins the next transaction with the same access mode, so that a call need not wait for its
 * beginning. It holds no snapshot and no lock before its first read.
 */
export const nextTransaction = "COMMIT AND CHAIN";

const variablesOf = (
  { timeoutMs, rows }: SessionSettings,
  flavour: Flavour,
): Readonly<Record<string, string>> => ({
  autocommit: "1",
  // Fixed, so that a statement means the same on every server; without ANSI_QUOTES and NO_BACKSLASH_ESCAPES,
  // under which it would be read in another way than it was checked.
  sql_mode: `'${flavour === "mysql" ? "ONLY_FULL_GROUP_BY," : ""}STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
  // One more than can be used, so that a cut is known to be one.
  sql_select_limit: `${rows + 1}`,
  sql_quote_show_create: "1",
  time_zone: "'+00:00'",
  lock_wait_timeout: "2",
  innodb_lock_wait_timeout: "2",
  ...(flavour === "mysql"
    ? { max_execution_time: `${timeoutMs + graceMs}` }
    : { max_statement_time: `${(timeoutMs + graceMs) / 1000}` }),
});

export const flavourOf = async (connection: Connection): Promise<Flavour> => {
  const [about] = await ask<{ version: string }[]>(connection, "SELECT VERSION() AS version");
  return /mariadb/i.test(about?.version ?? "") ? "mariadb" : "mysql";
};

/**
 * Bounds what a session can do, fixes how it reads statements and prints values, and opens the first read-only
 * transaction. It is the second line: the first is what the account may do, since a statement could undo most
 * of this.
 */
export const setUpSession = async (
  connection: Connection,
  settings: SessionSettings,
): Promise<void> => {
  const flavour = await flavourOf(connection);
  const variables = Object.entries(variablesOf(settings, flavour));
  const assignments = variables.map(([name, value]) => `SESSION ${name} = ${value}`).join(", ");
  await ask(connection, `SET ${assignments}`);
  await ask(connection, "SET SESSION TRANSACTION READ ONLY");
  if (!isReadOnly(await ask(connection, "START TRANSACTION READ ONLY"))) {
    throw new Error("The database does not open read-only transactions.");
  }
};
