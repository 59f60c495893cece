import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLedger } from "../../../templates/redis/src/guard/ledger.js";
import { limitedTool } from "./fixtures.js";

const tool = limitedTool("query_users", 30, 60);
const take = (ledger: ReturnType<typeof createLedger>, calls: number, principal = "user:1", replicas = 1) =>
  Array.from({ length: calls }, () => ledger.consume(tool, principal, replicas)).filter(
    ({ allowed }) => allowed,
  ).length;

describe("a replica's own account of calls", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  test("admits the whole budget when there is one replica, and says when the window ends", () => {
    const ledger = createLedger();
    expect(take(ledger, 40)).toBe(30);
    vi.advanceTimersByTime(20_000);
    expect(ledger.consume(tool, "user:1", 1)).toEqual({ allowed: false, retryAfterMs: 40_000 });
    vi.advanceTimersByTime(40_000);
    expect(take(ledger, 40)).toBe(30);
  });

  test("divides the budget by the replicas, and leaves each at least one call", () => {
    expect(take(createLedger(), 40, "user:1", 3)).toBe(10);
    expect(take(createLedger(), 40, "user:1", 4)).toBe(7);
    expect(take(createLedger(), 40, "user:1", 100)).toBe(1);
  });

  test("counts callers and tools apart", () => {
    const ledger = createLedger();
    expect(take(ledger, 40, "user:1")).toBe(30);
    expect(take(ledger, 40, "user:2")).toBe(30);
    expect(ledger.consume(limitedTool("other", 1, 60), "user:1", 1)).toEqual({ allowed: true });
  });

  test("takes into account what it admitted while the store was there", () => {
    const ledger = createLedger();
    for (let left = 29; left >= 21; left--) {
      ledger.note(tool, "user:1", { remainingPoints: left, msBeforeNext: 60_000 }, true);
    }
    expect(take(ledger, 40, "user:1", 3)).toBe(1);
  });

  test("admits no more than the store had left, and ends the window when the store would have", () => {
    const ledger = createLedger();
    ledger.note(tool, "user:1", { remainingPoints: 2, msBeforeNext: 15_000 }, true);
    ledger.note(tool, "user:2", { remainingPoints: 0, msBeforeNext: 15_000 }, false);
    expect(take(ledger, 40, "user:1")).toBe(2);
    expect(ledger.consume(tool, "user:2", 1)).toEqual({ allowed: false, retryAfterMs: 15_000 });
    vi.advanceTimersByTime(15_000);
    expect(take(ledger, 40, "user:2")).toBe(30);
  });

  test("keeps apart what the store has counted and what it has not", () => {
    const ledger = createLedger();
    ledger.note(tool, "user:1", { remainingPoints: 29, msBeforeNext: 60_000 }, true);
    take(ledger, 2);
    expect(ledger.open()).toMatchObject([{ principal: "user:1", admitted: 3, uncounted: 2 }]);
    vi.advanceTimersByTime(60_000);
    expect(ledger.open()).toEqual([]);
  });

  test("stays bounded: beyond 50,000 budgets strangers share one, and known callers keep theirs", () => {
    const ledger = createLedger();
    for (let caller = 0; caller < 50_000; caller++) take(ledger, 1, `user:${caller}`);
    expect(take(ledger, 20, "stranger:1") + take(ledger, 20, "stranger:2")).toBe(30);
    expect(take(ledger, 40, "user:7")).toBe(29);
    expect(ledger.open()).toHaveLength(50_001);
    vi.advanceTimersByTime(60_000);
    expect(take(ledger, 40, "stranger:1")).toBe(30);
    expect(ledger.open()).toHaveLength(1);
  });
});
