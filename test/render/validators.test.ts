import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaProblem, validatorsModules, type ValidatorSchemas } from "../../src/render/validators.js";
import type { JsonSchema } from "../../src/spec/model.js";
import type { Validator } from "../../templates/base/src/guard/tool.js";

interface Validators {
  readonly validateInput: Validator;
  readonly validateOutput?: Validator;
}

/** The module of a tool that is the only one. */
const moduleOf = (schemas: ValidatorSchemas): string =>
  validatorsModules([{ fileName: "only", ...schemas }])[0]?.text ?? "";

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "create-mcp-prod-validators-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The module as the generated project has it, loaded. */
async function load(input: JsonSchema, output?: JsonSchema): Promise<Validators> {
  const guard = new URL("../../templates/base/src/guard/", import.meta.url).pathname;
  const text = moduleOf(output ? { input, output } : { input });
  const file = join(folder, `${count++}.mjs`);
  const { outputFiles } = await build({
    stdin: {
      contents: text.replace(/"\.\.\/\.\.\/guard\/([a-z-]+)\.js"/g, `"${guard}$1.ts"`),
      resolveDir: folder,
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  await writeFile(file, outputFiles[0]?.contents ?? "");
  return (await import(pathToFileURL(file).href)) as Validators;
}

const locations = (validator: Validator, value: unknown) => {
  validator(value);
  return (validator.errors ?? []).map(({ keywordLocation }) => keywordLocation);
};

describe("a compiled validator", () => {
  const input: JsonSchema = {
    type: "object",
    properties: {
      email: { type: "string", format: "email", maxLength: 30 },
      limit: { type: "integer", minimum: 1, default: 100 },
      weight: { type: "number" },
      "x-tag": { type: "string", "x-mcp-header": "Tag" },
    },
    required: ["email"],
    additionalProperties: false,
  };

  test("fills in defaults of the input, and none of the output", async () => {
    const { validateInput, validateOutput } = await load(input, { ...input, required: [] });
    const args = { email: "a@example.com" };
    expect(validateInput(args)).toBe(true);
    expect(args).toEqual({ email: "a@example.com", limit: 100 });
    const result = {};
    expect(validateOutput?.(result)).toBe(true);
    expect(result).toEqual({});
  });

  test("reports every problem with its place", async () => {
    const { validateInput } = await load(input);
    expect(
      locations(validateInput, { email: "nobody", limit: 0, extra: 1, weight: Infinity }).sort(),
    ).toEqual([
      "#/additionalProperties",
      "#/properties/email/format",
      "#/properties/limit/minimum",
      "#/properties/weight/type",
    ]);
    expect(locations(validateInput, {})).toEqual(["#/required"]);
    expect(locations(validateInput, [])).toEqual(["#/type"]);
  });

  test("takes no integer that may have been another one before it was read, and returns any", async () => {
    const one: JsonSchema = { type: "object", properties: { id: { type: "integer" } } };
    const { validateInput, validateOutput } = await load(one, one);
    for (const digits of ["9007199254740993", "-9007199254740992", "1e308"]) {
      const value = JSON.parse(`{"id":${digits}}`) as unknown;
      expect(locations(validateInput, value)).toEqual(["#/properties/id/type"]);
      expect(validateOutput?.(value)).toBe(true);
    }
    expect(validateInput({ id: Number.MAX_SAFE_INTEGER })).toBe(true);
  });

  test("takes what looks like the object's own inside only when it is its own", async () => {
    const { validateInput } = await load({
      type: "object",
      properties: { valueOf: { type: "string" } },
      additionalProperties: false,
    });
    expect(validateInput({})).toBe(true);
    expect(validateInput(JSON.parse('{"__proto__":{"polluted":1}}'))).toBe(false);
    expect(validateInput({ valueOf: 1 })).toBe(false);
  });

  test("applies the arguments' defaults also beside keywords where the compiler applies none", async () => {
    const { validateInput } = await load({
      ...input,
      if: { properties: { limit: { const: 5 } }, required: ["limit"] },
      then: { required: ["weight"] },
    });
    const args = { email: "a@example.com" };
    expect(validateInput(args)).toBe(true);
    expect(args).toHaveProperty("limit", 100);
    expect(locations(validateInput, { email: "a@example.com", limit: 5 })).toEqual(["#/then/required"]);
  });

  test("enforces what stands beside a list of values or a constant, with and without a default", async () => {
    const { validateInput } = await load({
      type: "object",
      properties: {
        size: { type: "string", enum: ["s", "m", "huge"], maxLength: 3, default: "m" },
        both: { const: "a", enum: ["a", "b"], maxLength: 1 },
        word: { enum: ["a", "b"], pattern: "^a$" },
        "x-tag": { enum: ["a"], minLength: 1, "x-mcp-header": "Tag" },
        list: { type: "array", maxItems: 2, items: { $ref: "#/$defs/even" } },
        not: { enum: ["a", "b"], not: { const: "b" } },
      },
      additionalProperties: false,
      $defs: { even: { type: "integer", enum: [2, 4, 60], maximum: 50 } },
    });
    const args = { list: [2, 4], both: "a", "x-tag": "a", not: "a" };
    expect(validateInput(args)).toBe(true);
    expect(args).toHaveProperty("size", "m");
    expect(locations(validateInput, { size: "huge" })).toEqual(["#/properties/size/maxLength"]);
    expect(locations(validateInput, { size: "l" })).toEqual(["#/properties/size/enum"]);
    expect(locations(validateInput, { both: "b" })).toEqual(["#/properties/both/const"]);
    expect(locations(validateInput, { word: "b" })).toEqual(["#/properties/word/pattern"]);
    expect(locations(validateInput, { list: [60, 3] })).toEqual([
      "#/properties/list/items/$ref/maximum",
      "#/properties/list/items/$ref/enum",
    ]);
    expect(locations(validateInput, { "x-tag": "" }).sort()).toEqual([
      "#/properties/x-tag/enum",
      "#/properties/x-tag/minLength",
    ]);
    expect(validateInput({ not: "b" })).toBe(false);
  });

  test("follows references, also of a schema to itself", async () => {
    const tree: JsonSchema = {
      type: "object",
      properties: { children: { type: "array", items: { $ref: "#" } }, due: { $ref: "#/$defs/due" } },
      additionalProperties: false,
      $defs: { due: { type: "string", format: "date" } },
    };
    const { validateInput } = await load(tree);
    expect(validateInput({ children: [{ children: [], due: "2026-02-28" }] })).toBe(true);
    expect(validateInput({ children: [{ due: "2026-02-30" }] })).toBe(false);
    expect(validateInput({ children: [{ other: 1 }] })).toBe(false);
  });

  test("is text that ends no string and runs nothing, whatever the schema says", async () => {
    const evil = "`${globalThis.stolen = 1}` */ \u2028 \"'); globalThis.stolen = 1; ('";
    const { validateInput } = await load({
      type: "object",
      properties: {
        [evil]: { type: "string", const: evil, default: evil },
        p: { type: "string", pattern: "^[`'\"/]+$" },
      },
      additionalProperties: false,
    });
    const args = {};
    expect(validateInput(args)).toBe(true);
    expect(args).toEqual({ [evil]: evil });
    expect(validateInput({ p: "x" })).toBe(false);
    expect(globalThis).not.toHaveProperty("stolen");
  });

  test("is the same text for the same schema", () => {
    const schema = JSON.parse(JSON.stringify(input)) as JsonSchema;
    expect(moduleOf({ input: schema })).toBe(moduleOf({ input }));
  });

  test("is taken from the first tool that has it, as input or as output", () => {
    const other: JsonSchema = { type: "object", properties: { other: { type: "string" } } };
    const [first, second, third, fourth] = validatorsModules([
      { fileName: "first", input, output: other },
      { fileName: "second", input, output: other },
      { fileName: "third", input: { type: "object" }, output: { type: "object" } },
      { fileName: "fourth", input: { ...other, additionalProperties: false }, output: input },
    ]).map(({ text }) => text);
    expect(first?.match(/^export const validate\w+ = /gm)).toHaveLength(2);
    expect(second).toBe(
      '\nexport { validateInput } from "./first.js";\nexport { validateOutput } from "./first.js";\n',
    );
    expect(third).toMatch(/\nexport const validateOutput = validateInput;\n$/);
    expect(fourth).toContain("export const validateInput = function");
  });

  test("is another one where only one of two fills in defaults", () => {
    const withDefault: JsonSchema = { type: "object", properties: { n: { type: "integer", default: 3 } } };
    const [, second] = validatorsModules([
      { fileName: "first", input: withDefault },
      { fileName: "second", input: { type: "object" }, output: withDefault },
    ]);
    expect(second?.text).toMatch(/export const validateOutput = function/);
  });
});

test.each<[JsonSchema, string, RegExp]>([
  [{ type: "object", properties: { a: { type: "strin" } } }, "#/properties/a", /type/],
  [{ type: "object", properties: { a: { type: "string", format: "colour" } } }, "#/properties/a", /format/],
  [{ type: "object", properties: { a: { type: "string", maxlength: 3 } } }, "#/properties/a", /maxlength/],
  [{ type: "object", properties: { a: { type: "string", pattern: "(" } } }, "#/properties/a", /./],
  [{ type: "object", properties: { a: { enum: ["a"], maxlength: 3 } } }, "#/properties/a", /maxlength/],
  [
    { type: "object", properties: { a: { const: "a", contentEncoding: "base64" } } },
    "#/properties/a",
    /content/,
  ],
])("says what cannot be enforced, and where: %j", (schema, location, message) => {
  expect(schemaProblem(schema)).toMatchObject({ location, message: expect.stringMatching(message) });
});

test("finds no problem in a schema that can be enforced", () => {
  expect(
    schemaProblem({ type: "object", properties: { "x-a": { type: ["string", "null"] } } }),
  ).toBeUndefined();
});
