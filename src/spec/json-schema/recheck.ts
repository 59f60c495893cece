/** recheck's pure JavaScript build (3 MB): imported only when a pattern needs it. */
import recheck from "recheck/lib/browser.js";
import type { Verdict } from "./patterns.js";

/**
 * Limits count steps and the random seed is fixed, so that the verdict is the same everywhere; the one timeout
 * is a last resort against a pattern that outruns them.
 */
const parameters = {
  timeout: 20_000,
  attackTimeout: null,
  incubationTimeout: null,
  randomSeed: 0,
  attackLimit: 20_000_000,
  maxIteration: 5,
} as const;

export function recheckSync(pattern: string): Verdict {
  const result = recheck.checkSync(pattern, "u", parameters);
  if (result.status !== "vulnerable") return { status: result.status };
  const { complexity, attack } = result;
  return { status: "vulnerable", complexity: complexity.summary, attack: attack.pattern };
}
