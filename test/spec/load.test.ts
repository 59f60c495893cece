import { expect, test } from "vitest";
import { loadSpec } from "../../src/spec/load.js";
import { memoryFiles } from "./support.js";

const good = `
spec: 1
server: { name: people, version: 1.2.0, description: Read-only access to people. }
sources:
  main: { kind: sqlite, file: var/main.db, schema: db/schema.sql }
tools:
  query_users:
    description: Return user records.
    source: main
    params:
      active: { type: boolean, default: true }
      limit: { type: integer, minimum: 1, default: 100, cap: 500, description: Rows wanted. }
    sql: SELECT id, name FROM users WHERE active = :active LIMIT :limit
    limits: { rate: 30/minute }
  score_lead:
    description: Score a lead.
    params: { email: { type: string, format: email } }
    result: { type: integer }
    handler: true
`;

test("a spec with a query and a handler becomes a model", async () => {
  const loaded = await loadSpec(
    "specs/mcp.yaml",
    memoryFiles({
      "specs/mcp.yaml": good,
      "specs/db/schema.sql": "CREATE TABLE users (id, name, active);\r\n",
    }),
  );
  expect(loaded.diagnostics).toEqual([]);
  if (!loaded.ok) return;
  const { model } = loaded.value;
  expect(model.specFile).toBe("mcp.yaml");
  expect(model.sources[0]).toMatchObject({
    schema: { path: "db/schema.sql", text: "CREATE TABLE users (id, name, active);\n" },
  });
  const [query, score] = model.tools;
  expect(query).toMatchObject({
    fileName: "query-users",
    identifier: "queryUsers",
    caps: { limit: 500 },
    limits: { rate: { calls: 30, seconds: 60 }, rows: 500 },
    implementation: {
      kind: "sql",
      source: "main",
      parameters: [
        { name: "active", type: "boolean" },
        { name: "limit", type: "integer" },
      ],
    },
  });
  expect(score).toMatchObject({
    inputSchema: { required: ["email"], additionalProperties: false },
    outputSchema: { type: "object", properties: { result: { type: "integer" } }, required: ["result"] },
    implementation: { kind: "handler", writes: false, wrapResult: true },
  });
});

test("every problem of every stage is reported, in reading order", async () => {
  const bad = good
    .replace("source: main", "source: maim")
    .replace("rate: 30", "rtae: 30")
    .replace("handler: true", "handler: true\n    handler: true");
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": bad }));
  expect(loaded.ok).toBe(false);
  expect(loaded.diagnostics.map(({ code }) => code)).toEqual(["MCP1015", "MCP1204", "MCP1101", "MCP1007"]);
});
