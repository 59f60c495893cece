/** What the analysis needs of a PostgreSQL, embedded or live. */

export type Row = Readonly<Record<string, unknown>>;

export interface Connection {
  /** One statement; numbers as numbers, `bigint` and `text` as texts. Rejects with a `PostgresError`. */
  readonly query: (sql: string) => Promise<readonly Row[]>;
  /** Parses a statement and describes it, without running it. */
  readonly describe: (sql: string) => Promise<Description>;
  readonly close: () => Promise<void>;
}

export interface Description {
  /** Ids of types, by place. */
  readonly parameters: readonly number[];
  readonly columns: readonly { readonly name: string; readonly type: number }[];
}

/** The fields of an error message, as the protocol has them. */
export interface PostgresError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** From 1, in characters. */
  readonly position?: number | undefined;
}

/** Reads what a driver throws; `undefined`: it does not come from the database. */
export function postgresError(error: unknown): PostgresError | undefined {
  if (!(error instanceof Error) || !("code" in error) || !/^[0-9A-Z]{5}$/.test(String(error.code))) {
    return undefined;
  }
  const { code, hint, position } = error as Error & { code: string; hint?: string; position?: string };
  return { code, message: error.message, hint, position: Number(position) || undefined };
}
