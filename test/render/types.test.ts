import { expect, test } from "vitest";
import { tsType } from "../../src/render/types.js";
import type { JsonSchema } from "../../src/spec/model.js";

const typeOf = (schema: JsonSchema, defaultsApplied = false) =>
  tsType(schema, { indent: 0, defaultsApplied });

test.each<[JsonSchema, string]>([
  [{ type: "string" }, "string"],
  [{ type: "integer" }, "number"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ enum: ["a", 'b"', 1, null] }, `"a" | 'b"' | 1 | null`],
  [{ const: true }, "true"],
  [{ enum: ["a", { b: 1 }] }, "unknown"],
  [{ type: "array", items: { type: "string" } }, "string[]"],
  [{ type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
  [{ type: "array" }, "unknown[]"],
  [
    { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], minItems: 1, items: false },
    "[string, number?]",
  ],
  [
    { type: "array", prefixItems: [{ type: "string" }], minItems: 1, items: { type: "null" } },
    "[string, ...null[]]",
  ],
  [{ type: "object" }, "Record<string, unknown>"],
  [{ type: "object", additionalProperties: false }, "Record<string, never>"],
  [{ type: "object", additionalProperties: { type: "number" } }, "Record<string, number>"],
  [{ anyOf: [{ type: "string" }, { type: "number" }] }, "string | number"],
  [{ oneOf: [{ type: "string" }, {}] }, "unknown"],
  [
    { allOf: [{ type: "object" }, { type: "object", additionalProperties: { type: "null" } }] },
    "Record<string, unknown> & Record<string, null>",
  ],
  [{ $ref: "#/$defs/due", $defs: { due: { type: "string" } } }, "string"],
  [{ $ref: "https://example.com/schema" }, "unknown"],
  [{}, "unknown"],
])("%j is %s", (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

const person: JsonSchema = {
  type: "object",
  properties: {
    name: { type: "string", description: "As they */ write\nit." },
    "middle-name": { type: "string" },
    age: { type: "integer", default: 18 },
    __proto__x: { $ref: "#" },
  },
  required: ["name"],
};

test("an object has its properties with their comments, and is unknown where it holds itself", () => {
  expect(typeOf(person)).toBe(`{
  /** As they *\\/ write it. */
  name: string;
  "middle-name"?: string;
  age?: number;
  __proto__x?: unknown;
}`);
});

test("a property with a default is there once defaults are filled in", () => {
  expect(typeOf(person, true)).toContain("  age: number;");
});
