import type { OutputUnit } from "@cfworker/json-schema";
import type { Path } from "../document.js";
import { isSchemaObject, type AnySchema } from "../json-schema/walk.js";
import { eachSchema } from "./each-schema.js";
import { eachTool, type Rule } from "./rule.js";
import { schemasOf } from "./schemas.js";

interface Sample {
  readonly value: unknown;
  readonly schema: AnySchema;
  readonly root: AnySchema;
  readonly path: Path;
  readonly what: "default" | "example";
}

export const validDefaults: Rule = {
  name: "valid-defaults",
  codes: ["MCP1212"],
  async check({ spec }, report) {
    const samples: Sample[] = [];
    eachTool(spec, (tool, _name, path) => {
      for (const { schema: whole, path: start, options } of schemasOf(tool, path)) {
        eachSchema(whole, start, (schema, place) => {
          const { default: fallback, examples } = schema;
          const shared = { schema, root: options.root };
          if ("default" in schema)
            samples.push({ ...shared, value: fallback, path: [...place, "default"], what: "default" });
          for (const [index, value] of (Array.isArray(examples) ? examples : []).entries()) {
            samples.push({ ...shared, value, path: [...place, "examples", index], what: "example" });
          }
        });
      }
      for (const [name, { cap, default: fallback }] of Object.entries(tool.params ?? {})) {
        if (cap === undefined || typeof fallback !== "number" || fallback <= cap) continue;
        report(
          "MCP1212",
          [...path, "params", name, "default"],
          `the default ${fallback} is above the cap ${cap}`,
        );
      }
    });
    const doubtful = samples.filter(({ value, schema }) => !plainlyFits(value, schema));
    if (doubtful.length === 0) return;
    const { Validator } = await import("@cfworker/json-schema");
    for (const { value, schema, root, path, what } of doubtful) {
      const definitions = isSchemaObject(root["$defs"]) ? { $defs: root["$defs"] } : {};
      let reason: string | undefined;
      try {
        const result = new Validator({ ...definitions, ...schema }, "2020-12", false).validate(value);
        reason = result.valid ? undefined : inWords(result.errors.at(-1), schema);
      } catch {
        // The schema itself is wrong, or refers to a place outside of this part: other rules see to that.
        continue;
      }
      if (reason !== undefined) {
        report("MCP1212", path, `the ${what} does not fit its schema: ${reason}`);
      }
    }
  },
};

/** The innermost complaint, which says most. */
function inWords(error: OutputUnit | undefined, schema: AnySchema): string {
  if (error === undefined) return "it is refused";
  if (error.keyword === "type" && error.instanceLocation === "#")
    return `it must be of type ${String(schema["type"])}`;
  return error.error.slice(0, 1).toLowerCase() + error.error.slice(1).replace(/\.$/, "");
}

const plainKeywords = new Set([
  "type",
  "title",
  "description",
  "default",
  "examples",
  "required",
  "cap",
  "minimum",
]);

/** True for what most defaults are: a value of the one type that the schema asks for. Spares loading a validator. */
function plainlyFits(value: unknown, schema: AnySchema): boolean {
  if (!Object.keys(schema).every((keyword) => plainKeywords.has(keyword))) return false;
  const { type, minimum } = schema;
  if (typeof value === "number") {
    const isOfType = type === "number" || (type === "integer" && Number.isInteger(value));
    return isOfType && (typeof minimum !== "number" || value >= minimum);
  }
  return (typeof value === "string" || typeof value === "boolean") && type === typeof value;
}
