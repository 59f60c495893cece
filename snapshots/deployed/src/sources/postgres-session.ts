import type { ClientBase } from "pg";
import { begin, commit } from "./postgres-read.js";

export interface SessionSettings {
  /** The server's ceiling: no call may take longer. */
  readonly timeoutMs: number;
  /** Where unqualified names of tables are looked up. */
  readonly schemas: readonly string[];
}

/** Our own deadline comes first; this much later the database ends the query by itself. */
const graceMs = 1_000;

const settingsOf = ({ timeoutMs, schemas }: SessionSettings): Readonly<Record<string, string>> => ({
  default_transaction_read_only: "on",
  statement_timeout: `${timeoutMs + graceMs}`,
  transaction_timeout: `${timeoutMs + 2 * graceMs}`, // PostgreSQL 17
  idle_in_transaction_session_timeout: `${timeoutMs + graceMs}`,
  lock_timeout: `${Math.min(timeoutMs, 2_000)}`,
  // Compiling a plan takes longer than a call that is bounded like this gains by it.
  jit: "off",
  // A query whose client is gone, even without a word, ends this soon.
  client_connection_check_interval: "1000",
  search_path: [...schemas.map((schema) => `"${schema.replaceAll('"', '""')}"`), "pg_temp"].join(),
  DateStyle: "ISO, YMD",
  IntervalStyle: "iso_8601",
  TimeZone: "UTC",
  bytea_output: "hex",
  extra_float_digits: "1",
});

const set = {
  name: "mcp_session",
  text: `SELECT pg_catalog.set_config(name, setting, false)
    FROM unnest($1::text[], $2::text[]) AS wanted (name, setting)
    WHERE pg_catalog.current_setting(name, true) IS NOT NULL`,
};

/**
 * Bounds what a session can do, fixes how it prints values, and prepares what each call uses. It is the second
 * line: the first is what the role may do, since a statement could undo most of this.
 */
export const setUpSession = async (
  client: ClientBase,
  settings: SessionSettings,
): Promise<void> => {
  const entries = Object.entries(settingsOf(settings));
  const values = [entries.map(([name]) => name), entries.map(([, value]) => value)];
  await client.query({ ...set, values });
  await client.query(begin);
  await client.query(commit);
};
