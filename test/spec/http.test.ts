/** HTTP sources and operations, from the spec to what is made of them. What is refused: `test/diagnostics/http-cases.ts`. */
import { describe, expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import type { Tool } from "../../src/spec/model.js";
import { goodApi } from "../diagnostics/http-cases.js";
import { memoryFiles } from "./support.js";

const load = (text: string) => loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text }));

async function modelOf(text: string) {
  const loaded = await load(text);
  expect(loaded.diagnostics).toEqual([]);
  if (!loaded.ok) throw new Error("the spec does not load");
  return loaded.value.model;
}

const filesOf = async (text: string) => {
  const files = await render(await modelOf(text));
  return new Map(files.map((file) => [file.path, file.text]));
};

/** The first tool of the good spec, with other lines under `http` and another result. */
async function operation(http: string, result: string): Promise<Tool> {
  const text = goodApi
    .replace("      query: [fields]\n", `      query: [fields]\n${http}`)
    .replace("result: { type: object, properties: { name: { type: string } } }", `result: ${result}`);
  return (await modelOf(text)).tools[0] as Tool;
}

const keepOf = async (result: string) => {
  const { implementation } = await operation("", result);
  return implementation.kind === "http" ? implementation.operation["keep"] : undefined;
};

describe("what stays of an answer", () => {
  test.each([
    ["{ type: object, properties: { a: { type: string } } }", { a: true }],
    ["{ type: array, items: { type: object, properties: { a: {} } } }", [{ a: true }]],
    [
      "{ type: object, properties: { a: { type: array, items: { type: object, properties: { b: {} } } } } }",
      { a: [{ b: true }] },
    ],
    [
      "{ type: object, properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: object, properties: { b: {} } } } }",
      { a: { b: true } },
    ],
    [
      "{ type: object, properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: object, properties: { a: { $ref: '#/$defs/a' } } } } }",
      { a: { a: true } },
    ],
    ["{ type: [object, 'null'], properties: { a: {} } }", { a: true }],
    ["{ type: object, additionalProperties: { type: integer } }", undefined],
    ["{ type: object, properties: { a: {} }, additionalProperties: true }", undefined],
    ["{ type: object, anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }", undefined],
    ["{ type: array, items: { type: string } }", undefined],
    ["{ type: string }", undefined],
  ])("of the schema %s", async (result, keep) => {
    expect(await keepOf(result)).toEqual(keep);
  });
});

test("a page is an object with the result and the cursor of the next one", async () => {
  const { outputSchema, implementation } = await operation(
    "      next: { body: /next }\n",
    "{ type: array, items: { $ref: '#/$defs/a' }, $defs: { a: { type: string } } }",
  );
  expect(outputSchema).toMatchObject({
    type: "object",
    properties: {
      result: { type: "array", items: { $ref: "#/$defs/a" } },
      next: { type: "string" },
    },
    required: ["result"],
    $defs: { a: { type: "string" } },
  });
  expect(implementation).toMatchObject({ wrapResult: false });
});

test("annotations follow from the method and from `writes`, and the results are of the world", async () => {
  const annotations = async (from: string, to: string) =>
    (await modelOf(goodApi.replace(from, to))).tools[1]?.annotations;
  const world = { openWorldHint: true };
  expect((await modelOf(goodApi)).tools[0]?.annotations).toEqual({
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    ...world,
  });
  const writing = { readOnlyHint: false, destructiveHint: true, ...world };
  expect(await annotations("", "")).toEqual({ ...writing, idempotentHint: false });
  expect(await annotations("method: POST", "method: PUT")).toEqual({ ...writing, idempotentHint: true });
});

test("brings its client and nothing of a database", async () => {
  const files = await filesOf(goodApi);
  const { dependencies } = JSON.parse(files.get("package.json") ?? "") as {
    dependencies: Record<string, string>;
  };
  expect(Object.keys(dependencies)).toContain("undici");
  expect([...files.keys()].filter((path) => /sqlite|postgres|select|handler/.test(path))).toEqual([]);
});

test("a project without an API has nothing of one", async () => {
  const handlers = `${goodApi.slice(0, goodApi.indexOf("sources:"))}tools:
  greet: { description: Greet., handler: true, openWorld: false }
`;
  const files = await filesOf(handlers);
  expect([...files.keys()].filter((path) => /upstream|operation|egress|oauth/.test(path))).toEqual([]);
  expect(files.get("package.json")).not.toContain("undici");
});

test("secrets are variables in .env.example, and nowhere a value", async () => {
  const files = await filesOf(goodApi);
  const example = files.get(".env.example");
  expect(example).toMatch(/\n# Token for crm\nCRM_TOKEN=\n/);
  expect(example).toMatch(/\n# Header X-Api-Key for crm-desk\nCRM_DESK_KEY=\n/);
  const contract = JSON.parse(files.get(".create-mcp-prod/contract.json") ?? "") as {
    environment: { required: readonly string[] };
  };
  expect(contract.environment.required).toEqual(["CRM_DESK_KEY", "CRM_TOKEN"]);
});

test("a variable that two sources read is one setting", async () => {
  const text = goodApi.replaceAll("https://api.crm.example.com/v2", '"${CRM_URL}"');
  expect((await filesOf(text)).get(".env.example")?.match(/^CRM_URL=/gm)).toHaveLength(1);
});

test("a handler is given the sources that its tool may use, by name and type", async () => {
  const text = goodApi.replace(
    "tools:\n",
    `tools:
  look: { description: Look., handler: true }
  act: { description: Act., handler: true, writes: true }
`,
  );
  const files = await filesOf(text);
  expect(files.get("src/generated/types.ts")).toMatch(/look: \{[^}]*\n {4}sources: "crm";/);
  expect(files.get("src/generated/types.ts")).toMatch(/act: \{[^}]*\n {4}sources: "crm" \| "crm-desk";/);
  expect(files.get("src/generated/tools/look.ts")).toContain(
    'const access = { sources: ["crm"], writes: [] };',
  );
  expect(files.get("src/generated/tools/act.ts")).toContain('writes: ["crm-desk"]');
});

test("a source that only handlers use is no warning", async () => {
  const text = goodApi.replace(
    / {2}add_note:[^]*$/,
    "  act: { description: Act., handler: true, writes: true }\n",
  );
  expect((await load(text)).diagnostics).toEqual([]);
});
