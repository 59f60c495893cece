/** What the analysis of statements has to know of a database, read from its catalog once. */
import type { Connection, Row } from "./connection.js";
import { countingFunctions, totalAggregates, totalFunctions, totalOperators } from "./total.js";
import type { PostgresType } from "./types.js";

export interface Column {
  /** From 1; below 0 for what every table has, such as `ctid`. */
  readonly number: number;
  readonly name: string;
  readonly isNotNull: boolean;
}

export interface Relation {
  readonly schema: string;
  readonly name: string;
  /** A view that reads with the rights of its caller, who needs them, too. */
  readonly readsAsCaller: boolean;
  /** Of a view: what it reads, as a tree of nodes. */
  readonly rule?: string;
  /** In the order of the table. */
  readonly columns: readonly Column[];
  /** Columns of the primary key. */
  readonly key: readonly number[];
}

export interface Catalog {
  /** Without PostgreSQL's own, which everybody may read. */
  readonly relations: ReadonlyMap<number, Relation>;
  readonly types: ReadonlyMap<number, PostgresType>;
  /** Names of the database's own functions, with their schema. */
  readonly functions: ReadonlyMap<number, string>;
  /** Never null for arguments that are not. */
  readonly total: ReadonlySet<number>;
  readonly totalOperators: ReadonlySet<number>;
  /** The same of at least one row. */
  readonly totalAggregates: ReadonlySet<number>;
  /** Count rows: never null, and never beyond what JSON's numbers hold. */
  readonly counting: ReadonlySet<number>;
}

const relationsQuery = `
  SELECT c.oid::int8 AS oid, n.nspname, c.relname,
    c.relkind = 'v' AND coalesce(array_to_string(c.reloptions, ',') ~* 'security_invoker=(true|on|1|yes)', false)
      AS as_caller,
    CASE WHEN c.relkind = 'v' THEN (SELECT r.ev_action::text FROM pg_catalog.pg_rewrite r
      WHERE r.ev_class = c.oid AND r.rulename = '_RETURN') END AS rule,
    (SELECT i.indkey::text FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
    a.attnum, a.attname, a.attnotnull
  FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  ORDER BY n.nspname, c.relname, a.attnum`;

const typesQuery = `
  SELECT t.oid::int8 AS oid, pg_catalog.format_type(t.oid, NULL) AS name, t.typtype::text AS kind,
    t.typbasetype::int8 AS base,
    CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END::int8 AS element,
    CASE WHEN t.typtype = 'e' THEN (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)::text
      FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) END AS labels
  FROM pg_catalog.pg_type t
  WHERE t.typtype <> 'c'`;

/** The first id that is not PostgreSQL's own: `FirstNormalObjectId` in `transam.h`. */
const firstOwnId = 16_384;

const functionsQuery = `
  SELECT p.oid::int8 AS oid, n.nspname || '.' || p.proname AS name
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  WHERE p.oid >= ${firstOwnId} AND l.lanname NOT IN ('c', 'internal') AND NOT p.prosecdef`;

const text = (name: string) => `'${name.replaceAll("'", "''")}'`;

const idsOf = (table: string, column: string, names: readonly string[]) =>
  `SELECT oid::int8 AS oid FROM pg_catalog.${table} WHERE oid < ${firstOwnId} AND ${column} IN (${names
    .map(text)
    .join(", ")})`;

export async function readCatalog(connection: Connection): Promise<Catalog> {
  const ids = async (sql: string) => new Set((await connection.query(sql)).map(idOf));
  return {
    relations: relationsFrom(await connection.query(relationsQuery)),
    types: new Map((await connection.query(typesQuery)).map((row) => [idOf(row), typeFrom(row)])),
    functions: new Map(
      (await connection.query(functionsQuery)).map((row) => [idOf(row), String(row["name"])]),
    ),
    total: await ids(idsOf("pg_proc", "proname", totalFunctions)),
    totalOperators: await ids(idsOf("pg_operator", "oprname", totalOperators)),
    totalAggregates: await ids(idsOf("pg_proc", "proname", totalAggregates)),
    counting: await ids(idsOf("pg_proc", "proname", countingFunctions)),
  };
}

const idOf = (row: Row): number => Number(row["oid"]);

function relationsFrom(rows: readonly Row[]): ReadonlyMap<number, Relation> {
  const relations = new Map<number, Relation & { readonly columns: Column[] }>();
  for (const row of rows) {
    const found = relations.get(idOf(row)) ?? {
      schema: String(row["nspname"]),
      name: String(row["relname"]),
      readsAsCaller: row["as_caller"] === true,
      ...(typeof row["rule"] === "string" ? { rule: row["rule"] } : {}),
      columns: [],
      key: typeof row["key"] === "string" ? row["key"].split(" ").map(Number) : [],
    };
    relations.set(idOf(row), found);
    found.columns.push({
      number: Number(row["attnum"]),
      name: String(row["attname"]),
      isNotNull: row["attnotnull"] === true,
    });
  }
  return relations;
}

function typeFrom(row: Row): PostgresType {
  const { labels } = row;
  return {
    oid: idOf(row),
    name: String(row["name"]),
    kind: String(row["kind"]),
    base: Number(row["base"]),
    element: Number(row["element"]),
    ...(typeof labels === "string" ? { labels: JSON.parse(labels) as readonly string[] } : {}),
  };
}
