import type { Path } from "../document.js";
import { checkJsonSchema, type CheckOptions } from "../json-schema/check.js";
import { isSchemaObject } from "../json-schema/walk.js";
import { readParam } from "../param.js";
import { eachTool, type Rule } from "./rule.js";
import type { SpecTool } from "../schema.js";

export interface PlacedSchema {
  readonly schema: unknown;
  readonly path: Path;
  readonly options: CheckOptions;
}

/** Every schema of a tool, where it stands. `required` and `cap` of a parameter are words of the spec. */
export function schemasOf(tool: SpecTool, path: Path): readonly PlacedSchema[] {
  // References in a parameter start from the schema that all of them become.
  const root = { type: "object", properties: tool.params ?? {} };
  const params = Object.entries(tool.params ?? {}).map(([name, param]): PlacedSchema => {
    return { schema: readParam(param).schema, path: [...path, "params", name], options: { root } };
  });
  const whole = (["input", "result"] as const).flatMap((key): readonly PlacedSchema[] => {
    const schema = tool[key];
    if (!isSchemaObject(schema)) return [];
    return [{ schema, path: [...path, key], options: { root: schema, isClosed: key === "input" } }];
  });
  return [...params, ...whole];
}

export const validSchemas: Rule = {
  name: "valid-schemas",
  codes: ["MCP1216", "MCP1217", "MCP1219", "MCP1220", "MCP1228"],
  check({ spec }, report) {
    eachTool(spec, (tool, _name, path) => {
      for (const { schema, path: place, options } of schemasOf(tool, path)) {
        for (const { code, path: inner, message, ...more } of checkJsonSchema(schema, options)) {
          report(code, [...place, ...inner], message, more);
        }
      }
    });
  },
};
