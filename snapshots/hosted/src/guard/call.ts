import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Logger } from "pino";
import type { Sources } from "../sources/source.js";
import type { Audit } from "../telemetry/audit.js";
import type { Gate } from "./gate.js";
import type { Limiter } from "./limiter.js";
import type { Observe } from "./observer.js";
import type { RecordedArguments } from "./redact.js";
import type { Stopper } from "./stopper.js";
import type { Arguments, Limits, Outcome, Tool } from "./tool.js";

/** Who calls: from the verified credential or the process owner, never from an argument. */
export interface Principal {
  /** Stable and unique, such as `user:1000`, `client:crm` or `sub:9f3…`; the key of limits and audit. */
  readonly id: string;
  /** `undefined`: not restricted by scopes (stdio, and HTTP without auth on loopback). */
  readonly scopes?: readonly string[];
}

/** Tells when a client has gone: an `AbortSignal`, or what a transport has that costs less than one. */
export interface Gone {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Tells work to stop, and why: an `AbortSignal`, or what costs less than one. */
export interface Stop extends Gone {
  readonly reason?: unknown;
}

/** What a transport knows of the caller of one request. */
export interface Caller {
  readonly transport: "stdio" | "http";
  readonly principal: Principal;
  /** Fires when the client cancels or disconnects. */
  readonly signal: Gone;
  /** Sends `notifications/progress`, when the client asked for it. */
  readonly progress?: (progress: number, total?: number, message?: string) => Promise<void>;
  /** The request that brought the call, for observers. Nothing in it is verified. */
  readonly request?: RequestFacts;
}

/** What a protocol request says of itself, beside its arguments. */
export interface RequestFacts {
  /** Of the JSON-RPC message. */
  readonly id: string | number;
  readonly _meta?: Readonly<Record<string, unknown>>;
  /** The `io.modelcontextprotocol/…` keys of `_meta`, which the SDK keeps apart (2026-07-28). */
  readonly envelope?: Readonly<Record<string, unknown>>;
  /** A header of the HTTP request by its lower-case name; never the credential. */
  readonly header?: (name: string) => string | undefined;
}

/** What a tool's logic may use. */
export interface Context {
  readonly principal: Principal;
  /** Fires at the deadline and when the client goes away: stop working. */
  readonly signal: AbortSignal;
  /** The same, for work that needs no real `AbortSignal`, which is made when it is asked for. */
  readonly stop: Stop;
  /** The deadline on `performance.now()`'s clock, in ms, for work that blocks and so never sees `signal` fire. */
  readonly deadline: number;
  /** Correlation id: the same in the result, the log and the audit record. */
  readonly call: string;
  readonly limits: Limits;
  readonly log: Logger;
  readonly sources: Sources;
  /** Tells the client how far the work is; does nothing for a client that did not ask. */
  readonly progress: (progress: number, total?: number, message?: string) => Promise<void>;
}

/** What all calls of one server share. */
export interface Services {
  readonly log: Logger;
  readonly audit: Audit;
  readonly sources: Sources;
  readonly limiter: Limiter;
  /** Calls at once, over all tools. */
  readonly gate: Gate;
  /** Calls at once, by tool name. */
  readonly gates: ReadonlyMap<string, Gate>;
  /** Tells metrics and traces of a call. */
  readonly observe: Observe;
  /** Hash of the contract that this server serves, for the audit record. */
  readonly contract: string;
  /** Has work done that no answer needs to wait for. */
  readonly afterAnswers: (work: () => void) => void;
}

/** One call on its way through the guard. Each step reads what the steps before it settled. */
export interface Call {
  readonly id: string;
  readonly tool: Tool;
  readonly caller: Caller;
  readonly services: Services;
  /** As the transport verified it, then as `identify` made it safe to write down. */
  principal: Principal;
  /** As received, then as `validate` left it: with defaults filled in and caps applied. */
  args: Arguments;
  /** Fires when the client goes away and at the deadline, from `bound`. */
  readonly stopper: Stopper;
  /** On `performance.now()`'s clock, from `bound`. */
  deadline: number;
  /** The arguments as the record shows them, from `run`. */
  recorded?: RecordedArguments;
  /** What the tool returned, from `run`. */
  outcome?: Outcome;
  /** What the model must be told beside the result: a lowered argument, a cut result. */
  readonly notices: string[];
  /** Caps that arguments were lowered to. */
  readonly lowered: number[];
  /** What `shape` measured, for the record. */
  readonly measured: { rows?: number; bytes?: number; truncated?: boolean };
}

export type Next = (call: Call) => Promise<CallToolResult>;

/** One step of the guard: does its part and hands on, or refuses by throwing a `ToolError`. */
export type Step = (call: Call, next: Next) => Promise<CallToolResult>;
