import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { refusal, type Outcome } from "../outcome.js";
import { findSpec } from "../project/find-spec.js";
import { settledPlan } from "../project/settled.js";
import type { Terminal } from "../terminal.js";
import { decides, tell } from "./generate-report.js";

/**
 * `create-mcp-prod generate [dir]`. A project in which nothing changed is told from its files alone; what renders
 * and merges is loaded only for another one.
 */
export async function generate(
  dir: string | undefined,
  values: Values,
  terminal: Terminal,
): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  const plan = decides(values) ? undefined : await settledPlan(found.value);
  if (plan !== undefined) {
    const prepared = { plan, lock: plan.lock, disk: new Map() };
    return tell(found.value, { prepared, changes: false }, values, terminal);
  }
  const { generateAnew } = await import("./generate-anew.js");
  return generateAnew(found.value, values, terminal);
}
