import type { Code } from "../../diagnostics/catalog.js";
import type { Path } from "../document.js";

/** Something wrong in a schema. `path` starts at its root. */
export interface SchemaProblem {
  readonly code: Code;
  readonly path: Path;
  readonly message: string;
  readonly at?: "key" | "value";
  readonly label?: string | undefined;
  readonly help?: string | undefined;
}
