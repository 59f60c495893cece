/** Checks the shape of a spec and says what is wrong with it in the spec's own words. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Document } from "./document.js";
import { pruned } from "./prune.js";
import { specSchema, type Spec } from "./schema.js";
import { explainIssue } from "./structure-issues.js";

export interface Structure {
  /**
   * The spec; where something is wrong, without the part that is, so that rules can still check the rest.
   * `undefined`: too little is left.
   */
  readonly spec?: Spec;
  readonly diagnostics: readonly Diagnostic[];
}

/** Errors: MCP1101 to MCP1108. */
export function checkStructure(document: Document): Structure {
  const { value, places } = document;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const message = `a spec is a mapping, not ${Array.isArray(value) ? "a list" : value === null ? "nothing" : "a single value"}`;
    return { diagnostics: [diagnostic("MCP1108", { message, span: places.value([]) })] };
  }
  const parsed = specSchema.safeParse(value);
  if (parsed.success) return { spec: parsed.data, diagnostics: [] };
  const diagnostics = parsed.error.issues.flatMap((issue) => explainIssue(issue, document));
  const spec = pruned(value, parsed.error.issues);
  return { ...(spec === undefined ? {} : { spec }), diagnostics };
}
