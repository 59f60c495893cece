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
 * long. An error that nobody caught is logged and ends the process the same way, with 1: what it left
 * half-done is unknown. A second signal ends the process at once. The returned function starts the same for
 * another reason, such as the end of stdin.
 */
export const onShutdown = (
  close: () => Promise<void>,
  { log, timeoutMs = 10_000 }: ShutdownOptions,
): Shutdown => {
  let stopping = false;

  const end = (code: number): never => process.exit(code);

  const stop = async (reason: string, code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ event: "stopping", reason });
    const late = setTimeout(() => {
      log.error({ event: "stopped", reason: "closing took too long" });
      end(1);
    }, timeoutMs);
    try {
      await close();
      clearTimeout(late);
      log.info({ event: "stopped" });
      end(code);
    } catch (error) {
      log.error({ event: "stopped", err: error });
      end(1);
    }
  };

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => (stopping ? end(1) : void stop(signal, 0)));
  }
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ event: "crash", err: error });
      void stop("crash", 1);
    });
  }
  return (reason) => void stop(reason, 0);
};
