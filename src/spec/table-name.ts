/** Names of tables in `reads:`. */

/** A table, and its schema (which MySQL calls a database) if the address does not name it. */
export interface TableName {
  readonly schema?: string;
  readonly table: string;
}

/** PostgreSQL cuts a longer name off. */
const longestName = 63;

/** `users` is `public.users`; what stands before the first dot is the schema. */
export function parseTable(name: string): { readonly schema: string; readonly table: string } {
  const dot = name.indexOf(".");
  return dot < 0
    ? { schema: "public", table: name }
    : { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}

/** `users`, or `sales.orders`: what stands before the first dot is the database. */
export function parseMysqlTable(name: string): TableName {
  const dot = name.indexOf(".");
  return dot < 0 ? { table: name } : { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}

/** Whether it can be the name of a schema, table or column: visible text of at most 63 bytes, without quotes. */
export const isSqlName = (name: string): boolean =>
  name !== "" &&
  name.trim() === name &&
  !/[\p{C}"'`;\\*]/u.test(name) &&
  Buffer.byteLength(name) <= longestName;
