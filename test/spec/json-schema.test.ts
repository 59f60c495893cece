import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkJsonSchema } from "../../src/spec/json-schema/check.js";
import { formats } from "../../src/spec/json-schema/keywords.js";
import { patternError, patternVerdict } from "../../src/spec/json-schema/patterns.js";
import { boundStrings, closeObject, nested } from "../../src/spec/json-schema/shape.js";
import type { AnySchema } from "../../src/spec/json-schema/walk.js";
import { formats as assertedFormats } from "../../src/render/validators.js";

const problems = (schema: AnySchema, isClosed = false) =>
  checkJsonSchema(schema, { root: schema, isClosed }).map(({ code, path }) => `${code} ${path.join(".")}`);

test.each<[string, AnySchema]>([
  ["the design's result", { type: "object", properties: { name: { type: "string" } }, required: ["name"] }],
  ["booleans as schemas", { type: "object", additionalProperties: false, properties: { a: true } }],
  [
    "every kind of reference into itself",
    { $ref: "#/$defs/a~1b", $defs: { "a/b": { $anchor: "x", items: { $ref: "#x" }, type: "array" } } },
  ],
  ["the root itself", { type: "object", properties: { child: { $ref: "#" } } }],
  ["several types", { type: ["string", "integer"], maxLength: 3, minimum: 1 }],
  ["own keys", { type: "string", "x-mcp-header": "Region" }],
  ["required names in a composed part", { anyOf: [{ required: ["a"] }, { required: ["b"] }] }],
])("%s: nothing to say", (_name, schema) => {
  expect(problems(schema)).toEqual([]);
});

test.each<[AnySchema, string[]]>([
  [{ type: "strin" }, ["MCP1216 type"]],
  [{ type: ["string", "string"] }, ["MCP1216 type"]],
  [{ type: null }, ["MCP1216 type"]],
  [{ properties: { a: { type: "array", items: [{}] } } }, ["MCP1216 properties.a.items"]],
  [{ required: "a" }, ["MCP1216 required"]],
  [{ required: ["a", "a"] }, ["MCP1216 required"]],
  [{ enum: [] }, ["MCP1216 enum"]],
  [{ type: "number", multipleOf: 0 }, ["MCP1216 multipleOf"]],
  [{ type: "number", exclusiveMinimum: true }, ["MCP1216 exclusiveMinimum"]],
  [{ type: "number", minimum: 2, maximum: 1 }, ["MCP1216 minimum"]],
  [{ $schema: "http://json-schema.org/draft-07/schema#" }, ["MCP1216 $schema"]],
  [{ definitions: {} }, ["MCP1217 definitions"]],
  [{ $ref: "other.json" }, ["MCP1219 $ref"]],
  [{ $ref: "#/$defs/a" }, ["MCP1219 $ref"]],
  [{ $ref: "#/%zz" }, ["MCP1219 $ref"]],
  [{ properties: { a: { $id: "https://example.com" } } }, ["MCP1219 properties.a.$id"]],
  [{ type: "object", required: ["a"], additionalProperties: false }, ["MCP1228 required.0"]],
])("%j: %j", (schema, expected) => {
  expect(problems(schema)).toEqual(expected);
});

test("what the generator will close is checked as closed", () => {
  expect(problems({ type: "object", required: ["a"] }, true)).toEqual(["MCP1228 required.0"]);
  expect(problems({ type: "object", required: ["a"], additionalProperties: true }, true)).toEqual([]);
});

test("a schema too wide is told once", () => {
  const properties = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [`p${index}`, { type: "string" }]),
  );
  expect(problems({ type: "object", properties })).toEqual(["MCP1220 "]);
});

test("a type that is an object with a toString of its own is an unknown type", () => {
  expect(problems({ type: { toString: 1 } })).toHaveLength(1);
});

test("whatever stands in a schema, checking it ends", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(
          "type",
          "properties",
          "items",
          "allOf",
          "$ref",
          "$defs",
          "required",
          "enum",
          "not",
          "format",
        ),
        fc.jsonValue({ maxDepth: 4 }),
      ),
      (schema) => {
        expect(Array.isArray(problems(schema))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("the formats that a spec may use are those that servers check", () => {
  expect([...formats].sort()).toEqual(Object.keys(assertedFormats).sort());
});

test("unbounded strings get a bound, wherever they are; others keep theirs", () => {
  expect(
    boundStrings({
      type: "object",
      properties: {
        a: { type: "string" },
        b: { type: "string", maxLength: 5 },
        c: { enum: ["x"], type: "string" },
        d: { type: ["string", "null"] },
        e: { type: "array", items: { anyOf: [{ type: "string" }] } },
      },
    }),
  ).toEqual({
    type: "object",
    properties: {
      a: { type: "string", maxLength: 10_000 },
      b: { type: "string", maxLength: 5 },
      c: { enum: ["x"], type: "string" },
      d: { type: ["string", "null"], maxLength: 10_000 },
      e: { type: "array", items: { anyOf: [{ type: "string", maxLength: 10_000 }] } },
    },
  });
});

test("an object that says nothing about further properties is closed, as its form allows", () => {
  expect(closeObject({ type: "object" })).toEqual({ type: "object", additionalProperties: false });
  expect(closeObject({ type: "object", allOf: [{}] })).toMatchObject({ unevaluatedProperties: false });
  expect(closeObject({ type: "object", additionalProperties: true })).toEqual({
    type: "object",
    additionalProperties: true,
  });
});

test("a schema moved inside of another keeps its references", () => {
  const { inner, defs } = nested(
    {
      type: "array",
      items: { $ref: "#/$defs/a" },
      contains: { $ref: "#" },
      $defs: { a: { $ref: "#/items" } },
    },
    "#/properties/result",
  );
  expect(inner).toEqual({
    type: "array",
    items: { $ref: "#/$defs/a" },
    contains: { $ref: "#/properties/result" },
  });
  expect(defs).toEqual({ a: { $ref: "#/properties/result/items" } });
});

test.each([
  "^[0-9a-f]{24}$",
  "^[\\w.-]+$",
  "^a{1,3}b?$",
  "^(?:a|b)+$",
  "^\\p{L}{1,40}$",
  "^[a-z]+(-[a-z]+)*$",
])("%s is safe", async (pattern) => {
  expect(patternError(pattern)).toBeUndefined();
  expect(await patternVerdict(pattern)).toMatchObject({ status: "safe" });
});

test.each(["^(a|a)*$", "^(a+)+$", ".*.*=.*", "^([a-zA-Z0-9]+\\s?)*$", "(x+x+)+y", "^a*a*a*a*b$"])(
  "%s can blow up",
  async (pattern) => {
    expect(await patternVerdict(pattern)).toMatchObject({ status: "vulnerable" });
  },
);

test.each(["(", "[", "a{2,1}", "\\", "(?<a>x)(?<a>y)", "\\p{Nope}"])("%s does not compile", (pattern) => {
  expect(patternError(pattern)).toEqual(expect.any(String));
});

test("the analysis of patterns is not loaded before it is needed", () => {
  const source = readFileSync(new URL("../../src/spec/json-schema/patterns.ts", import.meta.url), "utf8");
  expect(source).not.toMatch(/^import .*recheck/m);
});
