/**
 * The verdicts against real validators: schemas are changed at random, and values are tried on both sides. A change that is
 * called compatible must never shut out a value that callers may send, nor let out one that they could not get before.
 *
 *   SAMPLES=200000 npx vitest run test/versioning/sampling.test.ts
 */
import { Validator, type Schema } from "@cfworker/json-schema";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { keywords } from "../../src/spec/json-schema/keywords.js";
import type { Json, JsonSchema } from "../../src/spec/model.js";
import { levelOf, schemaRules, type Direction, type SchemaRuleId } from "../../src/versioning/rules.js";
import { compareSchemas } from "../../src/versioning/schema/compare.js";

const samples = Number(process.env["SAMPLES"] ?? 2_000);

const values: readonly Json[] = (() => {
  const scalars = [null, true, -1, 0, 1, 2, 2.5, 4, "", "a", "ab", "b", "abc"] as const;
  const some = [null, true, 1, 2.5, "a", "abc"] as const;
  const lists = [[], ...some.map((one) => [one]), [1, 1], [1, "a"], ["a", 2, 2.5], ["a", "ab"]];
  const objects = some.flatMap((one) => [
    { a: one },
    { b: one },
    { a: one, b: "a" },
    { a: "ab", b: one },
    { c: one },
  ]);
  const nested = [
    { a: { a: 1 } },
    { a: { b: "a" } },
    { a: {} },
    [{ a: 1 }],
    [[1]],
    { a: [1, 2] },
    { kind: "x" },
    { kind: "y", a: 1 },
  ];
  return [...scalars, ...lists, {}, ...objects, ...nested];
})();

const count = fc.integer({ min: 0, max: 3 });
const name = fc.constantFrom("a", "b");
const typeName = fc.constantFrom("string", "integer", "number", "boolean", "null", "array", "object");
const scalar = fc.constantFrom<Json>(null, true, 1, 2.5, 4, "a", "ab");

const leaf: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  true,
  false,
  {},
  { type: "string" },
  { type: "integer" },
  { minimum: 2 },
  { maxLength: 1 },
  { const: "a" },
);

/** Schemas of a few keywords: with many, nothing is valid. `depth` is how far parts may have parts. */
function schemas(depth: number): fc.Arbitrary<JsonSchema> {
  const part: fc.Arbitrary<Json> = depth === 0 ? leaf : fc.oneof(leaf, schemas(depth - 1));
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  const written: Readonly<Record<string, fc.Arbitrary<Json>>> = {
    type: fc.oneof(typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }),
    const: scalar,
    minimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(1, 2, 4),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom("^a", "b$"),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    items: part,
    prefixItems: parts,
    contains: part,
    minContains: count,
    properties: fc.dictionary(name, part, { maxKeys: 2 }),
    required: fc.uniqueArray(name, { maxLength: 2 }),
    additionalProperties: part,
    patternProperties: fc.dictionary(fc.constantFrom("^a", "b$"), part, { maxKeys: 1 }),
    propertyNames: fc.constantFrom<Json>({ maxLength: 1 }, { pattern: "^[ab]$" }),
    dependentRequired: fc.constantFrom<Json>({ a: ["b"] }, { b: ["a"] }),
    dependentSchemas: fc.dictionary(name, part, { maxKeys: 1 }),
    minProperties: count,
    anyOf: parts,
    oneOf: parts,
    allOf: parts,
    not: part,
    if: part,
    then: part,
    unevaluatedProperties: part,
    unevaluatedItems: part,
  };
  const entry = fc
    .constantFrom(...Object.entries(written))
    .chain(([keyword, value]) => value.map((one) => [keyword, one] as const));
  return fc.array(entry, { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

const schema = schemas(2);

/** Another schema that has much in common with the first: some keyword was added, dropped, replaced or altered. */
const edited = (before: JsonSchema): fc.Arbitrary<JsonSchema> =>
  fc.tuple(schema, fc.nat(), fc.nat()).map(([other, where, how]) => edit(before, other, where, how));

function edit(before: JsonSchema, other: JsonSchema, where: number, how: number): JsonSchema {
  const keys = Object.keys(before);
  const key = keys[where % Math.max(1, keys.length)];
  const [added] = Object.entries(other);
  if (key === undefined || how % 4 === 0) return { ...before, ...(added && { [added[0]]: added[1] }) };
  const rest = Object.fromEntries(Object.entries(before).filter(([one]) => one !== key));
  if (how % 4 === 1) return rest;
  return { ...rest, [key]: alter(key, before[key] ?? true, other, where, how >> 2) };
}

/** A bound that moved, a name or an alternative that is gone, or a part that was edited itself. */
function alter(key: string, value: Json, other: JsonSchema, where: number, how: number): Json {
  const part = (one: Json) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? edit(one as JsonSchema, other, where, how)
      : other;
  const takes = keywords.get(key)?.takes;
  if (typeof value === "number") return Math.max(1, value + (how % 2 === 0 ? 1 : -1));
  if (takes === "schema") return part(value);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (takes !== "schemas" || how % 2 === 0) return list.length > 1 ? list.slice(1) : list;
    return [...list.slice(1), part(list[0] ?? true)];
  }
  if (takes !== "schemasByName") return value;
  const [first] = Object.entries(value as JsonSchema);
  return first === undefined ? value : { ...(value as JsonSchema), [first[0]]: part(first[1]) };
}

const accepts = (schema: JsonSchema): ReadonlySet<Json> => {
  const validator = new Validator(schema as Schema, "2020-12");
  return new Set(values.filter((value) => validator.validate(value).valid));
};

/** By convention: nobody relied on what an open object let through, or on what a closed one shut out. */
const conventions: Readonly<Record<Direction, readonly SchemaRuleId[]>> = {
  input: ["property-optional-added"],
  output: ["property-optional-added", "property-optional-removed", "property-required-added"],
};

vi.setConfig({ testTimeout: 60_000 + samples * 10 });

test.each(["input", "output"] as const)(
  "a compatible change of an %s is one for every value",
  (direction) => {
    let compatible = 0;
    const pair = schema.chain((before) => edited(before).map((after) => ({ before, after })));
    fc.assert(
      fc.property(pair, ({ before, after }) => {
        const rules = compareSchemas(before, after).map(({ rule }) => rule);
        if (rules.some((rule) => conventions[direction].includes(rule))) return;
        if (rules.some((rule) => levelOf(schemaRules[rule], direction) === "major")) return;
        compatible += 1;
        const [from, to] = direction === "input" ? [before, after] : [after, before];
        const had = accepts(from);
        const has = accepts(to);
        expect([...had].filter((value) => !has.has(value))).toEqual([]);
      }),
      { seed: 20_261_122, numRuns: samples },
    );
    // What is never called compatible would hold everything.
    expect(compatible).toBeGreaterThan(samples / 5);
  },
);

test("schemas without a change accept the same values", () => {
  fc.assert(
    fc.property(schema, (before) => {
      const shuffled = Object.fromEntries(Object.entries(before).reverse());
      expect(compareSchemas(before, shuffled)).toEqual([]);
    }),
    { seed: 20_261_122, numRuns: samples / 10 },
  );
});
