import type { Extensions } from "@electric-sql/pglite";

/** Extensions that come with the embedded database, by the names that SQL has for them. */
const known: Readonly<Record<string, () => Promise<Extensions>>> = {
  btree_gin: () => import("@electric-sql/pglite/contrib/btree_gin"),
  btree_gist: () => import("@electric-sql/pglite/contrib/btree_gist"),
  citext: () => import("@electric-sql/pglite/contrib/citext"),
  fuzzystrmatch: () => import("@electric-sql/pglite/contrib/fuzzystrmatch"),
  hstore: () => import("@electric-sql/pglite/contrib/hstore"),
  ltree: () => import("@electric-sql/pglite/contrib/ltree"),
  pg_trgm: () => import("@electric-sql/pglite/contrib/pg_trgm"),
  pgcrypto: () => import("@electric-sql/pglite/contrib/pgcrypto"),
  unaccent: () => import("@electric-sql/pglite/contrib/unaccent"),
  "uuid-ossp": () => import("@electric-sql/pglite/contrib/uuid_ossp"),
};

/** Those that the SQL creates. One that is not known is left to the database to refuse. */
export const extensionsOf = async (sql: string): Promise<Extensions> => {
  const created = sql.matchAll(/\bCREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?"?([\w-]+)"?/gi);
  const names = new Set(Array.from(created, ([, name = ""]) => name.toLowerCase()));
  const loaded = await Promise.all(Array.from(names, (name) => known[name]?.()));
  return Object.assign({}, ...loaded) as Extensions;
};
