import { ToolError } from "../guard/errors.js";

/** What callers are told of failures that every database has. */
export const sentences = {
  readOnly: "The database is read-only.",
  late: "The query took too long.",
  unavailable: "The database cannot be reached at the moment.",
  arguments: "The database could not run the query with these arguments.",
  failed: "The database could not run the query.",
} as const;

export const unavailable = (cause: unknown): ToolError =>
  new ToolError("SOURCE_UNAVAILABLE", sentences.unavailable, { cause });

/** Every connection is in use. */
export const busy = (): ToolError =>
  new ToolError("OVERLOADED", "The database has too much to do. Try again in 5 s.");

/** For the operator, at the start. `why` is a code: messages of drivers may hold an address. */
export const unreachable = (source: string, why: string, cause: unknown): Error =>
  new Error(`The database of source "${source}" cannot be reached (${why}).`, { cause });

/** For the operator, at the start: a statement that every call would fail with. */
export const unusable = (source: string, statement: string, cause: unknown): Error => {
  const start = statement.replace(/\s+/g, " ").slice(0, 100);
  const { message } = cause as Error;
  return new Error(`Source "${source}" cannot run a tool's statement: ${message}: ${start}`, {
    cause,
  });
};
