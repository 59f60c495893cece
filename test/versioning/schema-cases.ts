/** One pair of schemas for each rule of the catalog: the change, and nothing else, stands between the two. */
import type { JsonSchema } from "../../src/spec/model.js";
import type { SchemaRuleId } from "../../src/versioning/rules.js";

type Pair = readonly [before: JsonSchema, after: JsonSchema];

const text: JsonSchema = { type: "string" };
const object = (
  properties: JsonSchema,
  required: readonly string[] = [],
  rest: JsonSchema = {},
): JsonSchema => ({
  type: "object",
  properties,
  required,
  ...rest,
});
const property = (before: JsonSchema, after: JsonSchema): Pair => [
  object({ a: before }),
  object({ a: after }),
];

const circle: JsonSchema = { type: "object", properties: { kind: { const: "circle" } }, required: ["kind"] };
const square: JsonSchema = { type: "object", properties: { kind: { const: "square" } }, required: ["kind"] };
const tree = (leaf: JsonSchema): JsonSchema => ({
  $ref: "#/$defs/node",
  $defs: { node: object({ next: leaf }) },
});

export const schemaCases: Readonly<Record<SchemaRuleId, readonly Pair[]>> = {
  "property-required-added": [
    [object({}), object({ a: text }, ["a"])],
    // A default does not help: nothing fills it in before validation.
    [object({}), object({ a: { type: "string", default: "x" } }, ["a"])],
    [object({ in: object({}) }), object({ in: object({ a: text }, ["a"]) })],
  ],
  "property-became-required": [
    [object({ a: text }), object({ a: text }, ["a"])],
    [{ type: "object" }, { type: "object", required: ["a"] }],
  ],
  "property-became-optional": [[object({ a: text }, ["a"]), object({ a: text })]],
  "property-optional-added": [
    [object({}), object({ a: text })],
    [
      object({}, [], { additionalProperties: false }),
      object({ a: text }, [], { additionalProperties: false }),
    ],
  ],
  "property-removed": [[object({ a: text }, ["a"]), object({})]],
  "property-optional-removed": [[object({ a: text }), object({})]],
  "type-narrowed": [
    property({ type: "number" }, { type: "integer" }),
    property({ type: ["string", "boolean"] }, text),
    property({}, text),
    [object({ a: {} }), { ...object({}), properties: { a: false } }],
  ],
  "type-widened": [
    property({ type: "integer" }, { type: "number" }),
    property(text, { type: ["string", "integer"] }),
    property(text, {}),
    [{ ...object({}), properties: { a: false } }, object({ a: text })],
  ],
  "type-changed": [
    property(text, { type: "integer" }),
    property({ type: "string" }, { enum: [1, 2] }),
    property({ enum: ["a", 1] }, { type: "string" }),
  ],
  "nullable-removed": [property({ type: ["string", "null"] }, text)],
  "nullable-added": [property(text, { type: ["string", "null"] })],
  "enum-value-removed": [
    property({ enum: ["a", "b"] }, { enum: ["a"] }),
    property({ enum: ["a", "b"] }, { const: "a" }),
  ],
  "enum-value-added": [
    property({ enum: ["a"] }, { enum: ["a", "b"] }),
    property({ const: "a" }, { enum: ["b", "a"] }),
  ],
  "enum-introduced": [
    property(text, { type: "string", enum: ["a", "b"] }),
    property({ type: "number" }, { enum: [1] }),
    property({}, { const: null }),
  ],
  "enum-dropped": [
    property({ type: "string", enum: ["a", "b"] }, text),
    property({ const: true }, { type: "boolean" }),
  ],
  "range-tightened": [
    property({ type: "integer" }, { type: "integer", minimum: 1 }),
    property({ type: "integer", maximum: 9 }, { type: "integer", maximum: 8 }),
    property({ type: "number", exclusiveMinimum: 0 }, { type: "number", exclusiveMinimum: 1 }),
    property({ type: "string", maxLength: 9 }, { type: "string", maxLength: 8 }),
    property({ type: "array" }, { type: "array", minItems: 1 }),
    property({ type: "array" }, { type: "array", uniqueItems: true }),
    property({ type: "object" }, { type: "object", maxProperties: 3 }),
    property({ type: "integer", multipleOf: 2 }, { type: "integer", multipleOf: 4 }),
    property({ type: "array", contains: text }, { type: "array", contains: text, minContains: 2 }),
    property({ type: "array", contains: text }, { type: "array", contains: text, maxContains: 2 }),
  ],
  "range-relaxed": [
    property({ type: "integer", minimum: 1 }, { type: "integer" }),
    property({ type: "string", minLength: 2 }, { type: "string", minLength: 1 }),
    property({ type: "array", uniqueItems: true }, { type: "array" }),
    property({ type: "integer", multipleOf: 4 }, { type: "integer", multipleOf: 2 }),
    property({ type: "array", contains: text }, { type: "array", contains: text, minContains: 0 }),
  ],
  "range-changed": [property({ type: "integer", multipleOf: 2 }, { type: "integer", multipleOf: 3 })],
  "pattern-added": [property(text, { type: "string", pattern: "^a" })],
  "pattern-removed": [property({ type: "string", pattern: "^a" }, text)],
  "pattern-changed": [property({ type: "string", pattern: "^a" }, { type: "string", pattern: "^b" })],
  "format-added": [property(text, { type: "string", format: "date" })],
  "format-removed": [property({ type: "string", format: "date" }, text)],
  "format-changed": [property({ type: "string", format: "date" }, { type: "string", format: "date-time" })],
  "object-closed": [
    [object({}), object({}, [], { additionalProperties: false })],
    [object({}), object({}, [], { additionalProperties: text })],
    [object({}, [], { additionalProperties: text }), object({}, [], { additionalProperties: false })],
  ],
  "object-opened": [
    [object({}, [], { additionalProperties: false }), object({})],
    [object({}, [], { additionalProperties: false }), object({}, [], { additionalProperties: text })],
  ],
  "pattern-properties-changed": [[object({}), object({}, [], { patternProperties: { "^x": text } })]],
  "property-names-tightened": [[object({}), object({}, [], { propertyNames: { maxLength: 3 } })]],
  "property-names-relaxed": [[object({}, [], { propertyNames: { maxLength: 3 } }), object({})]],
  "dependency-added": [
    [object({}), object({}, [], { dependentRequired: { a: ["b"] } })],
    [object({}), object({}, [], { dependentSchemas: { a: { required: ["b"] } } })],
  ],
  "dependency-removed": [[object({}, [], { dependentRequired: { a: ["b"] } }), object({})]],
  "anyOf-branch-removed": [property({ anyOf: [text, { type: "integer" }] }, { anyOf: [text] })],
  "anyOf-branch-added": [
    property({ anyOf: [text] }, { anyOf: [{ type: "integer" }, text] }),
    // One way to write a value that may be null, and the other.
    property(text, { anyOf: [text, { type: "null" }] }),
  ],
  "oneOf-branch-added": [property({ oneOf: [circle] }, { oneOf: [circle, square] })],
  "oneOf-branch-removed": [property({ oneOf: [circle, square] }, { oneOf: [square] })],
  "oneOf-changed": [
    property({ oneOf: [{ type: "number" }] }, { oneOf: [{ type: "number" }, { type: "integer" }] }),
    property({ oneOf: [{ minimum: 1 }, text] }, { oneOf: [{ minimum: 2 }, text] }),
  ],
  "allOf-added": [
    property({ allOf: [text] }, { allOf: [text, { minLength: 1 }] }),
    property(text, { type: "string", anyOf: [{ minLength: 3 }, { maxLength: 1 }] }),
    [
      { ...object({ a: text }), $defs: { short: { maxLength: 3 } } },
      { ...object({ a: { type: "string", $ref: "#/$defs/short" } }), $defs: { short: { maxLength: 3 } } },
    ],
  ],
  "allOf-removed": [property({ allOf: [text, { minLength: 1 }] }, { allOf: [text] })],
  "not-changed": [
    property(text, { type: "string", not: { const: "a" } }),
    property({ not: { minimum: 1 } }, { not: { minimum: 2 } }),
  ],
  "if-changed": [
    property({ if: text, then: { minLength: 1 } }, { if: { type: "integer" }, then: { minLength: 1 } }),
  ],
  "ref-cycle-changed": [
    property({ $ref: "https://example.com/a.json" }, { $ref: "https://example.com/b.json" }),
    [tree({ $ref: "#/$defs/missing" }), tree({ $ref: "#/$defs/absent" })],
  ],
  "items-tightened": [property({ type: "array" }, { type: "array", items: text })],
  "items-relaxed": [property({ type: "array", items: text }, { type: "array" })],
  "prefix-items-changed": [
    property({ type: "array", prefixItems: [text] }, { type: "array", prefixItems: [text, text] }),
    property({ type: "array", items: [text] }, { type: "array", items: [text, text] }),
  ],
  "contains-added": [property({ type: "array" }, { type: "array", contains: text })],
  "contains-removed": [property({ type: "array", contains: text }, { type: "array" })],
  "contains-changed": [
    property({ type: "array", contains: text }, { type: "array", contains: { type: "integer" } }),
  ],
  "unevaluated-changed": [[object({}), object({}, [], { unevaluatedProperties: false })]],
  "default-changed": [property({ type: "integer", default: 1 }, { type: "integer", default: 2 })],
  "x-mcp-header-changed": [property(text, { type: "string", "x-mcp-header": "Region" })],
  "annotation-changed": [
    property(text, { type: "string", description: "A name." }),
    property({ type: "string", title: "A" }, { type: "string", title: "B" }),
    property(text, { type: "string", "x-order": 1 }),
  ],
};
