/** Sources as templates see them: databases, and HTTP APIs, which have a module of their own. */
import type { HttpSource } from "./http-model.js";
import type { TableName } from "./table-name.js";

/** A literal, or the name of an environment variable that the server reads at start. */
export type Setting = { readonly value: string } | { readonly env: string };

export type Source = SqliteSource | PostgresSource | MysqlSource | HttpSource;

export interface SqliteSource {
  readonly kind: "sqlite";
  readonly name: string;
  /** `mainDb` for `main_db`: how the generated code calls it. */
  readonly identifier: string;
  /** The database file, relative to the project, or the variable that holds its path. */
  readonly file: Setting;
  /** Whether statements run in the server's process or in others, which are killed when time is up. */
  readonly isolation: "none" | "process";
  /** SQL that builds the database when its file is absent: text copied to `db/<name>/`. */
  readonly schema?: SqlFile;
  readonly seed?: SqlFile;
}

export interface PostgresSource {
  readonly kind: "postgres";
  readonly name: string;
  readonly identifier: string;
  /** `postgres://…`. A literal has no password in it. */
  readonly url: Setting;
  /** The role that `db/<name>/roles.sql` creates. */
  readonly role: string;
  /** Only handlers that name a source with `write` use it. */
  readonly access: "read" | "write";
  /** What the tools read: all that the role may read. Schemas and tables in the order written. */
  readonly reads: readonly TableRead[];
  /** All that the role may change; nothing, unless its access is `write`. */
  readonly writes: readonly (Omit<TableRead, "columns"> & Writes)[];
  /** SQL that makes a database like the real one, for development and tests. */
  readonly schema?: SqlFile;
  readonly seed?: SqlFile;
  /** Rights that the start-up check finds and that are accepted, by the check's names. */
  readonly allowed: readonly string[];
}

/** MySQL or MariaDB. */
export interface MysqlSource {
  readonly kind: "mysql";
  readonly name: string;
  readonly identifier: string;
  /** `mysql://…`. A literal has no password in it. */
  readonly url: Setting;
  /** The account that `db/<name>/roles.sql` creates. */
  readonly role: string;
  /** Only handlers that name a source with `write` use it. */
  readonly access: "read" | "write";
  /** What the tools read: all that the account may read. Without a database: the one of the address. */
  readonly reads: readonly (TableName & { readonly columns: readonly string[] })[];
  /** All that the account may change; nothing, unless its access is `write`. */
  readonly writes: readonly (TableName & Writes)[];
  /** SQL that makes a database like the real one, for the compose file. */
  readonly schema?: SqlFile;
  readonly seed?: SqlFile;
  /** What the start-up check finds and is accepted, by the check's names. */
  readonly allowed: readonly string[];
}

export interface TableRead {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** What may be changed in one table. */
export interface Writes {
  /** Columns that a new row may be given; with none, there are no new rows. */
  readonly insert: readonly string[];
  /** Columns that may be changed. */
  readonly update: readonly string[];
  /** Rows may be deleted. */
  readonly delete: boolean;
}

/** A SQL file that the spec names. `path` is relative to the spec, with forward slashes. */
export interface SqlFile {
  readonly path: string;
  readonly text: string;
}
