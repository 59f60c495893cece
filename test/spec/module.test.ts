import { expect, test } from "vitest";
import { loadModuleFiles, withParams } from "../diagnostics/module-cases.js";

const zod3 = 'import { z } from "zod/v3";';
const zod4 = 'import { z } from "zod";';

/** The input schema of the one tool. */
const inputOf = (files: Record<string, string>) =>
  loadModuleFiles(files, (loaded) => {
    expect(loaded.diagnostics).toEqual([]);
    return loaded.ok ? loaded.value.model.tools[0] : undefined;
  });

const code = `{
  email: z.string().email().max(254).describe("Whom to score."),
  size: z.number().int().min(1).optional(),
  kind: z.enum(["lead", "customer"]).default("lead"),
  limit: { schema: z.number().int().min(1).default(10), cap: 50, description: "How many." },
  address: z.object({ city: z.string().max(80), tags: z.array(z.string().max(9)).optional() }),
  pair: z.tuple([z.string().max(5), z.boolean()]),
}`;

const expected = {
  type: "object",
  properties: {
    email: { type: "string", format: "email", maxLength: 254, description: "Whom to score." },
    size: { type: "integer", minimum: 1 },
    kind: { type: "string", enum: ["lead", "customer"], default: "lead" },
    limit: {
      type: "integer",
      minimum: 1,
      default: 10,
      description: "How many. A value above 50 is lowered to 50.",
    },
    address: {
      type: "object",
      properties: {
        city: { type: "string", maxLength: 80 },
        tags: { type: "array", items: { type: "string", maxLength: 9 } },
      },
      required: ["city"],
      additionalProperties: false,
    },
    pair: { type: "array", prefixItems: [{ type: "string", maxLength: 5 }, { type: "boolean" }] },
  },
  required: ["email", "address", "pair"],
  additionalProperties: false,
};

test.each([
  ["zod 3", zod3],
  ["zod 4", zod4],
])("parameters of %s become the same schema as written by hand", async (_name, imports) => {
  const tool = await inputOf({ "mcp.config.ts": withParams(code, imports) });
  expect(tool?.inputSchema).toMatchObject(expected);
  expect(tool?.caps).toEqual({ limit: 50 });
});

test.each(["mcp.config.ts", "mcp.config.mts", "mcp.config.mjs", "mcp.config.js"])(
  "%s is run",
  async (name) => {
    const tool = await inputOf({ [name]: withParams('{ a: { type: "boolean" } }') });
    expect(tool?.inputSchema).toMatchObject({ required: ["a"] });
  },
);

test("TypeScript of several files, with what needs compiling", async () => {
  const tool = await inputOf({
    "mcp.config.ts": withParams("params(Kind.Lead)", 'import { Kind, params } from "./params.js";'),
    "params.ts": `export enum Kind { Lead = "lead" }
export const params = <const T extends Kind>(kind: T) =>
  ({ kind: { type: "string", enum: [kind] as string[], default: kind } }) satisfies Record<string, object>;
`,
  });
  expect(tool?.inputSchema).toMatchObject({ properties: { kind: { default: "lead" } } });
});

test("input and result as zod 4, with its references", async () => {
  const text = withParams("{}", zod4).replace(
    "params: {}",
    `input: z.object({ id: z.string().max(9) }),
      result: z.object({ name: z.string(), get parent() { return this.optional(); } }).describe("A node.")`,
  );
  const tool = await inputOf({
    "mcp.config.ts": text.replace("get parent() { return this.optional(); }", "size: z.int().optional()"),
  });
  expect(tool?.inputSchema).toMatchObject({ required: ["id"], additionalProperties: false });
  expect(tool?.outputSchema).toMatchObject({ type: "object", description: "A node.", required: ["name"] });
});

test("a description survives a registry that is not ours", async () => {
  // A copy of zod of its own has a registry of its own; `meta()` reads it.
  const text = withParams("{ a: foreign }", zod4).replace(
    "export default",
    `const schema = z.string().max(5);
const foreign = new Proxy(schema, {
  get: (target, name) => (name === "meta" ? () => ({ description: "Kept.", id: "Name" }) : Reflect.get(target, name)),
});
export default`,
  );
  const tool = await inputOf({ "mcp.config.ts": text });
  expect(tool?.inputSchema).toMatchObject({
    properties: { a: { type: "string", maxLength: 5, description: "Kept." } },
  });
});
