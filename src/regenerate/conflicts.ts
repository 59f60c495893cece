/** What stops a run, as its reader meets it. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Action, Conflict, Plan } from "./plan.js";

export type ConflictAction = Extract<Action, { kind: "conflict" }>;

export interface ConflictStep {
  readonly path: string;
  readonly action: ConflictAction;
}

export const conflictSteps = (plan: Plan): readonly ConflictStep[] =>
  plan.steps.flatMap(({ path, action }) => (action.kind === "conflict" ? [{ path, action }] : []));

/** One error for each path that stops the run (MCP1530, MCP1531, MCP1533). */
export const conflicts = (plan: Plan): readonly Diagnostic[] =>
  conflictSteps(plan).map(({ path, action }) => problem(path, action.conflict));

function problem(path: string, conflict: Conflict): Diagnostic {
  switch (conflict.why) {
    case "edited": {
      const places = conflict.count === 1 ? "the same lines" : `the same lines in ${conflict.count} places`;
      return diagnostic("MCP1530", { message: `${path}: you and the generator changed ${places}` });
    }
    case "binary":
      return diagnostic("MCP1530", { message: `${path}: you made it something that is no UTF-8 text` });
    case "collision":
      return diagnostic("MCP1531", { message: `${path} is in the way: it was not generated` });
    case "blocked":
      return diagnostic("MCP1531", {
        message: `${path} cannot be written: there is a folder, or no folder above it, or what is no file`,
        help: "move away what stands there",
      });
    case "markers":
      return diagnostic("MCP1533", { message: `${path} still has conflict markers` });
  }
}
