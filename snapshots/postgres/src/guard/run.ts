import type { Call, Context, Step } from "./call.js";

const silent = async (): Promise<void> => {};

/** What the tool's logic may use of the call; the logger that knows the call is made when it is asked for. */
const contextOf = (call: Call): Context => ({
  principal: call.principal,
  signal: call.signal,
  deadline: call.deadline,
  call: call.id,
  limits: call.tool.limits,
  sources: call.services.sources,
  progress: call.caller.progress ?? silent,
  get log() {
    return call.services.log.child({ call: call.id, tool: call.tool.definition.name });
  },
});

/** Runs the tool's own logic. */
export const run: Step = async (call, next) => {
  call.outcome = await call.tool.run(call.args, contextOf(call));
  return next(call);
};
