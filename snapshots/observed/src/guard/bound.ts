import type { Call, Next, Step } from "./call.js";
import { ToolError } from "./errors.js";

/** How long work that ignores its signal keeps its place after the deadline: it still costs what it costs. */
const abandonedAfterMs = 30_000;

const admitted = async (call: Call, next: Next): ReturnType<Next> => {
  const { gate, gates } = call.services;
  const own = gates.get(call.tool.definition.name);
  if (own !== undefined && !own.tryEnter()) await own.enter(call.signal);
  try {
    if (!gate.tryEnter()) await gate.enter(call.signal);
  } catch (error) {
    own?.leave();
    throw error;
  }
  let inside = true;
  const leave = (): void => {
    if (!inside) return;
    inside = false;
    clearTimeout(abandon);
    gate.leave();
    own?.leave();
  };
  const abandon = setTimeout(() => {
    leave();
    const { name } = call.tool.definition;
    call.services.log.error({ event: "tool_abandoned", call: call.id, tool: name });
  }, call.tool.limits.timeoutMs + abandonedAfterMs);
  abandon.unref();
  try {
    return await next(call);
  } finally {
    leave();
  }
};

/**
 * Bounds how many calls run at once and how long each may take. One signal tells the work of the deadline
 * and of a client that went away. The call is answered then, also when the work does not listen.
 */
export const bound: Step = (call, next) =>
  new Promise((resolve, reject) => {
    const { timeoutMs } = call.tool.limits;
    const client = call.caller.signal;
    const controller = new AbortController();
    const stop = (reason: ToolError): void => {
      reject(reason);
      controller.abort(reason);
    };
    const cancel = (): void => stop(new ToolError("CANCELLED", "The client cancelled the call."));
    if (client.aborted) return cancel();
    const timer = setTimeout(
      () => stop(new ToolError("TIMEOUT", `The call took longer than ${timeoutMs / 1_000} s.`)),
      timeoutMs,
    );
    client.addEventListener("abort", cancel);
    call.signal = controller.signal;
    call.deadline = performance.now() + timeoutMs;
    const settle = (): void => {
      clearTimeout(timer);
      client.removeEventListener("abort", cancel);
    };
    admitted(call, next).finally(settle).then(resolve, reject);
  });
