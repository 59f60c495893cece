import type { Call, Step } from "./call.js";
import { ToolError } from "./errors.js";
import { explain } from "./explain.js";
import type { Arguments } from "./tool.js";

const deepest = 32;
const mostValues = 10_000;

/** What no schema can refuse, or only after much work: too much, too deep, or text that is not Unicode. */
const unfit = (args: Arguments): string | undefined => {
  let values = 0;
  const look = (value: unknown, depth: number): string | undefined => {
    if (++values > mostValues) return `hold more than ${mostValues} values`;
    if (typeof value === "number" && !Number.isFinite(value))
      return "hold a number that is too large";
    if (typeof value === "string") {
      // Databases and C libraries end a text at NUL, so what was checked would not be what is used.
      return /\0|\p{Surrogate}/u.test(value) ? "hold a text that is not well-formed" : undefined;
    }
    if (typeof value !== "object" || value === null) return undefined;
    if (depth === deepest) return `are nested more than ${deepest} deep`;
    for (const [name, item] of Object.entries(value)) {
      if (name === "__proto__") return "hold a property named __proto__";
      const problem = look(item, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  return look(args, 0);
};

const isArguments = (args: unknown): args is Arguments =>
  typeof args === "object" && args !== null && !Array.isArray(args);

/** Lowers numbers to their caps and leaves a notice of each, so that the model does not take a part for all. */
const clamp = (call: Call, args: Arguments): Arguments => {
  const lowered = Object.entries(call.tool.caps).filter(([name, cap]) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    return typeof value === "number" && value > cap;
  });
  for (const [name, cap] of lowered) {
    call.lowered.push(cap);
    call.notices.push(
      `${name} was lowered from ${args[name]} to ${cap}, the most this tool allows.`,
    );
  }
  return lowered.length === 0 ? args : { ...args, ...Object.fromEntries(lowered) };
};

/** Checks the arguments against the schema as published, fills in its defaults, and applies the caps. */
export const validate: Step = (call, next) => {
  const { definition, validateInput } = call.tool;
  const { args } = call;
  if (!isArguments(args)) {
    throw new ToolError("INVALID_ARGUMENTS", "The arguments must be an object.");
  }
  const problem = unfit(args);
  if (problem !== undefined) throw new ToolError("INVALID_ARGUMENTS", `The arguments ${problem}.`);
  if (!validateInput(args)) {
    const problems = explain(validateInput.errors ?? [], definition.inputSchema, args);
    throw new ToolError("INVALID_ARGUMENTS", `${problems}.`);
  }
  call.args = clamp(call, args);
  return next(call);
};
