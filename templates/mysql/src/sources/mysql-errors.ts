import { ToolError, type Code } from "../guard/errors.js";
import { sentences, unavailable } from "./database-errors.js";

/** By number, https://dev.mysql.com/doc/mysql-errors/en/ and https://mariadb.com/docs/server/reference/error-codes. */
const byNumber = new Map<number, readonly [Code, string]>([
  ...[1290, 1792, 1836].map((errno) => [errno, ["WRITE_REFUSED", sentences.readOnly]] as const),
  // Lock waits; KILL QUERY; the time limits of MariaDB and of MySQL.
  ...[1205, 1317, 1969, 3024].map((errno) => [errno, ["TIMEOUT", sentences.late]] as const),
  // Too many connections; credentials; no such database; shutdown; a connection that was ended.
  ...[1040, 1045, 1049, 1053, 1129, 1130, 1203, 1226, 1698, 1927, 3118, 4031, 4151].map(
    (errno) => [errno, ["SOURCE_UNAVAILABLE", sentences.unavailable]] as const,
  ),
] satisfies readonly (readonly [number, readonly [Code, string]])[]);

/** For a connection that ended without a word, what the driver would say of one that it saw end. */
export const lostConnection = (): Error =>
  Object.assign(new Error("The connection was lost."), { code: "PROTOCOL_CONNECTION_LOST" });

/** The number, if the database sent the error; otherwise the connection failed. */
export const errorNumber = (error: unknown): number | undefined => {
  const { errno, sqlState } = (error ?? {}) as { errno?: unknown; sqlState?: unknown };
  return typeof errno === "number" && errno > 0 && typeof sqlState === "string" ? errno : undefined;
};

/** What of a driver's error may be said to whoever starts the server: a code, never a message. */
export const errorCode = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : String(errorNumber(error) ?? "no answer");
};

const meaningOf = (errno: number, error: unknown): readonly [Code, string] => {
  const known = byNumber.get(errno);
  if (known !== undefined) return known;
  // SQLSTATE class 22, https://dev.mysql.com/doc/refman/8.4/en/error-message-elements.html: data exceptions.
  const { sqlState } = error as { sqlState: string };
  return sqlState.startsWith("22")
    ? ["SOURCE_ERROR", sentences.arguments]
    : ["SOURCE_ERROR", sentences.failed];
};

/**
 * What a driver's error is to a caller. Nothing else of it is passed on: messages quote values and names of
 * the database, and the driver adds the statement.
 */
export const failureOfQuery = (error: unknown): ToolError => {
  if (error instanceof ToolError) return error;
  const errno = errorNumber(error);
  if (errno === undefined) return unavailable(error);
  const [code, sentence] = meaningOf(errno, error);
  // For the log, which shows codes always and messages only on demand.
  const { message } = error as Error;
  const cause = Object.assign(new Error(message), { name: "MysqlError", code: `MYSQL_${errno}` });
  return new ToolError(code, sentence, { cause });
};
