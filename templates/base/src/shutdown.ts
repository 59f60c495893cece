import type { Logger } from "pino";

export interface ShutdownOptions {
  readonly log: Logger;
  /** How long `close` may take before the process ends anyway. Default: 10 s. */
  readonly timeoutMs?: number;
}

/** Starts the shutdown, once; later calls do nothing. */
export type Shutdown = (reason: string) => void;

/**
 * Runs `close` on SIGTERM and SIGINT and ends the process with 0; with 1 when `close` fails or takes too
 * long. An error that nobody caught is logged and ends the process the same way, with 1. A second signal
 * ends it at once. The returned function starts the same for another reason, such as the end of stdin.
 */
export declare function onShutdown(
  close: () => Promise<void>,
  options: ShutdownOptions,
): Shutdown;
