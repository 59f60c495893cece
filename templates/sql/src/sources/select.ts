import type { Tool } from "../guard/tool.js";

/** How an argument is bound. An argument that was not given binds as NULL. */
export type Binding = "integer" | "number" | "string" | "boolean" | "json";

/** The `run` of a tool that is one statement with `:named` parameters. */
export declare function select(
  source: string,
  statement: string,
  parameters: Readonly<Record<string, Binding>>,
): Tool["run"];
