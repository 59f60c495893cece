import { constants } from "@photostructure/sqlite";

/**
 * Functions that a statement may call: those that compute from their arguments. Not among them:
 * `load_extension`, `readfile` and the like, `randomblob` and `zeroblob` (memory), and whatever a later
 * version of SQLite brings.
 */
const functions = new Set(
  [
    "abs ceil ceiling floor round sign trunc max min mod pow power sqrt exp ln log log10 log2 pi random",
    "acos acosh asin asinh atan atan2 atanh cos cosh degrees radians sin sinh tan tanh",
    "avg count sum total group_concat string_agg median percentile percentile_cont percentile_disc",
    "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value",
    "char coalesce concat concat_ws format glob hex ifnull iif if instr length like lower ltrim nullif",
    "octet_length printf quote replace rtrim soundex substr substring trim typeof unhex unicode unistr",
    "unistr_quote upper likelihood likely unlikely",
    "date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp",
    "json json_array json_array_length json_each json_error_position json_extract json_group_array",
    "json_group_object json_object json_patch json_pretty json_quote json_tree json_type json_valid",
    "json_insert json_remove json_replace json_set jsonb jsonb_array jsonb_extract jsonb_object -> ->>",
    "match bm25 highlight snippet offsets matchinfo",
  ]
    .join(" ")
    .split(" "),
);

/** Tables that describe the database, or run a PRAGMA, instead of holding its data. */
const internal = /^(?:sqlite_|pragma_|dbstat$|bytecode$|tables_used$)/i;

const writes = new Set<number>([
  constants.SQLITE_INSERT,
  constants.SQLITE_UPDATE,
  constants.SQLITE_DELETE,
  constants.SQLITE_CREATE_INDEX,
  constants.SQLITE_CREATE_TABLE,
  constants.SQLITE_CREATE_TRIGGER,
  constants.SQLITE_CREATE_VIEW,
  constants.SQLITE_CREATE_VTABLE,
  constants.SQLITE_CREATE_TEMP_INDEX,
  constants.SQLITE_CREATE_TEMP_TABLE,
  constants.SQLITE_CREATE_TEMP_TRIGGER,
  constants.SQLITE_CREATE_TEMP_VIEW,
  constants.SQLITE_DROP_INDEX,
  constants.SQLITE_DROP_TABLE,
  constants.SQLITE_DROP_TRIGGER,
  constants.SQLITE_DROP_VIEW,
  constants.SQLITE_DROP_VTABLE,
  constants.SQLITE_ALTER_TABLE,
  constants.SQLITE_REINDEX,
  constants.SQLITE_ANALYZE,
]);

export interface Authorizer {
  /** For `DatabaseSync.setAuthorizer`: asked for everything that a statement does, when it is prepared. */
  readonly decide: (
    action: number,
    first: string | null,
    second: string | null,
    database: string | null,
  ) => number;
  /** Lets the source's own statements begin and end transactions: asked when they are prepared, and only then. */
  readonly allowingTransactions: <T>(prepare: () => T) => T;
  /** Whether the latest refusal was of a write; forgets it. */
  readonly refusedWrite: () => boolean;
}

/**
 * Allows reading tables and calling harmless functions, and nothing else. `readOnly` alone is not enough:
 * ATTACH, VACUUM INTO (which writes a whole copy), temporary tables and PRAGMA get past it.
 */
export const readAuthorizer = (): Authorizer => {
  let wrote = false;
  let transactions = false;

  const allows = (
    action: number,
    first: string | null,
    second: string | null,
    database: string | null,
  ) => {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return true;
      case constants.SQLITE_READ:
        return (database === "main" || database === null) && !internal.test(first ?? "");
      case constants.SQLITE_FUNCTION:
        return functions.has((second ?? "").toLowerCase());
      case constants.SQLITE_TRANSACTION:
        return transactions;
      case constants.SQLITE_PRAGMA:
        // Full-text search asks for it while it reads.
        return first === "data_version" && second === null;
      default:
        return false;
    }
  };

  return {
    decide: (action, first, second, database) => {
      if (allows(action, first, second, database)) return constants.SQLITE_OK;
      wrote ||= writes.has(action);
      return constants.SQLITE_DENY;
    },
    allowingTransactions: (prepare) => {
      transactions = true;
      try {
        return prepare();
      } finally {
        transactions = false;
      }
    },
    refusedWrite: () => {
      const was = wrote;
      wrote = false;
      return was;
    },
  };
};
