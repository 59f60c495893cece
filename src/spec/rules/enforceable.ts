import { buildInput } from "../build-input.js";
import { valueSchema } from "../build-output.js";
import type { Path } from "../document.js";
import { checkJsonSchema } from "../json-schema/check.js";
import type { JsonSchema } from "../model.js";
import type { SpecTool } from "../schema.js";
import { eachSchema } from "./each-schema.js";
import { eachTool, type Rule } from "./rule.js";
import { schemasOf } from "./schemas.js";

/** Keywords that validators always manage: a schema of these alone is not compiled twice to find that out. */
const plain = new Set(
  `$schema title description default examples type enum minimum maximum exclusiveMinimum exclusiveMaximum minLength
  maxLength pattern format items minItems maxItems properties required additionalProperties`.split(/\s+/),
);

export const enforceableSchemas: Rule = {
  name: "enforceable-schemas",
  codes: ["MCP1236"],
  async check({ spec }, report) {
    const doubtful: { tool: SpecTool; path: Path }[] = [];
    eachTool(spec, (tool, _name, path) => {
      if (isDoubtful(tool, path)) doubtful.push({ tool, path });
    });
    if (doubtful.length === 0) return;
    const { schemaProblem } = await import("../../render/validators.js");
    for (const { tool, path } of doubtful) {
      const form = tool.input === undefined ? "params" : "input";
      const input = schemaProblem(buildInput(tool).schema);
      if (input !== undefined) {
        const place = pointerPath(input.location);
        // `properties` is what `params` stands for.
        const inner = form === "params" ? place.slice(1) : place;
        report(
          "MCP1236",
          [...path, form, ...inner],
          `the input cannot be enforced: ${inWords(input.message)}`,
          {
            at: "key",
          },
        );
      }
      if (tool.result === undefined) continue;
      const result = schemaProblem(valueSchema(tool.result).schema as JsonSchema);
      if (result !== undefined) {
        report("MCP1236", [...path, "result"], `the result cannot be checked: ${inWords(result.message)}`, {
          at: "key",
        });
      }
    }
  },
};

/** Uses more than the plain keywords, and is not wrong already. */
function isDoubtful(tool: SpecTool, path: Path): boolean {
  return schemasOf(tool, path).some(({ schema, options }) => {
    let isPlain = true;
    eachSchema(schema, [], (one) => {
      isPlain &&= Object.keys(one).every((keyword) => plain.has(keyword));
    });
    return !isPlain && checkJsonSchema(schema, options).length === 0;
  });
}

/** The compiler's reason without advice on its own options. */
function inWords(message: string): string {
  if (message.startsWith('"content*"')) return "contentEncoding and its like are checked by no validator";
  return message.replace(/, (?:enable|use|see) .*$/s, "");
}

/** `#/properties/a~1b` to its parts (RFC 6901). */
function pointerPath(location: string): readonly string[] {
  return location
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
