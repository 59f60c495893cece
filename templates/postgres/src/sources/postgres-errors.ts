import { ToolError, type Code } from "../guard/errors.js";

/**
 * By SQLSTATE or its class, https://www.postgresql.org/docs/current/errcodes-appendix.html. Nothing else of an
 * error is passed on: its message, detail, hint and context quote values and names of the database.
 */
const meanings: readonly (readonly [RegExp, Code, string])[] = [
  [/^25006$/, "WRITE_REFUSED", "The database is read-only."],
  [/^(57014|55P03|25P03|25P04)$/, "TIMEOUT", "The query took too long."],
  [/^(08|28|3D000|53|57P)/, "SOURCE_UNAVAILABLE", "The database cannot be reached at the moment."],
  [/^22/, "SOURCE_ERROR", "The database could not run the query with these arguments."],
  [/^/, "SOURCE_ERROR", "The database could not run the query."],
];

const unavailable = "The database cannot be reached at the moment.";

/** The five characters, if the database sent the error; otherwise the connection failed. */
export const sqlState = (error: unknown): string | undefined => {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  return typeof code === "string" && typeof severity === "string" ? code : undefined;
};

/** For the log, which shows codes always and messages only on demand. */
const causeOf = (error: unknown, state: string | undefined): unknown =>
  state === undefined || !(error instanceof Error)
    ? error
    : Object.assign(new Error(error.message), { name: "PostgresError", code: `SQLSTATE_${state}` });

/** What a driver's error is to a caller. */
export const failureOfQuery = (error: unknown): ToolError => {
  if (error instanceof ToolError) return error;
  const state = sqlState(error);
  const cause = causeOf(error, state);
  if (state === undefined) return new ToolError("SOURCE_UNAVAILABLE", unavailable, { cause });
  const [, code, sentence] = meanings.find(([pattern]) => pattern.test(state)) ?? [];
  return new ToolError(code ?? "SOURCE_ERROR", sentence ?? "", { cause });
};
