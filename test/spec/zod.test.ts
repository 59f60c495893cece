import { afterEach, expect, test, vi } from "vitest";
import * as z3 from "zod/v3";
import * as z4 from "zod";
import * as mini from "zod/mini";
import { convertProperty, convertWhole } from "../../src/spec/zod/convert.js";
import { fromZod3 } from "../../src/spec/zod/from-zod3.js";
import { fromZod4 } from "../../src/spec/zod/from-zod4.js";
import { isZod3, isZod4, type Zod3Schema, type Zod4Schema } from "../../src/spec/zod/schema-like.js";

const { zodToJsonSchema } = vi.hoisted(() => ({ zodToJsonSchema: vi.fn<(schema: unknown) => unknown>() }));
vi.mock("zod-to-json-schema", async (original) => {
  const real = await original<typeof import("zod-to-json-schema")>();
  zodToJsonSchema.mockImplementation((schema) => real.zodToJsonSchema(schema as never));
  return { ...real, zodToJsonSchema };
});
afterEach(() => zodToJsonSchema.mockClear());

const as4 = (schema: unknown) => schema as Zod4Schema;
const as3 = (schema: unknown) => schema as Zod3Schema;

test("the majors are told apart, and from everything else", () => {
  for (const schema of [z4.string(), z4.object({}), mini.string()])
    expect([isZod3(schema), isZod4(schema)]).toEqual([false, true]);
  for (const schema of [z3.string(), z3.object({})])
    expect([isZod3(schema), isZod4(schema)]).toEqual([true, false]);
  for (const other of [null, {}, "x", { type: "string" }, { _def: {} }, { _zod: 1 }, z4]) {
    expect([isZod3(other), isZod4(other)]).toEqual([false, false]);
  }
});

test("a zod 4 schema never reaches zod-to-json-schema", async () => {
  await convertWhole(as4(z4.object({ a: z4.string() })), "input");
  await convertProperty("a", as4(mini.string()));
  expect(() => fromZod3(as3(z4.string()))).toThrow("not a zod 3 schema");
  expect((await convertWhole(as3(z3.object({ a: z4.string() as never })), "input")).ok).toBe(false);
  expect(zodToJsonSchema).not.toHaveBeenCalled();
  await convertWhole(as3(z3.string()), "input");
  expect(zodToJsonSchema).toHaveBeenCalledOnce();
});

test("a zod 3 schema never reaches z.toJSONSchema", async () => {
  expect(() => fromZod4(as4(z3.string()), "input")).toThrow("not a zod 4 schema");
  expect((await convertWhole(as4(z4.object({ a: z3.string() as never })), "input")).ok).toBe(false);
});

test.each([
  ["bigint", z4.bigint(), z3.bigint()],
  ["date", z4.array(z4.date()), z3.array(z3.date())],
  ["map", z4.map(z4.string(), z4.string()), z3.map(z3.string(), z3.string())],
  ["set", z4.set(z4.string()), z3.set(z3.string())],
  ["transform", z4.string().transform(Number), z3.string().transform(Number)],
  ["preprocess", z4.preprocess(String, z4.string()), z3.preprocess(String, z3.string())],
  ["refinement", z4.string().refine(Boolean), z3.string().refine(Boolean)],
  ["trim", z4.string().trim(), z3.string().trim()],
  ["symbol in a union", z4.union([z4.string(), z4.symbol()]), z3.union([z3.string(), z3.symbol()])],
  ["undefined in an object", z4.object({ a: z4.undefined() }), z3.object({ a: z3.undefined() })],
])("%s is an obstacle in both majors, not an empty schema", async (_name, four, three) => {
  for (const schema of [as4(four), as3(three)]) {
    const converted = await convertWhole(schema, "input");
    expect(converted).toMatchObject({ ok: false, obstacles: [{ what: expect.any(String) as string }] });
  }
});

test("what nobody wrote is not in the schema", async () => {
  const converted = await convertWhole(as4(z4.object({ a: z4.int(), b: z4.email(), c: z4.uuid() })), "input");
  expect(converted).toMatchObject({
    ok: true,
    value: { properties: { a: { type: "integer" }, b: { type: "string", format: "email" } } },
  });
  const { properties } = (converted as unknown as { value: { properties: Record<string, object> } }).value;
  expect(Object.keys(properties["a"] ?? {})).toEqual(["type"]);
  expect(Object.keys(properties["b"] ?? {}).sort()).toEqual(["format", "type"]);
});

test("optional and default are not required", async () => {
  for (const z of [z3, z4]) {
    const cases = [z.string(), z.string().optional(), z.string().default("x"), z.string().nullable()];
    const results = await Promise.all(
      cases.map((schema) => convertProperty("a", schema as unknown as Zod4Schema)),
    );
    expect(results.map((one) => one.ok && one.value.isOptional)).toEqual([false, true, true, false]);
  }
});
