import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { ServerModel } from "../../src/spec/model.js";
import { canonicalJson } from "../../src/versioning/canonical-json.js";
import { contractHash, contractOf, contractText } from "../../src/versioning/contract.js";
import { goldenModel } from "../golden-trees.js";

let model: ServerModel;
beforeAll(async () => {
  model = await goldenModel(fileURLToPath(new URL("../..", import.meta.url)), "jwt-scopes");
});

const hash = (changed: ServerModel) => contractHash(contractOf(changed));

test("canonical JSON has sorted keys, no blanks, and nothing that is undefined", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é\n" }], a: undefined, "10": 1, "9": 2 })).toBe(
    '{"10":1,"9":2,"b":[1,{"c":"é\\n","d":null}]}',
  );
});

test("a contract names what clients rely on", () => {
  const contract = contractOf(model);
  expect(contract).toMatchObject({
    contract: 1,
    transports: { stdio: true, http: { path: "/mcp" } },
    auth: "jwt",
    scopes: { "centres:read": "Read cost centres" },
    environment: { required: [] },
  });
  expect(Object.keys(contract.tools)).toEqual(["list_centres", "list_salaries"]);
  expect(contract.tools["list_salaries"]).toMatchObject({
    scopes: ["centres:read", "salaries:read"],
    limits: { rows: 50 },
  });
});

test("the hash does not change with the version, or with what no client sees", () => {
  const { server, tools } = model;
  const sql = tools.map((tool) => ({
    ...tool,
    implementation: { ...tool.implementation, statement: "SELECT 1" },
  }));
  expect(hash({ ...model, server: { ...server, version: "9.9.9" } })).toBe(hash(model));
  expect(hash({ ...model, tools: sql })).toBe(hash(model));
  expect(hash({ ...model, tools: [...tools].reverse() })).toBe(hash(model));
});

test("the hash changes with a description, a schema, a limit, a scope", () => {
  const [first, ...rest] = model.tools;
  if (first === undefined) throw new Error("the case has tools");
  const changes: readonly Partial<typeof first>[] = [
    { description: "Something else." },
    { inputSchema: { ...first.inputSchema, maxProperties: 1 } },
    { limits: { ...first.limits, rows: 1 } },
    { scopes: [] },
    { annotations: { ...first.annotations, openWorldHint: true } },
  ];
  const hashes = changes.map((change) => hash({ ...model, tools: [{ ...first, ...change }, ...rest] }));
  expect(new Set([hash(model), ...hashes]).size).toBe(changes.length + 1);
});

test("the hash changes with a former name only while it is answered to", () => {
  const [first, ...rest] = model.tools;
  if (first === undefined) throw new Error("the case has tools");
  const renamed = { ...first, renamedFrom: "centres" };
  expect(hash({ ...model, tools: [renamed, ...rest] })).toBe(hash(model));
  expect(hash({ ...model, tools: [{ ...renamed, keepOldName: true }, ...rest] })).not.toBe(hash(model));
});

test("the file holds the contract, one member a line", () => {
  const text = contractText(contractOf(model));
  expect(canonicalJson(JSON.parse(text))).toBe(canonicalJson(contractOf(model)));
  expect(text).toMatch(/^\{\n {2}"auth": "jwt",\n[\s\S]*\n\}\n$/);
});
