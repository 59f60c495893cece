import { ToolError, type Code } from "../guard/errors.js";
import { sentences, unavailable } from "./database-errors.js";

/**
 * By SQLSTATE or its class, https://www.postgresql.org/docs/current/errcodes-appendix.html. Nothing else of an
 * error is passed on: its message, detail, hint and context quote values and names of the database.
 */
const meanings: readonly (readonly [RegExp, Code, string])[] = [
  [/^25006$/, "WRITE_REFUSED", sentences.readOnly],
  [/^(57014|55P03|25P03|25P04)$/, "TIMEOUT", sentences.late],
  [/^(08|28|3D000|53|57P)/, "SOURCE_UNAVAILABLE", sentences.unavailable],
  [/^22/, "SOURCE_ERROR", sentences.arguments],
  [/^/, "SOURCE_ERROR", sentences.failed],
];

/** The five characters, if the database sent the error; otherwise the connection failed. */
export const sqlState = (error: unknown): string | undefined => {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  return typeof code === "string" && typeof severity === "string" ? code : undefined;
};

/** What of it may be said to whoever starts the server: a code, never a message. */
export const errorCode = (error: unknown): string =>
  sqlState(error) ?? (error as { code?: string }).code ?? "no answer";

/** For the log, which shows codes always and messages only on demand. */
const causeOf = (error: unknown, state: string): unknown =>
  !(error instanceof Error)
    ? error
    : Object.assign(new Error(error.message), { name: "PostgresError", code: `SQLSTATE_${state}` });

/** What a driver's error is to a caller. */
export const failureOfQuery = (error: unknown): ToolError => {
  if (error instanceof ToolError) return error;
  const state = sqlState(error);
  if (state === undefined) return unavailable(error);
  const [, code, sentence] = meanings.find(([pattern]) => pattern.test(state)) ?? [];
  return new ToolError(code ?? "SOURCE_ERROR", sentence ?? "", { cause: causeOf(error, state) });
};
