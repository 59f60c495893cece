import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { parseEvents, constructFromEvents } from "js-yaml";
import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod/v3";
import { isSchemaObject, type AnySchema } from "../../src/spec/json-schema/walk.js";
import { publishedSchema } from "../../src/spec/published-schema.js";
import { specSchema } from "../../src/spec/schema.js";
import type { SpecInput } from "../../src/spec/spec-input.js";
import { errorCases, good } from "../diagnostics/error-cases.js";

const text = publishedSchema();
const schema: unknown = JSON.parse(text);
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema as object);
const valueOf = (yaml: string) => constructFromEvents(parseEvents(yaml, {}), { source: yaml })[0];

test("the schema that is checked in is the one of this code", () => {
  const file = readFileSync(new URL("../../schema/mcp.schema.json", import.meta.url), "utf8");
  expect(file).toBe(text);
});

test("a good spec is valid for editors, too", () => {
  validate(valueOf(good));
  expect(validate.errors).toBe(null);
});

const readable = errorCases.filter(({ code, name }) => !code.startsWith("MCP10") && name !== "no-time");
test.each(readable.map(({ code, name, files }) => [`${code}-${name}`, String(files["mcp.yaml"])] as const))(
  "editors agree with the command on the structure of %s",
  (_name, yaml) => {
    const value = valueOf(yaml);
    expect(validate(value)).toBe(specSchema.safeParse(value).success);
  },
);

test("every key says what it is for", () => {
  const silent: string[] = [];
  const visit = (node: AnySchema, path: string): void => {
    for (const [name, one] of Object.entries((node["properties"] ?? {}) as Record<string, AnySchema>)) {
      if (typeof one["markdownDescription"] !== "string") silent.push(`${path}${name}`);
      visit(one, `${path}${name}.`);
    }
    for (const one of (node["anyOf"] ?? []) as AnySchema[]) visit(one, path);
    if (isSchemaObject(node["additionalProperties"])) visit(node["additionalProperties"], `${path}*.`);
  };
  visit(schema as AnySchema, "");
  expect(silent).toEqual([]);
});

test("defineSpec takes whatever the schema takes", () => {
  type Written = z.input<typeof specSchema>;
  // Index signatures of JSON Schemas apart, the two are kept in step by hand.
  expectTypeOf<keyof Written>().toEqualTypeOf<keyof SpecInput>();
  expectTypeOf<keyof Written["server"]>().toEqualTypeOf<keyof SpecInput["server"]>();
  expectTypeOf<keyof Written["tools"][string]>().toEqualTypeOf<keyof SpecInput["tools"][string]>();
  expectTypeOf<keyof NonNullable<Written["limits"]>>().toEqualTypeOf<
    keyof NonNullable<SpecInput["limits"]>
  >();
  expectTypeOf<keyof NonNullable<Written["auth"]>>().toEqualTypeOf<keyof NonNullable<SpecInput["auth"]>>();
  expectTypeOf<keyof NonNullable<Written["telemetry"]>>().toEqualTypeOf<
    keyof NonNullable<SpecInput["telemetry"]>
  >();
});
