/** Every semantic rule, in the order in which they run; the report is sorted by place anyway. */
import type { Rule } from "./rule.js";
import { knownSource, oneImplementation } from "./sources.js";

export const rules: readonly Rule[] = [knownSource, oneImplementation];
