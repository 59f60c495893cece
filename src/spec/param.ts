/** A parameter of the short form: a JSON Schema with the spec's own words taken out. */
import type { AnySchema } from "./json-schema/walk.js";
import type { SpecTool } from "./schema.js";

export type SpecParam = NonNullable<SpecTool["params"]>[string];

export interface Param {
  readonly schema: AnySchema;
  readonly isRequired: boolean;
  readonly cap?: number;
}

/** `required: false` is the spec's word; a list under `required` is JSON Schema's, for a parameter of type object. */
export function readParam({ required, cap, ...rest }: SpecParam): Param {
  const schema: AnySchema = Array.isArray(required) ? { ...rest, required } : rest;
  const isRequired = typeof required === "boolean" ? required : !("default" in rest);
  return { schema, isRequired, ...(cap === undefined ? {} : { cap }) };
}
