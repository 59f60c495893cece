import { describe, expect, test } from "vitest";
import type { JsonSchema } from "../../src/spec/model.js";
import {
  contractRules,
  levelOf,
  ruleOf,
  schemaRules,
  type Rule,
  type SchemaRuleId,
} from "../../src/versioning/rules.js";
import { compareSchemas } from "../../src/versioning/schema/compare.js";
import { schemaCases } from "./schema-cases.js";

const rulesOf = (before: JsonSchema, after: JsonSchema) =>
  compareSchemas(before, after).map(({ rule }) => rule);
const cases = Object.entries(schemaCases).flatMap(([rule, pairs]) =>
  pairs.map(([before, after], index) => ({ rule: rule as SchemaRuleId, index, before, after })),
);

test("every rule names a mirror that exists", () => {
  for (const { mirror } of [...Object.values(schemaRules), ...Object.values(contractRules)]) {
    expect(ruleOf(mirror)).toBeDefined();
  }
});

describe("each rule is found, and nothing else", () => {
  test.each(cases)("$rule, case $index", ({ rule, before, after }) => {
    expect(rulesOf(before, after)).toEqual([rule]);
  });
});

describe("the opposite change has the mirrored effect", () => {
  const mirrored = {
    narrowed: "widened",
    widened: "narrowed",
    undecidable: "undecidable",
    none: "none",
  } as const;
  test.each(cases)("$rule, case $index", ({ rule, before, after }) => {
    const { effect, mirror } = schemaRules[rule] as Rule;
    const [back] = rulesOf(after, before);
    expect(rulesOf(after, before)).toHaveLength(1);
    expect(back).toBeDefined();
    if (effect === undefined || (ruleOf(mirror) as Rule).effect === undefined) expect(back).toBe(mirror);
    else expect((ruleOf(back ?? "") as Rule).effect).toBe(mirrored[effect]);
  });
});

test("a schema is no change of itself, however its keys are ordered", () => {
  for (const { before } of cases) {
    const reversed = Object.fromEntries(Object.entries(before).reverse());
    expect(compareSchemas(before, structuredClone(before) as JsonSchema)).toEqual([]);
    expect(compareSchemas(before, reversed)).toEqual([]);
  }
});

test("what callers send may widen and what they get may narrow", () => {
  const levels = (rule: SchemaRuleId) => [
    levelOf(schemaRules[rule], "input"),
    levelOf(schemaRules[rule], "output"),
  ];
  expect(levels("enum-value-removed")).toEqual(["major", "minor"]);
  expect(levels("enum-value-added")).toEqual(["minor", "major"]);
  expect(levels("pattern-changed")).toEqual(["major", "major"]);
  expect(levels("annotation-changed")).toEqual(["patch", "patch"]);
  expect(levels("property-optional-added")).toEqual(["minor", "minor"]);
  expect(levels("property-optional-removed")).toEqual(["major", "minor"]);
  expect(levels("default-changed")).toEqual(["minor", "patch"]);
});

test("a change says where it is, and what stands there", () => {
  const before = {
    type: "object",
    properties: { "a/b": { type: "array", items: { type: "string", maxLength: 3 } } },
  };
  const after = {
    type: "object",
    properties: { "a/b": { type: "array", items: { type: "string", maxLength: 5 } } },
  };
  expect(compareSchemas(before, after)).toEqual([
    { rule: "range-relaxed", path: "/properties/a~1b/items/maxLength", before: 3, after: 5 },
  ]);
});

test("definitions are compared where they are used, and their names do not matter", () => {
  const before = { $ref: "#/$defs/a", $defs: { a: { type: "string" }, unused: { type: "null" } } };
  const after = { $ref: "#/$defs/b", $defs: { b: { type: "string" } } };
  expect(rulesOf(before, after)).toEqual([]);
  expect(rulesOf(before, { type: "string" })).toEqual([]);
  expect(rulesOf(before, { ...after, $defs: { b: { type: "string", maxLength: 3 } } })).toEqual([
    "range-tightened",
  ]);
});

test("a recursive schema is compared once around", () => {
  const list = (value: JsonSchema): JsonSchema => ({
    $ref: "#/$defs/list",
    $defs: { list: { type: "object", properties: { value, next: { $ref: "#/$defs/list" } } } },
  });
  expect(rulesOf(list({ type: "string" }), list({ type: "string" }))).toEqual([]);
  expect(rulesOf(list({ type: "integer" }), list({ type: "number" }))).toEqual(["type-widened"]);
});

test("recursion that unrolls differently on each side comes to an end", () => {
  const once: JsonSchema = {
    $ref: "#/$defs/a",
    $defs: { a: { type: "object", properties: { next: { $ref: "#/$defs/a" } } } },
  };
  const twice: JsonSchema = {
    $ref: "#/$defs/a",
    $defs: {
      a: { type: "object", properties: { next: { $ref: "#/$defs/b" } } },
      b: { type: "object", properties: { next: { $ref: "#/$defs/a" } } },
    },
  };
  expect(rulesOf(once, twice)).toEqual([]);
  expect(rulesOf(twice, once)).toEqual([]);
  const selfish = { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } };
  expect(rulesOf(selfish, once)).toEqual(["ref-cycle-changed"]);
});
