import type { Logger } from "pino";
import type { Sources } from "../sources/source.js";
import type { Arguments, Limits, Outcome, Tool } from "./tool.js";

/** Who calls: from the verified credential or the process owner, never from an argument. */
export interface Principal {
  /** Stable and unique, such as `user:1000`, `client:crm` or `sub:9f3…`; the key of limits and audit. */
  readonly id: string;
  /** `undefined`: not restricted by scopes (stdio, and HTTP without auth on loopback). */
  readonly scopes?: readonly string[];
}

/** What a transport knows of the caller of one request. */
export interface Caller {
  readonly transport: "stdio" | "http";
  readonly principal: Principal;
  /** Fires when the client cancels or disconnects. */
  readonly signal: AbortSignal;
  /** Sends `notifications/progress`, when the client asked for it. */
  readonly progress?: (progress: number, total?: number, message?: string) => Promise<void>;
}

/** What a tool's logic may use. */
export interface Context {
  readonly principal: Principal;
  /** Fires at the deadline and when the client goes away: stop working. */
  readonly signal: AbortSignal;
  /** Correlation id: the same in the result, the log and the audit record. */
  readonly call: string;
  readonly limits: Limits;
  readonly log: Logger;
  readonly sources: Sources;
  /** Tells the client how far the work is; does nothing for a client that did not ask. */
  readonly progress: (progress: number, total?: number, message?: string) => Promise<void>;
}

/** One call on its way through the guard. Each step reads what the steps before it settled. */
export interface Call {
  readonly id: string;
  readonly tool: Tool;
  readonly caller: Caller;
  /** As received, then as validated: with defaults filled in and caps applied. */
  args: Arguments;
  /** Caller's signal and deadline together. */
  signal: AbortSignal;
  /** What the model must be told beside the result: a lowered argument, a cut result. */
  readonly notices: string[];
}

/** One step of the guard: does its part, refuses by throwing a `ToolError`, or hands on. */
export type Step = (call: Call, next: (call: Call) => Promise<Outcome>) => Promise<Outcome>;
