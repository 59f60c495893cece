import type { Limiter } from "./limiter.js";

/** Budgets kept at once: beyond them callers share one, so that memory stays bounded. */
const budgetsKept = 10_000;

/**
 * Counts calls in the memory of one isolate, in windows that begin with a caller's first call. No timers: on
 * Workers they end with the request that set them.
 */
export const isolateLimiter = (): Limiter => {
  const windows = new Map<string, { readonly end: number; calls: number }>();

  const isFull = (now: number): boolean => {
    if (windows.size < budgetsKept) return false;
    for (const [key, { end }] of windows) if (end <= now) windows.delete(key);
    return windows.size >= budgetsKept;
  };

  return {
    consume: async ({ definition: { name }, limits: { rate } }, principal) => {
      const now = Date.now();
      const own = `${name} ${principal}`;
      const key = windows.has(own) || !isFull(now) ? own : name;
      let window = windows.get(key);
      if (window === undefined || window.end <= now) {
        window = { end: now + rate.seconds * 1_000, calls: 0 };
        windows.set(key, window);
      }
      window.calls++;
      return window.calls <= rate.calls
        ? { allowed: true }
        : { allowed: false, retryAfterMs: window.end - now };
    },
  };
};
