import { isSchemaObject, type AnySchema } from "../json-schema/walk.js";
import type { Path } from "../document.js";
import { readParam } from "../param.js";
import type { SpecTool } from "../schema.js";
import { eachSchema } from "./each-schema.js";

export interface Arguments {
  /** Names at the root: what a SQL parameter can be bound to. */
  readonly names: readonly string[];
  /** Whether the schema lists every name at its root; a composed one may add more. */
  readonly isComplete: boolean;
}

const composing = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];

/** What a tool takes, in either form. */
export function argumentsOf(tool: SpecTool): Arguments {
  const root = rootOf(tool);
  const { properties } = root;
  return {
    names: isSchemaObject(properties) ? Object.keys(properties) : [],
    isComplete: !composing.some((keyword) => keyword in root),
  };
}

/** With the names inside of objects. */
export function everyArgument(tool: SpecTool): readonly string[] {
  const found = new Set<string>();
  eachSchema(rootOf(tool), [], ({ properties }) => {
    if (!isSchemaObject(properties)) return;
    for (const name of Object.keys(properties)) found.add(name);
  });
  return [...found];
}

/** The schema of one argument, where the tool says one itself. */
export function argumentSchema(tool: SpecTool, name: string): AnySchema | undefined {
  if (tool.input === undefined) {
    const param = tool.params?.[name];
    return param === undefined ? undefined : readParam(param).schema;
  }
  const { properties } = tool.input;
  const schema = isSchemaObject(properties) ? properties[name] : undefined;
  return isSchemaObject(schema) ? schema : undefined;
}

/** Where it stands in the spec. */
export const argumentPath = ({ input }: SpecTool, tool: Path, name: string): Path =>
  input === undefined ? [...tool, "params", name] : [...tool, "input", "properties", name];

const rootOf = (tool: SpecTool): AnySchema => tool.input ?? { type: "object", properties: tool.params ?? {} };
