import type { Stop } from "./call.js";
import { ToolError } from "./errors.js";

/** Admits so many at once, lets a few wait, and refuses the rest. */
export interface Gate {
  /** Takes a place now, if one is free and nobody waits. */
  readonly tryEnter: () => boolean;
  /** Waits for a place. Rejects with `OVERLOADED`, or with the signal's reason when that fires first. */
  readonly enter: (signal: Stop) => Promise<void>;
  /** Gives the place back, or to whoever waits longest. */
  readonly leave: () => void;
  /** Whether nobody is inside. */
  readonly isEmpty: () => boolean;
}

/** A short wait evens out a burst; a long one only hides that there is too much to do. */
const longestWaitMs = 1_000;

const overloaded = () =>
  new ToolError("OVERLOADED", "Too many calls are running. Try again in 1 s.");

/** @param places How many may be inside. As many again may wait. */
export const createGate = (places: number): Gate => {
  let inside = 0;
  const waiting = new Set<() => void>();

  const tryEnter = (): boolean => {
    if (inside >= places || waiting.size > 0) return false;
    inside++;
    return true;
  };

  const enter = (signal: Stop): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (tryEnter()) return resolve();
      if (waiting.size >= places) return reject(overloaded());
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        waiting.delete(admit);
      };
      const admit = (): void => {
        settle();
        resolve();
      };
      const giveUp = (): void => {
        settle();
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        settle();
        reject(overloaded());
      }, longestWaitMs);
      signal.addEventListener("abort", giveUp);
      waiting.add(admit);
    });

  const leave = (): void => {
    const [next] = waiting;
    if (next === undefined) inside--;
    else next();
  };

  return { tryEnter, enter, leave, isEmpty: () => inside === 0 };
};
