import type { Stop } from "./call.js";

/**
 * What an `AbortController` and its signal are together, at a tenth of their price: those are event targets, and
 * making two for each call would cost as much as looking up a row does. A class, so that the engine knows its shape
 * and an `AbortSignal` is made only for what demands one.
 */
export class Stopper implements Stop {
  aborted = false;
  reason: unknown = undefined;
  readonly #listeners = new Set<() => void>();
  #controller: AbortController | undefined;

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Fires, once; later calls do nothing. */
  abort(reason?: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const listener of this.#listeners) listener();
    this.#controller?.abort(reason);
  }

  /** An `AbortSignal` that fires with it. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort(this.reason);
    return this.#controller.signal;
  }
}
