import { getEventListeners } from "node:events";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createGate } from "../../../templates/base/src/guard/gate.js";

/** One who came to the gate. */
interface Guest {
  readonly id: number;
  readonly controller: AbortController;
  state: "waiting" | "inside" | "refused" | "gone" | "left";
}

/** Everything that can happen at a gate, in any order. */
const happenings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant("come" as const) },
    { weight: 3, arbitrary: fc.constant("leave" as const) },
    { weight: 1, arbitrary: fc.constant("cancel" as const) },
    { weight: 1, arbitrary: fc.constant("wait" as const) },
  ),
  { minLength: 1, maxLength: 150 },
);

describe("a gate under load", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Lets promises that are settled tell those who wait for them. */
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it("never holds more than its places, lets no more than that wait, and is fair, whatever happens", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), happenings, async (places, happened) => {
        const gate = createGate(places);
        const guests: Guest[] = [];
        const of = (state: Guest["state"]) => guests.filter((guest) => guest.state === state);
        const entered: number[] = [];

        const come = (): void => {
          const guest: Guest = { id: guests.length, controller: new AbortController(), state: "waiting" };
          guests.push(guest);
          const { signal } = guest.controller;
          gate.enter(signal).then(
            () => {
              guest.state = "inside";
              entered.push(guest.id);
            },
            () => {
              guest.state = signal.aborted ? "gone" : "refused";
            },
          );
        };

        for (const happening of happened) {
          const [firstInside] = of("inside");
          const someWaiting = of("waiting").at(-1);
          if (happening === "come") come();
          if (happening === "cancel") someWaiting?.controller.abort(new Error("gone"));
          if (happening === "wait") await vi.advanceTimersByTimeAsync(400);
          if (happening === "leave" && firstInside !== undefined) {
            firstInside.state = "left";
            gate.leave();
          }
          await settle();
          expect(of("inside").length).toBeLessThanOrEqual(places);
          expect(of("waiting").length).toBeLessThanOrEqual(places);
          // Nobody waits beside a free place.
          if (of("waiting").length > 0) expect(of("inside")).toHaveLength(places);
        }
        expect(entered).toEqual([...entered].sort((one, other) => one - other));

        // Nobody is forgotten, and every place comes back.
        await vi.advanceTimersByTimeAsync(1_000);
        expect(of("waiting")).toEqual([]);
        for (const guest of of("inside")) {
          guest.state = "left";
          gate.leave();
        }
        for (let place = 0; place < places; place++) expect(gate.tryEnter()).toBe(true);
        expect(gate.tryEnter()).toBe(false);
        for (const { controller } of guests) {
          expect(getEventListeners(controller.signal, "abort")).toEqual([]);
        }
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it("lets nobody past those who wait, also when a place becomes free", async () => {
    const gate = createGate(1);
    gate.tryEnter();
    const first = gate.enter(new AbortController().signal);
    expect(gate.tryEnter()).toBe(false);
    gate.leave();
    expect(gate.tryEnter()).toBe(false);
    await first;
    gate.leave();
    expect(gate.tryEnter()).toBe(true);
  });

  it("gives the turn of a waiter that was cancelled to the next one", async () => {
    const gate = createGate(2);
    gate.tryEnter();
    gate.tryEnter();
    const cancelled = new AbortController();
    const first = gate.enter(cancelled.signal);
    const second = gate.enter(new AbortController().signal);
    const reason = new Error("gone");
    cancelled.abort(reason);
    await expect(first).rejects.toBe(reason);
    gate.leave();
    await expect(second).resolves.toBeUndefined();
  });

  it("says when to try again to whom it refuses", async () => {
    const gate = createGate(1);
    gate.tryEnter();
    void gate.enter(new AbortController().signal).catch(() => {});
    await expect(gate.enter(new AbortController().signal)).rejects.toMatchObject({
      code: "OVERLOADED",
      message: expect.stringMatching(/try again in \d+ s/i) as string,
    });
  });
});
