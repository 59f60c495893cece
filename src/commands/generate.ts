import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { refusal, type Outcome } from "../outcome.js";
import { findSpec, type FoundSpec } from "../project/find-spec.js";
import { settledPlan } from "../project/settled.js";
import type { Loaded } from "../spec/load.js";
import type { Terminal } from "../terminal.js";
import { decides, tell } from "./generate-report.js";

/** `create-mcp-prod generate [dir]`. */
export async function generate(
  dir: string | undefined,
  values: Values,
  terminal: Terminal,
): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  return found.ok ? generateIn(found.value, values, terminal) : refusal(found.diagnostics);
}

/**
 * The same of a spec that was found. A project in which nothing changed is told from its files alone; what renders
 * and merges is loaded only for another one, and the spec by `load` where a run that only reports has it to give.
 */
export async function generateIn(
  found: FoundSpec,
  values: Values,
  terminal: Terminal,
  load?: () => Promise<Loaded>,
): Promise<Outcome> {
  const plan = decides(values) ? undefined : await settledPlan(found);
  if (plan !== undefined) {
    const prepared = { plan, lock: plan.lock, disk: new Map() };
    return tell(found, { prepared, changes: false }, values, terminal);
  }
  const { generateAnew } = await import("./generate-anew.js");
  return generateAnew(found, values, terminal, load);
}
