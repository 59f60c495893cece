import { isSchemaObject, mapSchema } from "../json-schema/walk.js";
import type { SpecTool } from "../schema.js";

export interface Arguments {
  /** Names at the root: what a SQL parameter can be bound to. */
  readonly top: readonly string[];
  /** With the names inside of objects. */
  readonly all: readonly string[];
  /** Whether the schema lists every name at its root; a composed one may add more. */
  readonly isComplete: boolean;
}

const composing = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];

export function argumentsOf(tool: SpecTool): Arguments {
  const root = tool.input ?? { type: "object", properties: tool.params ?? {} };
  const properties = isSchemaObject(root["properties"]) ? root["properties"] : {};
  const all = new Set(Object.keys(properties));
  mapSchema(root, (schema) => {
    if (isSchemaObject(schema["properties"]))
      for (const name of Object.keys(schema["properties"])) all.add(name);
    return schema;
  });
  return {
    top: Object.keys(properties),
    all: [...all],
    isComplete: !composing.some((keyword) => keyword in root),
  };
}
