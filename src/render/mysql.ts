/** What templates see of MySQL sources, for the SQL that makes their accounts. */
import type { ServerModel } from "../spec/model.js";
import type { MysqlSource } from "../spec/source-model.js";
import { rightsOf, type Change } from "./postgres.js";

export interface MysqlView extends MysqlSource {
  /** As SQL writes it: `'internal_db_mcp'@'%'`. */
  readonly account: string;
  /** The same inside of a text. */
  readonly accountText: string;
  readonly grants: readonly MysqlGrant[];
  readonly changes: readonly Change[];
  /** Of one process. */
  readonly connections: number;
  /** Of the account: several processes, each with connections that end queries. */
  readonly connectionLimit: number;
  /** What the account's own statements get on MariaDB: a little more than the server's ceiling. */
  readonly statementSeconds: number;
}

export interface MysqlGrant {
  readonly table: string;
  readonly columns: string;
}

/** Enough for a process: more connections make a database slower, not faster. */
const mostConnections = 10;
const processes = 5;
const graceMs = 1_000;

/** Always in backticks, as the server itself prints names: what is a keyword depends on its version. */
const name = (text: string): string => `\`${text.replaceAll("`", "``")}\``;

export const mysqlViews = (model: ServerModel): readonly MysqlView[] =>
  model.sources
    .filter((source) => source.kind === "mysql")
    .map((source) => {
      const connections = Math.min(model.limits.concurrency, mostConnections);
      return {
        ...source,
        account: `'${source.role}'@'%'`,
        accountText: `''${source.role}''@''%''`,
        grants: source.reads.map(({ schema, table, columns }) => ({
          table: schema === undefined ? name(table) : `${name(schema)}.${name(table)}`,
          columns: columns.map(name).join(", "),
        })),
        changes: source.writes.map(({ schema, table, ...own }) => ({
          table: schema === undefined ? name(table) : `${name(schema)}.${name(table)}`,
          rights: rightsOf(own, name),
        })),
        connections,
        connectionLimit: 2 * connections * processes,
        statementSeconds: (model.limits.timeoutMs + graceMs) / 1000,
      };
    });
