/** What templates see of PostgreSQL sources, for the SQL that makes their roles. */
import type { ServerModel } from "../spec/model.js";
import type { PostgresSource, Source, Writes } from "../spec/source-model.js";
import { sqlName } from "./sql-name.js";

export interface PostgresView extends PostgresSource {
  /** As SQL writes it. */
  readonly roleName: string;
  readonly grants: readonly Grant[];
  readonly changes: readonly Change[];
  /** Both, right by right. */
  readonly needs: readonly Need[];
  /** Where unqualified names of tables are looked up, each once, in the order of `reads`. */
  readonly schemas: readonly string[];
  readonly schemaNames: readonly string[];
  /** Of one process. */
  readonly connections: number;
  /** Of the role: several processes, and some for people. */
  readonly connectionLimit: number;
  /** Where there is no address in development: SQL that makes the database, the role last. */
  readonly embedded?: { readonly scripts: readonly string[] };
  /** What the role's own sessions get when nobody sets less: a little more than the server's ceiling. */
  readonly roleTimeoutMs: number;
}

export interface Grant {
  readonly table: string;
  readonly columns: string;
  /** The same as texts of PostgreSQL. */
  readonly tableText: string;
  readonly columnTexts: string;
}

/** What a role may change in one table. */
export interface Change {
  readonly table: string;
  /** `INSERT (id, total), UPDATE (status), DELETE` */
  readonly rights: string;
}

/** One right that the tools cannot do without. */
export interface Need {
  readonly tableText: string;
  readonly right: "SELECT" | "INSERT" | "UPDATE" | "DELETE";
  /** Empty: it is on the table. */
  readonly columnTexts: string;
}

/** Enough for a process: more connections make a database slower, not faster. */
const mostConnections = 10;
const processes = 5;
const graceMs = 1_000;

export const postgresViews = (model: ServerModel): readonly PostgresView[] =>
  model.sources
    .filter((source) => source.kind === "postgres")
    .map((source) => {
      const schemas = [...new Set([...source.reads, ...source.writes].map(({ schema }) => schema))];
      const connections = Math.min(model.limits.concurrency, mostConnections);
      return {
        ...source,
        roleName: sqlName(source.role),
        grants: source.reads.map(({ schema, table, columns }) => {
          const name = `${sqlName(schema)}.${sqlName(table)}`;
          return {
            table: name,
            columns: columns.map(sqlName).join(", "),
            tableText: `'${name}'`,
            columnTexts: textsOf(columns),
          };
        }),
        changes: source.writes.map(({ schema, table, ...own }) => ({
          table: `${sqlName(schema)}.${sqlName(table)}`,
          rights: rightsOf(own, sqlName),
        })),
        needs: needsOf(source),
        schemas,
        schemaNames: schemas.map(sqlName),
        connections,
        connectionLimit: connections * processes,
        ...(isEmbeddable(source) ? { embedded: { scripts: scriptsOf(source) } } : {}),
        roleTimeoutMs: model.limits.timeoutMs + graceMs,
      };
    });

function needsOf({ reads, writes }: PostgresSource): readonly Need[] {
  const text = (schema: string, table: string) => `'${sqlName(schema)}.${sqlName(table)}'`;
  return [
    ...reads.map(({ schema, table, columns }) => {
      return { tableText: text(schema, table), right: "SELECT" as const, columnTexts: textsOf(columns) };
    }),
    ...writes.flatMap(({ schema, table, insert, update, delete: deletes }) => {
      const of = (right: Need["right"], columns: readonly string[]): Need => {
        return { tableText: text(schema, table), right, columnTexts: textsOf(columns) };
      };
      return [
        ...(insert.length > 0 ? [of("INSERT", insert)] : []),
        ...(update.length > 0 ? [of("UPDATE", update)] : []),
        ...(deletes ? [of("DELETE", [])] : []),
      ];
    }),
  ];
}

const textsOf = (columns: readonly string[]): string => columns.map((column) => `'${column}'`).join(", ");

/** As a GRANT of SQL has them. */
export const rightsOf = (
  { insert, update, delete: deletes }: Writes,
  quote: (name: string) => string,
): string => {
  const on = (right: string, columns: readonly string[]) =>
    columns.length === 0 ? [] : [`${right} (${columns.map(quote).join(", ")})`];
  return [...on("INSERT", insert), ...on("UPDATE", update), ...(deletes ? ["DELETE"] : [])].join(", ");
};

const scriptsOf = ({ name, schema, seed }: PostgresSource): readonly string[] => [
  ...[schema, seed].flatMap((sql) => sql?.path ?? []),
  `db/${name}/roles.sql`,
];

/** Development and tests need no server: the schema is there, and whether there is an address is open. */
export const isEmbeddable = (source: Source): boolean =>
  source.kind === "postgres" &&
  source.access === "read" &&
  source.schema !== undefined &&
  "env" in source.url;

/** Variables with addresses of databases of a kind, each once. */
export const addressVariables = (
  model: ServerModel,
  kinds: readonly ("postgres" | "mysql")[],
): readonly string[] => [
  ...new Set(
    model.sources.flatMap((source) =>
      source.kind !== "sqlite" && source.kind !== "http" && kinds.includes(source.kind) && "env" in source.url
        ? [source.url.env]
        : [],
    ),
  ),
];
