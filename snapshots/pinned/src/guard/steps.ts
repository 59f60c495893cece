import { authorise } from "./authorise.js";
import { bound } from "./bound.js";
import type { Next, Step } from "./call.js";
import { identify } from "./identify.js";
import { limit } from "./limit.js";
import { run } from "./run.js";
import { shape } from "./shape.js";
import { validate } from "./validate.js";

/** Every call takes these steps in this order. Each may refuse; every end is recorded once, by `record`. */
export const steps: readonly Step[] = [
  identify, // who: from the verified credential or the process owner, never from an argument
  authorise, // the tool's scopes
  validate, // JSON Schema as published; unknown arguments refused; caps clamped
  limit, // calls for each principal and tool
  bound, // concurrency and deadline
  run, // the tool itself
  shape, // rows, bytes, unsafe characters, result schema, fence around what comes from outside
];

/** The steps as one function, built once. The last of them answers. */
export const road = (list: readonly Step[]): Next =>
  list.reduceRight<Next>(
    (next, step) => (call) => step(call, next),
    () => Promise.reject(new Error("The last step must answer the call.")),
  );
