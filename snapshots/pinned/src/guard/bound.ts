import type { Call, Next, Step } from "./call.js";
import { ToolError } from "./errors.js";

/** How long work that ignores its signal keeps its place after the deadline: it still costs what it costs. */
const abandonedAfterMs = 30_000;

/** Takes a place, and gives it back when the work has ended or `place.leave` is called. */
const admitted = async (call: Call, next: Next, place: Place): ReturnType<Next> => {
  const { gate, gates } = call.services;
  const own = gates.get(call.tool.definition.name);
  if (own !== undefined && !own.tryEnter()) await own.enter(call.stopper);
  try {
    if (!gate.tryEnter()) await gate.enter(call.stopper);
  } catch (error) {
    own?.leave();
    throw error;
  }
  place.leave = () => {
    place.leave = nothing;
    gate.leave();
    own?.leave();
  };
  try {
    return await next(call);
  } finally {
    place.leave();
  }
};

interface Place {
  leave: () => void;
}

const nothing = (): void => {};

const cancelled = () => new ToolError("CANCELLED", "The client cancelled the call.");

/**
 * Bounds how many calls run at once and how long each may take. One signal tells the work of the deadline
 * and of a client that went away. The call is answered then, also when the work does not listen.
 */
export const bound: Step = (call, next) =>
  new Promise((resolve, reject) => {
    const { timeoutMs } = call.tool.limits;
    const client = call.caller.signal;
    const place: Place = { leave: nothing };
    let timer: NodeJS.Timeout;

    const abandon = (): void => {
      place.leave();
      const { name } = call.tool.definition;
      call.services.log.error({ event: "tool_abandoned", call: call.id, tool: name });
    };
    const stop = (reason: ToolError): void => {
      clearTimeout(timer);
      timer = setTimeout(abandon, abandonedAfterMs).unref();
      reject(reason);
      call.stopper.abort(reason);
    };
    const cancel = (): void => stop(cancelled());
    const settle = (): void => {
      clearTimeout(timer);
      client.removeEventListener("abort", cancel);
    };

    if (client.aborted) return reject(cancelled());
    timer = setTimeout(
      () => stop(new ToolError("TIMEOUT", `The call took longer than ${timeoutMs / 1_000} s.`)),
      timeoutMs,
    );
    client.addEventListener("abort", cancel);
    call.deadline = performance.now() + timeoutMs;
    admitted(call, next, place).then(
      (result) => {
        settle();
        resolve(result);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
