import type { Logger } from "pino";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export interface LogSettings {
  readonly level: (typeof logLevels)[number];
}

/** JSON lines on stderr: over stdio, stdout belongs to the protocol. */
export declare function createLog(settings: LogSettings): Logger;
