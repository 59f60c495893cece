import type { Tool } from "./tool.js";

/** What is left of a caller's budget after one call. */
export type Budget =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfterMs: number };

/** Counts calls. In memory for one process; a shared store can take its place. */
export interface Limiter {
  /** Counts one call of `tool` by `principal` and says whether it may go on. */
  readonly consume: (tool: Tool, principal: string) => Promise<Budget>;
}
