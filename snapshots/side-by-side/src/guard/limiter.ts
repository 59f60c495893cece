import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Tool } from "./tool.js";

/** What is left of a caller's budget after one call. */
export type Budget =
  { readonly allowed: true } | { readonly allowed: false; readonly retryAfterMs: number };

/** Counts calls. In memory for one process; a shared store can take its place. */
export interface Limiter {
  /** Counts one call of `tool` by `principal` and says whether it may go on. */
  readonly consume: (tool: Tool, principal: string) => Promise<Budget>;
}

/** Callers of a tool that are counted apart. Beyond these, strangers share budgets: memory stays bounded. */
const budgetsKept = 50_000;
const sharedBudgets = 64;

const shared = (principal: string): string =>
  `shared:${(createHash("sha256").update(principal).digest()[0] ?? 0) % sharedBudgets}`;

/** Counts in this process's memory, in windows that begin with a caller's first call. */
export const memoryLimiter = (): Limiter => {
  const limiters = new Map<string, RateLimiterMemory>();
  /** By length of window: which budgets are in use, and until when. The oldest of a length are first. */
  const windows = new Map<number, Map<string, number>>();

  const limiterOf = ({ definition, limits: { rate } }: Tool): RateLimiterMemory => {
    const known = limiters.get(definition.name);
    if (known !== undefined) return known;
    const limiter = new RateLimiterMemory({
      points: rate.calls,
      duration: rate.seconds,
      keyPrefix: definition.name,
    });
    limiters.set(definition.name, limiter);
    return limiter;
  };

  const inUse = (now: number): number => {
    let count = 0;
    for (const budgets of windows.values()) {
      for (const [budget, end] of budgets) {
        if (end > now) break;
        budgets.delete(budget);
      }
      count += budgets.size;
    }
    return count;
  };

  /** Whose budget is spent: the caller's own, or a shared one when too many are in use already. */
  const budgetOf = ({ definition, limits: { rate } }: Tool, principal: string): string => {
    const now = performance.now();
    const full = inUse(now) >= budgetsKept;
    const budgets = windows.get(rate.seconds) ?? new Map<string, number>();
    windows.set(rate.seconds, budgets);
    const budget = `${definition.name}:${principal}`;
    if (budgets.has(budget)) return principal;
    if (full) return shared(principal);
    budgets.set(budget, now + rate.seconds * 1_000);
    return principal;
  };

  return {
    consume: async (tool, principal) => {
      try {
        await limiterOf(tool).consume(budgetOf(tool, principal));
        return { allowed: true };
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        // By a clock that was set back in between, a window ends in hours; it ends after its length all the same.
        const retryAfterMs = Math.min(refused.msBeforeNext, tool.limits.rate.seconds * 1_000);
        return { allowed: false, retryAfterMs };
      }
    },
  };
};
