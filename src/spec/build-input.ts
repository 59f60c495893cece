/** The arguments of a tool: from the spec's short or long form to the schema on the wire. */
import type { JsonSchema } from "./model.js";
import { boundStrings, closeObject } from "./json-schema/shape.js";
import type { AnySchema } from "./json-schema/walk.js";
import { readParam } from "./param.js";
import type { SpecTool } from "./schema.js";

export interface Input {
  readonly schema: JsonSchema;
  readonly caps: Readonly<Record<string, number>>;
}

/** Closed, with every string bounded: what the spec leaves open is settled here. */
export function buildInput(tool: SpecTool): Input {
  if (tool.input !== undefined) {
    // The spec's values come from YAML or from a checked module: they are JSON.
    return { schema: boundStrings(closeObject(tool.input)) as JsonSchema, caps: {} };
  }
  const properties: Record<string, AnySchema> = {};
  const required: string[] = [];
  const caps: Record<string, number> = {};
  for (const [name, param] of Object.entries(tool.params ?? {})) {
    const { schema, isRequired, cap } = readParam(param);
    properties[name] =
      cap === undefined ? schema : { ...schema, description: withCap(schema["description"], cap) };
    if (isRequired) required.push(name);
    if (cap !== undefined) caps[name] = cap;
  }
  const schema: AnySchema = {
    type: "object",
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
  return { schema: boundStrings(schema) as JsonSchema, caps };
}

/** Tells the model: it would otherwise read fewer rows than it asked for as all there are. */
function withCap(description: unknown, cap: number): string {
  const note = `A value above ${cap} is lowered to ${cap}.`;
  return typeof description === "string" && description !== "" ? `${description} ${note}` : note;
}
