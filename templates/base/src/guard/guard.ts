import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Logger } from "pino";
import type { Sources } from "../sources/source.js";
import type { Audit } from "../telemetry/audit.js";
import type { Caller } from "./call.js";
import type { ToolError } from "./errors.js";
import type { Limiter } from "./limiter.js";
import type { Limits, Tool } from "./tool.js";

/** The one door to the tools. Calling it never throws: whatever happens becomes a result. */
export interface Guard {
  (toolName: string, args: unknown, caller: Caller): Promise<CallToolResult>;
  /**
   * Records a call that the protocol layer refuses before the steps, because the answer is not a tool
   * result: a tool that does not exist (-32602), scopes that lack (HTTP 403).
   * Returns the correlation id for that answer.
   */
  readonly refused: (toolName: string, caller: Caller, error: ToolError) => string;
}

export interface GuardOptions {
  readonly tools: readonly Tool[];
  /** The server's ceilings; `concurrency` counts over all tools. */
  readonly limits: Limits;
  readonly log: Logger;
  readonly audit: Audit;
  readonly sources: Sources;
  /** Hash of the contract, such as `sha256:…`. */
  readonly contract: string;
  /** Default: in this process's memory. */
  readonly limiter?: Limiter;
}

export declare function createGuard(options: GuardOptions): Guard;
