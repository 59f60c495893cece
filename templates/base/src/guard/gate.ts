/** Admits so many at once, lets a few wait, and refuses the rest. */
export interface Gate {
  /** Takes a place now, if one is free and nobody waits. */
  readonly tryEnter: () => boolean;
  /** Waits for a place. Rejects with `OVERLOADED` when too many wait or the wait is too long. */
  readonly enter: (signal: AbortSignal) => Promise<void>;
  /** Gives the place back, or to whoever waits longest. */
  readonly leave: () => void;
}
