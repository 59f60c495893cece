import { pino, type Logger } from "pino";
import { errorFields } from "./error-fields.js";
import type { LogSettings } from "./log.js";

/** One line to where the host collects them. */
export const writeLine = (line: string): void => {
  // oxlint-disable-next-line no-console -- the only way out of a Worker
  console.log(line);
};

/** The log of `log.ts` for Workers, where the bundler takes pino's build for browsers, which has no streams. */
export const createWorkerLog = ({ level }: LogSettings): Logger => {
  const withMessage = level === "debug" || level === "trace";
  return pino({
    level,
    // This build of pino calls a serializer also where there is nothing to serialize.
    serializers: { err: (error: unknown) => error && errorFields(error, withMessage) },
    browser: {
      serialize: true,
      formatters: { level: (label) => ({ level: label }) },
      write: (line: object) => {
        const { time, ...fields } = line as { readonly time?: number };
        writeLine(JSON.stringify({ time: new Date(time ?? Date.now()).toISOString(), ...fields }));
      },
    },
  });
};
