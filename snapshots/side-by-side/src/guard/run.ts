import type { Call, Context, Step } from "./call.js";
import { recordedArguments } from "./redact.js";

const silent = async (): Promise<void> => {};

/**
 * What the tool's logic may use of the call. What costs more than it does for most calls, a signal and the logger
 * that knows the call, is made when it is asked for; that takes a class, because a getter in an object literal makes the engine treat each such object as one of a kind.
 */
class CallContext implements Context {
  readonly principal: Context["principal"];
  readonly stop: Context["stop"];
  readonly deadline: number;
  readonly call: string;
  readonly limits: Context["limits"];
  readonly sources: Context["sources"];
  readonly progress: Context["progress"];
  readonly #of: Call;

  constructor(call: Call) {
    this.principal = call.principal;
    this.stop = call.stopper;
    this.deadline = call.deadline;
    this.call = call.id;
    this.limits = call.tool.limits;
    this.sources = call.services.sources;
    this.progress = call.caller.progress ?? silent;
    this.#of = call;
  }

  get signal(): Context["signal"] {
    return this.#of.stopper.signal;
  }

  get log(): Context["log"] {
    return this.#of.services.log.child({ call: this.call, tool: this.#of.tool.definition.name });
  }
}

/** Runs the tool's own logic. */
export const run: Step = async (call, next) => {
  const running = call.tool.run(call.args, new CallContext(call));
  // While a database or an upstream works, and not between its answer and the caller's.
  call.recorded = recordedArguments(call);
  call.outcome = await running;
  return next(call);
};
