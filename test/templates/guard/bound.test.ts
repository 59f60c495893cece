import { describe, expect, it, vi } from "vitest";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import { createGate } from "../../../templates/base/src/guard/gate.js";
import type { Context } from "../../../templates/base/src/guard/call.js";
import { caller, harness, limits, textOf, tool } from "./fixtures.js";

/** A tool whose calls end when told to. */
const held = (own: Partial<typeof limits> = {}) => {
  const running: { end: () => void; context: Context }[] = [];
  const sketch = tool({
    limits: own,
    run: (_args, context) =>
      new Promise((resolve) => {
        running.push({ end: () => resolve({ kind: "value", value: "done" }), context });
      }),
  });
  return { tool: sketch, running };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("concurrency", () => {
  it("runs as many calls as a tool allows, lets as many wait, and refuses the rest", async () => {
    const { tool: slow, running } = held({ concurrency: 2 });
    const { guard } = harness([slow]);
    const answers = Array.from({ length: 5 }, () => guard("echo", {}, caller()));
    await turn();
    expect(running).toHaveLength(2);
    expect(textOf(await (answers[4] as Promise<never>))).toMatch(
      /^OVERLOADED: Too many calls are running\. Try again in 1 s\. /,
    );
    for (let ended = 0; ended < 4; ended++) {
      running[ended]?.end();
      await turn();
    }
    const results = await Promise.all(answers.slice(0, 4));
    expect(results.map(textOf)).toEqual(["done", "done", "done", "done"]);
  });

  it("bounds the server as a whole over its tools", async () => {
    const tools = ["a", "b", "c"].map((name) => {
      const { tool: slow, running } = held();
      return { running, tool: { ...slow, definition: { ...slow.definition, name } } };
    });
    const { guard } = harness(
      tools.map((each) => each.tool),
      { limits: { ...limits, concurrency: 1 } },
    );
    const answers = ["a", "b", "c"].map((name) => guard(name, {}, caller()));
    await turn();
    expect(tools.map((each) => each.running.length)).toEqual([1, 0, 0]);
    expect(textOf(await (answers[2] as Promise<never>))).toMatch(/^OVERLOADED/);
    tools[0]?.running[0]?.end();
    await turn();
    expect(tools.map((each) => each.running.length)).toEqual([1, 1, 0]);
    tools[1]?.running[0]?.end();
    await Promise.all(answers);
  });

  it("gives the place back after an error", async () => {
    const failing = tool({
      limits: { concurrency: 1 },
      run: () => Promise.reject(new ToolError("NOT_FOUND", "No.")),
    });
    const { guard } = harness([failing]);
    for (let call = 0; call < 5; call++) {
      expect(textOf(await guard("echo", {}, caller()))).toMatch(/^NOT_FOUND/);
    }
  });

  it("forgets a waiting call that is cancelled", async () => {
    const { tool: slow, running } = held({ concurrency: 1 });
    const { guard, audit } = harness([slow]);
    const client = new AbortController();
    const first = guard("echo", {}, caller());
    const second = guard("echo", {}, caller({ signal: client.signal }));
    await turn();
    client.abort();
    expect(textOf(await second)).toMatch(/^CANCELLED/);
    const third = guard("echo", {}, caller());
    running[0]?.end();
    await first;
    await turn();
    running[1]?.end();
    expect(textOf(await third)).toBe("done");
    expect(running).toHaveLength(2);
    expect(audit.events.map((event) => event.outcome)).toEqual(["cancelled", "ok", "ok"]);
  });
});

describe("a gate", () => {
  it("lets waiters in by the order in which they came", async () => {
    const gate = createGate(1);
    gate.tryEnter();
    const order: string[] = [];
    const { signal } = new AbortController();
    const later = createGate(3);
    expect(later.tryEnter() && later.tryEnter() && later.tryEnter()).toBe(true);
    const waits = ["a", "b", "c"].map((name) => later.enter(signal).then(() => order.push(name)));
    for (let left = 0; left < 3; left++) later.leave();
    await Promise.all(waits);
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("does not let anybody wait long", async () => {
    vi.useFakeTimers();
    try {
      const gate = createGate(1);
      gate.tryEnter();
      const refused = gate.enter(new AbortController().signal).catch((error: Error) => error);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await refused).toMatchObject({ code: "OVERLOADED" });
    } finally {
      vi.useRealTimers();
    }
  });

  it("refuses who comes with a signal that has fired, and takes no place for it", async () => {
    const gate = createGate(1);
    const reason = new Error("gone");
    await expect(gate.enter(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(gate.tryEnter()).toBe(true);
  });
});

describe("deadline", () => {
  it("answers at the deadline also when the tool ignores its signal", async () => {
    const { tool: slow, running } = held({ timeoutMs: 20 });
    const { guard } = harness([slow]);
    const started = performance.now();
    expect(textOf(await guard("echo", {}, caller()))).toMatch(
      /^TIMEOUT: The call took longer than 0\.02 s\. /,
    );
    expect(performance.now() - started).toBeLessThan(500);
    running[0]?.end();
  });

  it("tells the tool through its signal, with TIMEOUT as the reason", async () => {
    let reason: unknown;
    const listening = tool({
      limits: { timeoutMs: 20 },
      run: (_args, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
            reject(new Error("stopped"));
          });
        }),
    });
    const { guard } = harness([listening]);
    expect(textOf(await guard("echo", {}, caller()))).toMatch(/^TIMEOUT/);
    expect(reason).toMatchObject({ code: "TIMEOUT" });
  });

  it("tells the tool when the client goes away, with CANCELLED as the reason", async () => {
    const client = new AbortController();
    const { tool: slow, running } = held();
    const { guard } = harness([slow]);
    const answer = guard("echo", {}, caller({ signal: client.signal }));
    await turn();
    client.abort();
    expect(textOf(await answer)).toMatch(/^CANCELLED/);
    expect(running[0]?.context.signal.reason).toMatchObject({ code: "CANCELLED" });
    running[0]?.end();
  });

  it("does not run a call whose client is already gone", async () => {
    const run = vi.fn();
    const { guard } = harness([tool({ run })]);
    expect(textOf(await guard("echo", {}, caller({ signal: AbortSignal.abort() })))).toMatch(/^CANCELLED/);
    expect(run).not.toHaveBeenCalled();
  });

  it("leaves no timer and no listener behind", async () => {
    const client = new AbortController();
    const remove = vi.spyOn(client.signal, "removeEventListener");
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
    const { guard } = harness([tool({ limits: { timeoutMs: 60_000 } })]);
    const before = timers();
    await guard("echo", {}, caller({ signal: client.signal }));
    expect(remove).toHaveBeenCalledOnce();
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it("keeps the place of work that goes on after its deadline, but not for ever", async () => {
    vi.useFakeTimers();
    try {
      const { tool: slow, running } = held({ concurrency: 1, timeoutMs: 100 });
      const { guard, lines } = harness([slow]);
      const first = guard("echo", {}, caller());
      await vi.advanceTimersByTimeAsync(100);
      expect(textOf(await first)).toMatch(/^TIMEOUT/);
      const second = guard("echo", {}, caller());
      await vi.advanceTimersByTimeAsync(1_000);
      expect(textOf(await second)).toMatch(/^TIMEOUT|^OVERLOADED/);
      expect(running).toHaveLength(1);

      await vi.advanceTimersByTimeAsync(30_000);
      expect(lines().map((line) => line["event"])).toContain("tool_abandoned");
      const third = guard("echo", {}, caller());
      await vi.advanceTimersByTimeAsync(1);
      running[1]?.end();
      expect(textOf(await third)).toBe("done");
      running[0]?.end();
    } finally {
      vi.useRealTimers();
    }
  });
});
