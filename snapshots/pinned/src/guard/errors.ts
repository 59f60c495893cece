import { cleanText } from "./clean.js";

/** How a call ended, in the log and the audit record. */
export type Ending = "ok" | "refused" | "failed" | "timeout" | "cancelled" | "crash";

/**
 * The codes that the guard itself gives, and how a call with each has ended. A handler may throw a
 * `ToolError` with these or with codes of its own; those count as `failed`.
 */
export const codes = {
  /** The arguments do not fit the published schema; the sentence says which and why. */
  INVALID_ARGUMENTS: "refused",
  /** The caller is not known well enough, or lacks a scope. */
  FORBIDDEN: "refused",
  /** Too many calls of this tool by this caller; the sentence says when to try again. */
  RATE_LIMITED: "refused",
  /** Too many calls at once; the sentence says when to try again. */
  OVERLOADED: "refused",
  /** The store that counts calls is away, and the spec says to refuse then; the sentence says when to try again. */
  STORE_UNAVAILABLE: "refused",
  /** A read-only source was asked to change something. */
  WRITE_REFUSED: "refused",
  /** The deadline passed. */
  TIMEOUT: "timeout",
  /** The client cancelled or went away. */
  CANCELLED: "cancelled",
  /** The result is larger than the tool may return, and cannot be cut. */
  RESULT_TOO_LARGE: "failed",
  /** The tool returned what its published schema does not allow: a defect of the server. */
  INVALID_RESULT: "failed",
  /** The source cannot be reached or opened. */
  SOURCE_UNAVAILABLE: "failed",
  /** The source refused or failed the request; the log has its reason. */
  SOURCE_ERROR: "failed",
  /** The handler has not been written yet. */
  NOT_IMPLEMENTED: "failed",
  /** Anything nobody foresaw; the log has the cause. */
  INTERNAL: "crash",
} as const satisfies Record<string, Ending>;

export type Code = keyof typeof codes;

const codePattern = /^[A-Z][A-Z0-9_]{0,63}$/;
const sentenceLength = 2_000;

/**
 * What a tool throws to tell the model what went wrong: a stable code and a sentence that helps.
 * Both reach the client as they are, so neither may hold a secret or a text from outside the server, such as
 * the answer of an API; `cause` goes to the log only.
 */
export class ToolError extends Error {
  readonly code: string;

  /** @param code `UPPER_SNAKE_CASE`: one of `codes`, or the tool's own, such as `NOT_FOUND`. */
  constructor(code: Code | (string & {}), message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ToolError";
    this.code = code;
  }
}

/** What crosses to the client about a failed call, and what stays behind for the log. */
export interface Failure {
  readonly ending: Ending;
  readonly code: string;
  readonly sentence: string;
  readonly cause?: unknown;
}

/**
 * The one place where an error becomes an answer. Only a `ToolError` was written for the client; of any
 * other error nothing crosses, because messages of drivers and libraries hold paths, SQL and credentials.
 */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof ToolError && codePattern.test(error.code)) {
    const ending = Object.hasOwn(codes, error.code) ? codes[error.code as Code] : "failed";
    // One line, so that no part of it can pass for something else than an error.
    const line = String(error.message).replace(/\s+/g, " ");
    const sentence = cleanText(line).slice(0, sentenceLength);
    return { ending, code: error.code, sentence, cause: error.cause };
  }
  return {
    ending: "crash",
    code: "INTERNAL",
    sentence:
      "The server could not complete this call; its operator can find the reason by the call id.",
    cause: error,
  };
};
