import type { Step } from "./call.js";
import { ToolError } from "./errors.js";

const windows: Readonly<Record<number, string>> = {
  1: "a second",
  60: "a minute",
  3600: "an hour",
  86400: "a day",
};

/**
 * Counts one call against the caller's budget for this tool.
 * The key is the principal: a `caller_id` argument would let the caller choose whose budget to spend.
 */
export const limit: Step = async (call, next) => {
  const budget = await call.services.limiter.consume(call.tool, call.principal.id);
  if (budget.allowed) return next(call);
  const { calls, seconds } = call.tool.limits.rate;
  const window = windows[seconds] ?? `in ${seconds} s`;
  const wait = Math.max(1, Math.ceil(budget.retryAfterMs / 1_000));
  throw new ToolError(
    "RATE_LIMITED",
    `At most ${calls} calls of ${call.tool.definition.name} ${window}. Try again in ${wait} s.`,
  );
};
