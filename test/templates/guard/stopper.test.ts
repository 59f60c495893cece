import { expect, test, vi } from "vitest";
import { Stopper } from "../../../templates/base/src/guard/stopper.js";

test("tells its listeners once, with the reason at hand", () => {
  const stopper = new Stopper();
  const reasons: unknown[] = [];
  stopper.addEventListener("abort", () => reasons.push(stopper.reason));
  expect(stopper.aborted).toBe(false);
  stopper.abort("late");
  stopper.abort("later");
  expect(reasons).toEqual(["late"]);
  expect(stopper).toMatchObject({ aborted: true, reason: "late" });
});

test("does not tell who listens no more, also when that changes on the way", () => {
  const stopper = new Stopper();
  const second = vi.fn();
  stopper.addEventListener("abort", () => stopper.removeEventListener("abort", second));
  stopper.addEventListener("abort", second);
  stopper.abort();
  expect(second).not.toHaveBeenCalled();
});

test("gives a signal that fires with it, or has fired", () => {
  const stopper = new Stopper();
  const { signal } = stopper;
  expect(signal).toBeInstanceOf(AbortSignal);
  expect(stopper.signal).toBe(signal);
  expect(signal.aborted).toBe(false);
  stopper.abort("late");
  expect(signal).toMatchObject({ aborted: true, reason: "late" });

  const stopped = new Stopper();
  stopped.abort("early");
  expect(stopped.signal).toMatchObject({ aborted: true, reason: "early" });
});
