import type { Budget } from "./limiter.js";
import type { Tool } from "./tool.js";

/** What this process knows of one budget in its current window. */
export interface Entry {
  readonly tool: Tool;
  readonly principal: string;
  /** End of the window, on `performance.now()`'s clock. */
  readonly end: number;
  /** Calls that this process admitted. */
  admitted: number;
  /** How many of them the store has not counted. */
  uncounted: number;
  /** How many more calls the store would have admitted, as of its latest answer. */
  left: number;
}

/** What the store said of a budget. */
export interface StoreAnswer {
  readonly remainingPoints: number;
  readonly msBeforeNext: number;
}

/** This process's own account of calls, for when the store is away or has lost its counts. */
export interface Ledger {
  /** Notes the store's answer to one call. */
  readonly note: (tool: Tool, principal: string, answer: StoreAnswer, allowed: boolean) => void;
  /**
   * Counts a call without the store, against this process's share of the budget: the calls divided by
   * `replicas`, at least one.
   */
  readonly consume: (tool: Tool, principal: string, replicas: number) => Budget;
  /** Entries whose window has not ended. */
  readonly open: () => readonly Entry[];
}

/** Budgets kept. Beyond these, strangers share one budget for each tool: memory stays bounded. */
const entriesKept = 50_000;
const strangers = "others";
const betweenSweepsMs = 1_000;

export const createLedger = (): Ledger => {
  const entries = new Map<string, Entry>();
  let swept = -Infinity;

  const sweep = (now: number): void => {
    if (now - swept < betweenSweepsMs) return;
    swept = now;
    for (const [key, { end }] of entries) if (end <= now) entries.delete(key);
  };

  const entryOf = (tool: Tool, principal: string, windowMs: number): Entry => {
    const now = performance.now();
    const key = `${tool.definition.name}:${principal}`;
    const known = entries.get(key);
    if (known !== undefined && known.end > now) return known;
    if (entries.size >= entriesKept) sweep(now);
    if (entries.size >= entriesKept && principal !== strangers) {
      return entryOf(tool, strangers, windowMs);
    }
    const left = tool.limits.rate.calls;
    const entry = { tool, principal, end: now + windowMs, admitted: 0, uncounted: 0, left };
    entries.set(key, entry);
    return entry;
  };

  return {
    note: (tool, principal, { remainingPoints, msBeforeNext }, allowed) => {
      const entry = entryOf(tool, principal, msBeforeNext);
      if (entry.principal === principal) entry.left = remainingPoints;
      if (allowed) entry.admitted++;
    },
    consume: (tool, principal, replicas) => {
      const { calls, seconds } = tool.limits.rate;
      const entry = entryOf(tool, principal, seconds * 1_000);
      const share = Math.max(1, Math.floor(calls / replicas));
      if (entry.admitted >= share || entry.left <= 0) {
        return { allowed: false, retryAfterMs: entry.end - performance.now() };
      }
      entry.admitted++;
      entry.uncounted++;
      entry.left--;
      return { allowed: true };
    },
    open: () => {
      const now = performance.now();
      return [...entries.values()].filter(({ end }) => end > now);
    },
  };
};
