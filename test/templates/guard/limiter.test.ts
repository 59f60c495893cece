import { describe, expect, it, vi } from "vitest";
import { memoryLimiter } from "../../../templates/base/src/guard/limiter.js";
import { tool } from "./fixtures.js";

const rated = (name: string, calls: number, seconds: number) =>
  tool({ name, limits: { rate: { calls, seconds } } });

describe("the limiter in memory", () => {
  it("keeps the budgets of tools and of principals apart", async () => {
    const limiter = memoryLimiter();
    const [a, b] = [rated("a", 1, 60), rated("b", 1, 60)];
    expect(await limiter.consume(a, "x")).toEqual({ allowed: true });
    expect(await limiter.consume(a, "x")).toMatchObject({ allowed: false });
    expect(await limiter.consume(a, "y")).toEqual({ allowed: true });
    expect(await limiter.consume(b, "x")).toEqual({ allowed: true });
  });

  it("admits exactly the budget of calls that come at once", async () => {
    const limiter = memoryLimiter();
    const calls = Array.from({ length: 40 }, () => limiter.consume(rated("a", 10, 60), "x"));
    const budgets = await Promise.all(calls);
    expect(budgets.filter((budget) => budget.allowed)).toHaveLength(10);
  });

  it("gives a new budget when the window has passed", async () => {
    vi.useFakeTimers();
    try {
      const limiter = memoryLimiter();
      const a = rated("a", 1, 10);
      await limiter.consume(a, "x");
      await vi.advanceTimersByTimeAsync(4_000);
      expect(await limiter.consume(a, "x")).toEqual({ allowed: false, retryAfterMs: 6_000 });
      await vi.advanceTimersByTimeAsync(6_001);
      expect(await limiter.consume(a, "x")).toEqual({ allowed: true });
    } finally {
      vi.useRealTimers();
    }
  });

  it("says to wait for the window and no longer, when the clock has been set back", async () => {
    vi.useFakeTimers();
    try {
      const limiter = memoryLimiter();
      const a = rated("a", 1, 10);
      await limiter.consume(a, "x");
      vi.setSystemTime(Date.now() - 86_400_000);
      expect(await limiter.consume(a, "x")).toEqual({ allowed: false, retryAfterMs: 10_000 });
      await vi.advanceTimersByTimeAsync(10_001);
      expect(await limiter.consume(a, "x")).toEqual({ allowed: true });
    } finally {
      vi.useRealTimers();
    }
  });

  it("stays bounded in memory when every call comes from somebody new", async () => {
    const limiter = memoryLimiter();
    const a = rated("a", 2, 86_400);
    for (let stranger = 0; stranger < 50_000; stranger++) {
      await limiter.consume(a, `anonymous:${stranger}`);
    }
    // From here on strangers share 64 budgets of 2 calls, so at most 128 of a thousand more get through.
    const budgets = [];
    for (let stranger = 0; stranger < 1_000; stranger++) {
      budgets.push(await limiter.consume(a, `late:${stranger}`));
    }
    expect(budgets.filter((budget) => budget.allowed)).toHaveLength(128);
    expect(await limiter.consume(a, "anonymous:7")).toEqual({ allowed: true });
  });
});
