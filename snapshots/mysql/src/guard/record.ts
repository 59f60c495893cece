import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Call, Next } from "./call.js";
import { failureOf, ToolError, type Ending, type Failure } from "./errors.js";
import type { Facts, Observe } from "./observer.js";
import { recordedArguments } from "./redact.js";

const levels = {
  ok: "info",
  cancelled: "info",
  refused: "warn",
  timeout: "error",
  failed: "error",
  crash: "error",
} as const satisfies Record<Ending, string>;

/** An error result: no `structuredContent`, which older clients would hold against the output schema. */
const errorResult = (failure: Failure, call: string): CallToolResult => ({
  content: [{ type: "text", text: `${failure.code}: ${failure.sentence} (call ${call})` }],
  isError: true,
});

/**
 * Writes the one audit record and the one log line of a call, and tells its observers. False, once it is known:
 * the audit record could not be written.
 */
export const writeRecord = (
  call: Call,
  ms: number,
  failure?: Failure,
  observed: ReturnType<Observe> = call.services.observe(call),
): Promise<boolean> => {
  const { services, measured } = call;
  const outcome = failure?.ending ?? "ok";
  const facts: Facts = {
    call: call.id,
    tool: call.tool.definition.name,
    deprecated: call.tool.deprecated,
    principal: call.principal.id,
    transport: call.caller.transport,
    outcome,
    code: failure?.code,
    ms: Math.round(ms * 100) / 100,
    rows: measured.rows,
    bytes: measured.bytes,
    truncated: measured.truncated,
  };
  // The name that OpenTelemetry gives it in logs of other formats than its own.
  const trace_id = observed.traceId;
  const { args, argsHash } = call.recorded ?? recordedArguments(call);
  const { contract } = services;
  // Not `...facts` first: V8 takes 4 µs to add to what it copied, and a tenth of one to copy behind another member.
  const kept = services.audit.write({ trace_id, ...facts, contract, args, argsHash });
  // The end of the turn is worth waiting for when other calls may end in it, too.
  if (services.gate.isEmpty()) services.audit.flush();
  services.afterAnswers(() => {
    try {
      const err = failure?.cause;
      services.log[levels[outcome]]({ event: "tool_call", ...facts, trace_id, err });
    } catch {
      // A log that cannot be written must not fail the call: the audit record has it.
    }
  });
  observed.end(facts);
  return kept;
};

const unaudited = failureOf(
  new ToolError("INTERNAL", "The call could not be written to the audit record."),
);

/**
 * Takes a call along the steps and records its end, whatever that is. Never throws. When records must be kept
 * and cannot be, calls are refused before they run, and the answer of the call that found out is withheld.
 */
export const record = async (call: Call, next: Next): Promise<CallToolResult> => {
  const started = performance.now();
  const observed = call.services.observe(call);
  let failure: Failure | undefined;
  let result: CallToolResult | undefined;
  try {
    if (call.services.audit.accepts()) result = await observed.within(() => next(call));
    else failure = unaudited;
  } catch (error) {
    failure = failureOf(error);
  }
  const kept = await writeRecord(call, performance.now() - started, failure, observed);
  if (!kept) failure = unaudited;
  return result === undefined || failure !== undefined
    ? errorResult(failure ?? unaudited, call.id)
    : result;
};
