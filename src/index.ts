/** What a config module imports: `import { defineSpec } from "create-mcp-prod"`. */
import type { SpecInput } from "./spec/spec-input.js";

export type {
  JsonSchemaInput,
  LimitsInput,
  ParamInput,
  SchemaInput,
  SpecInput,
  ToolInput,
  ZodSchemaInput,
} from "./spec/spec-input.js";

/** Checks the shape of a spec in the editor, and returns it as it is: `export default defineSpec({ … })`. */
export const defineSpec = (spec: SpecInput): SpecInput => spec;
