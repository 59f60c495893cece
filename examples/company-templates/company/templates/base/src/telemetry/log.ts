import { pino, type DestinationStream, type Logger } from "pino";
import { cleanLine } from "../guard/clean.js";
import { errorFields } from "./error-fields.js";
import { linesTo } from "./lines.js";
import { timestamp } from "./timestamp.js";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export interface LogSettings {
  /** `debug` and below add the messages of errors, which may hold data: not for production. */
  readonly level: (typeof logLevels)[number];
}

/**
 * JSON lines on stderr: over stdio, stdout belongs to the protocol, and stdout is pino's default.
 * Lines hold fields that the server chose, never whole objects; errors go through `errorFields`.
 */
export const createLog = (
  { level }: LogSettings,
  destination: DestinationStream = linesTo(2),
): Logger => {
  const withMessage = level === "debug" || level === "trace";
  return pino(
    {
      level,
      base: null,
      // As our log store has them: https://www.elastic.co/docs/reference/ecs
      timestamp: () => `,"@timestamp":"${timestamp()}"`,
      messageKey: "message",
      formatters: { level: (label) => ({ level: label }) },
      // pino copies the message of an error under this key into `msg`; `err`, which we use, must not be it.
      errorKey: "error",
      serializers: { err: (error: unknown) => errorFields(error, withMessage) },
      hooks: { streamWrite: cleanLine },
    },
    destination,
  );
};
