import type { Dialect } from "../sql/lex.js";
import type { Spec, SpecTool } from "./schema.js";

/** How the database of a tool's source reads SQL; of a source that is not there, as most do. */
export const dialectOf = (sources: Spec["sources"] = {}, source: SpecTool["source"] = ""): Dialect =>
  Object.hasOwn(sources, source) && sources[source]?.kind === "mysql" ? "mysql" : "standard";
