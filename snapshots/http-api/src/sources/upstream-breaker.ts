import type { Logger } from "pino";
import { ToolError } from "../guard/errors.js";

/** What a try showed: the service answers, it does not, or neither can be said. */
export type Health = "up" | "down" | "unknown";

/** Keeps calls from waiting for a service that is down: after some failures in a row, all fail at once. */
export interface Breaker {
  /** Throws `SOURCE_UNAVAILABLE` while the service is taken for down. Else call what it returns when the try has ended. */
  readonly enter: () => (health: Health, error?: unknown) => void;
  /** Whether calls are let through: all, none for now, or one to find out. */
  readonly state: () => BreakerState;
}

export type BreakerState = "closed" | "open" | "half-open";

const failuresToOpen = 5;
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;
/** A call that has not ended by then never will: some hosts drop what a client no longer waits for. */
const lostMs = 60_000;

/** @param now Milliseconds on a clock that only goes forward. */
export const createBreaker = (
  source: string,
  log: Logger,
  now: () => number = () => performance.now(),
): Breaker => {
  let failures = 0;
  let pauseMs = firstPauseMs;
  let openUntil: number | undefined;
  /** After a pause one call finds out; the others wait for what it finds, until then. */
  let probingUntil = -Infinity;

  const unavailable = (ms: number): ToolError => {
    const seconds = Math.max(1, Math.ceil(ms / 1_000));
    return new ToolError(
      "SOURCE_UNAVAILABLE",
      `The service behind this tool is not answering. Try again in ${seconds} s.`,
      { cause: { name: "BreakerOpen" } },
    );
  };

  const close = (): void => {
    if (openUntil !== undefined) log.info({ event: "source_up", source });
    failures = 0;
    pauseMs = firstPauseMs;
    openUntil = undefined;
  };

  const open = (error: unknown): void => {
    if (openUntil === undefined) log.error({ event: "source_down", source, err: error });
    else pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    openUntil = now() + pauseMs;
  };

  return {
    state: () => {
      if (openUntil === undefined) return "closed";
      return now() < openUntil ? "open" : "half-open";
    },
    enter: () => {
      const isProbe = openUntil !== undefined;
      if (openUntil !== undefined) {
        const left = openUntil - now();
        if (left > 0 || now() < probingUntil) throw unavailable(left);
        probingUntil = now() + lostMs;
      }
      return (health, error) => {
        if (isProbe) probingUntil = -Infinity;
        if (health === "up") close();
        if (health !== "down") return;
        failures += 1;
        // What began before the service was taken for down says nothing new.
        if (isProbe || (openUntil === undefined && failures >= failuresToOpen)) open(error);
      };
    },
  };
};
