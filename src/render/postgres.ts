/** What templates see of PostgreSQL sources, for the SQL that makes their roles. */
import type { PostgresSource, ServerModel } from "../spec/model.js";
import { sqlName } from "./sql-name.js";

export interface PostgresView extends PostgresSource {
  /** As SQL writes it. */
  readonly roleName: string;
  readonly grants: readonly Grant[];
  /** Where unqualified names of tables are looked up, each once, in the order of `reads`. */
  readonly schemas: readonly string[];
  readonly schemaNames: readonly string[];
  /** Of one process. */
  readonly connections: number;
  /** Of the role: several processes, and some for people. */
  readonly connectionLimit: number;
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

/** Enough for a process: more connections make a database slower, not faster. */
const mostConnections = 10;
const processes = 5;
const graceMs = 1_000;

export const postgresViews = (model: ServerModel): readonly PostgresView[] =>
  model.sources
    .filter((source) => source.kind === "postgres")
    .map((source) => {
      const schemas = [...new Set(source.reads.map(({ schema }) => schema))];
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
            columnTexts: columns.map((column) => `'${column}'`).join(", "),
          };
        }),
        schemas,
        schemaNames: schemas.map(sqlName),
        connections,
        connectionLimit: connections * processes,
        roleTimeoutMs: model.limits.timeoutMs + graceMs,
      };
    });

export const postgresVariables = (model: ServerModel): readonly string[] => [
  ...new Set(
    model.sources.flatMap((source) =>
      source.kind === "postgres" && "env" in source.url ? [source.url.env] : [],
    ),
  ),
];
