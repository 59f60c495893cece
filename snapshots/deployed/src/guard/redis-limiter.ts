import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Logger } from "pino";
import { ToolError } from "./errors.js";
import { createLedger, type Entry } from "./ledger.js";
import type { Budget, Limiter } from "./limiter.js";
import { inTime, openStore, type StoreSettings } from "./redis-store.js";
import type { Tool } from "./tool.js";

/** Counts calls in a store that all replicas of this server share, so that together they admit what one would. */
export interface SharedLimiter extends Limiter {
  /** Whether calls can be answered: always, unless the spec says to refuse while the store is away. */
  readonly ready: () => boolean;
  /** Whether the store counts now. */
  readonly isUp: () => boolean;
  readonly close: () => Promise<void>;
}

const reportsAtOnce = 100;
const retryAfterSeconds = 5;

/**
 * Connects to Redis or Valkey. While the store is away each replica counts by itself, with its share of every
 * budget (`local`), or refuses (`deny`); when the store is back, each tells it what it has not counted.
 */
export const openRedisLimiter = async (
  settings: StoreSettings,
  log: Logger,
): Promise<SharedLimiter> => {
  const denies = settings.onFailure === "deny";
  const ledger = createLedger();
  const limiters = new Map<string, RateLimiterRedis>();

  const limiterOf = (client: unknown, { definition, limits: { rate } }: Tool): RateLimiterRedis => {
    const known = limiters.get(definition.name);
    if (known !== undefined) return known;
    const limiter = new RateLimiterRedis({
      storeClient: client,
      rejectIfRedisNotReady: true,
      // With the window's length in it, a budget of another length does not go on under the old one's end.
      keyPrefix: `${settings.name}:limit:${definition.name}:${rate.seconds}`,
      points: rate.calls,
      duration: rate.seconds,
      // A caller that floods is refused without asking the store each time.
      inMemoryBlockOnConsumed: rate.calls,
    });
    limiters.set(definition.name, limiter);
    return limiter;
  };

  /** Leaves the library's script with the store, so that no call has to. */
  const prepare = async (client: unknown): Promise<void> => {
    const keyPrefix = `${settings.name}:limit`;
    const limiter = new RateLimiterRedis({
      storeClient: client,
      keyPrefix,
      points: 1,
      duration: 60,
    });
    await inTime(limiter.penalty("prepared", 0));
  };

  const report = async (client: unknown, entry: Entry): Promise<void> => {
    const { tool, principal, uncounted } = entry;
    if (uncounted === 0) return;
    const seconds = Math.max(1, Math.ceil((entry.end - performance.now()) / 1_000));
    entry.uncounted = 0;
    try {
      const limiter = limiterOf(client, tool);
      await inTime(limiter.penalty(principal, uncounted, { customDuration: seconds }));
    } catch (error) {
      entry.uncounted += uncounted;
      throw error;
    }
  };

  const store = await openStore(settings, log, async (client, lost) => {
    await prepare(client);
    const entries = ledger.open();
    if (lost) for (const entry of entries) entry.uncounted = entry.admitted;
    for (let at = 0; at < entries.length; at += reportsAtOnce) {
      const some = entries.slice(at, at + reportsAtOnce);
      await Promise.all(some.map((entry) => report(client, entry)));
    }
  });

  const withStore = async (tool: Tool, principal: string): Promise<Budget | undefined> => {
    try {
      const answer = await inTime(limiterOf(store.client, tool).consume(principal));
      ledger.note(tool, principal, answer, true);
      return { allowed: true };
    } catch (refused) {
      if (refused instanceof RateLimiterRes) {
        ledger.note(tool, principal, refused, false);
        return { allowed: false, retryAfterMs: refused.msBeforeNext };
      }
      store.failed(refused);
      return undefined;
    }
  };

  const withoutStore = (tool: Tool, principal: string): Budget => {
    store.missed();
    if (!denies) return ledger.consume(tool, principal, store.replicas());
    throw new ToolError(
      "STORE_UNAVAILABLE",
      `Calls cannot be counted at the moment. Try again in ${retryAfterSeconds} s.`,
    );
  };

  return {
    consume: async (tool, principal) =>
      (store.isUp() ? await withStore(tool, principal) : undefined) ??
      withoutStore(tool, principal),
    ready: () => !denies || store.isUp(),
    isUp: store.isUp,
    close: store.close,
  };
};
