import type { Limits } from "./model.js";
import type { SpecLimits } from "./schema.js";
import { parseDuration, parseRate, parseSize } from "./units.js";

/** What applies where a spec says nothing. */
export const defaultLimits: Limits = {
  rate: { calls: 60, seconds: 60 },
  concurrency: 8,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 256 * 1024,
};

/** Limits as written over those that apply without them. */
export function mergeLimits(written: SpecLimits | undefined, base: Limits): Limits {
  const { rate, concurrency, timeout, rows, bytes } = written ?? {};
  return {
    rate: (rate === undefined ? undefined : parseRate(rate)) ?? base.rate,
    concurrency: concurrency ?? base.concurrency,
    timeoutMs: (timeout === undefined ? undefined : parseDuration(timeout)) ?? base.timeoutMs,
    rows: rows ?? base.rows,
    bytes: (bytes === undefined ? undefined : parseSize(bytes)) ?? base.bytes,
  };
}
