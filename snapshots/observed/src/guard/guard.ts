import { randomUUID } from "node:crypto";
import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Logger } from "pino";
import type { Sources } from "../sources/source.js";
import type { Audit } from "../telemetry/audit.js";
import type { Call, Caller, Services } from "./call.js";
import { failureOf, ToolError } from "./errors.js";
import { createGate, type Gate } from "./gate.js";
import { named } from "./identify.js";
import type { Limiter } from "./limiter.js";
import { observeWith, type Observer } from "./observer.js";
import { record, writeRecord } from "./record.js";
import { road, steps } from "./steps.js";
import { Stopper } from "./stopper.js";
import type { Arguments, Limits, Tool } from "./tool.js";

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
  readonly limiter: Limiter;
  /** Bounds calls at once over all tools. Default: one of its own, with the places that `limits` says. */
  readonly gate?: Gate;
  /** What follows the calls: metrics, traces. Default: nothing. */
  readonly observers?: readonly Observer[];
  /** Has work done that no answer needs to wait for: log lines. Default: at once. */
  readonly afterAnswers?: Services["afterAnswers"];
}

const newCall = (tool: Tool, args: unknown, caller: Caller, services: Services): Call => ({
  id: randomUUID(),
  tool,
  caller,
  services,
  principal: { id: "unidentified" },
  args: (args === undefined ? {} : args) as Arguments,
  stopper: new Stopper(),
  deadline: Infinity,
  notices: [],
  lowered: [],
  measured: {},
});

/** Stands in for a tool that is refused by its name alone. */
const nameless = (name: string, limits: Limits): Tool => ({
  definition: {
    name: /^[\w.-]{1,128}$/.test(name) ? name : "(not a tool name)",
    inputSchema: { type: "object" },
  },
  validateInput: () => false,
  caps: {},
  limits,
  scopes: [],
  redact: [],
  run: () => Promise.reject(new ToolError("INVALID_ARGUMENTS", "There is no such tool.")),
});

const prepare = ({ definition, run }: Tool, sources: Sources): void => {
  try {
    run.prepare?.(sources);
  } catch (error) {
    const { cause } = error as Error;
    const why = cause instanceof Error ? cause.message : (error as Error).message;
    throw new Error(`The tool ${definition.name} cannot run: ${why}`, { cause: error });
  }
};

/**
 * Builds the guard once for all calls: see `steps.ts` for what each call goes through. Throws when a tool could
 * never run, so that a database that does not fit is seen at the start and not at the first call.
 */
export const createGuard = (options: GuardOptions): Guard => {
  const { log, audit, sources, contract, limits } = options;
  for (const tool of options.tools) prepare(tool, sources);
  const tools = new Map(options.tools.map((tool) => [tool.definition.name, tool]));
  const services: Services = {
    log,
    audit,
    sources,
    contract,
    afterAnswers: options.afterAnswers ?? ((work) => work()),
    observe: observeWith(options.observers ?? [], log),
    limiter: options.limiter,
    gate: options.gate ?? createGate(limits.concurrency),
    gates: new Map(
      options.tools.map((tool) => [tool.definition.name, createGate(tool.limits.concurrency)]),
    ),
  };
  const next = road(steps);

  const guard = (name: string, args: unknown, caller: Caller): Promise<CallToolResult> =>
    record(newCall(tools.get(name) ?? nameless(name, limits), args, caller, services), next);

  const refused: Guard["refused"] = (name, caller, error) => {
    const call = newCall(tools.get(name) ?? nameless(name, limits), {}, caller, services);
    call.principal = named(caller.principal);
    void writeRecord(call, 0, failureOf(error));
    audit.flush(); // its caller answers at once, and no answer comes before its record
    return call.id;
  };
  return Object.assign(guard, { refused });
};
