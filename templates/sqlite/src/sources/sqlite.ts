import type { Source } from "./source.js";

export interface SqliteSettings {
  /** The source's name in the spec, for messages. */
  readonly name: string;
  /** Path of the database file. */
  readonly file: string;
}

/** Opens a database file for reading only. Throws, with the command that creates it, when it is missing. */
export declare function openSqlite(settings: SqliteSettings): Source;
