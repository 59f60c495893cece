/** A generated server on PostgreSQL without a PostgreSQL: the embedded one of development, behind the same role. */
import { readFile, writeFile } from "node:fs/promises";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, connectHttp, npmIn, startHttp, type Running } from "../../scripts/project.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

const spec = `spec: 1
server: { name: people-mcp, version: 1.0.0, description: Read-only access to people. }
limits: { rate: 1000/second }
sources:
  main:
    kind: postgres
    url: \${DATABASE_URL}
    role: people_mcp
    reads: { users: [id, name], sales.order: [id, total] }
    schema: db/schema.sql
    seed: db/seed.sql
tools:
  list_users:
    description: List users by id.
    source: main
    params: { limit: { type: integer, minimum: 1, default: 10, cap: 500 } }
    sql: SELECT id, name FROM users ORDER BY id LIMIT :limit
  find_users:
    description: Find users by their ids or names.
    source: main
    params:
      ids: { type: array, items: { type: [integer, "null"] }, maxItems: 3, default: [] }
      names: { type: array, items: { type: string, maxLength: 20 }, maxItems: 3, required: false }
    sql: |
      SELECT id FROM users
      WHERE id = ANY(:ids) OR name = ANY(:names::citext[]) ORDER BY id
  divide:
    description: Divide an order.
    source: main
    params: { by: { type: integer } }
    sql: SELECT total / :by AS part FROM sales."order" WHERE id = 2
  repeat:
    description: A long text.
    source: main
    params: { times: { type: integer } }
    sql: SELECT repeat('x', :times) AS text FROM users WHERE id = 1
`;
const schema = `CREATE EXTENSION IF NOT EXISTS citext;
CREATE TABLE users (id bigint PRIMARY KEY, name citext, password text);
CREATE SCHEMA sales;
CREATE TABLE sales."order" (id int PRIMARY KEY, total numeric(20, 2));
`;
const seed = `INSERT INTO users SELECT n, 'user ' || n, 'hunter2' FROM generate_series(1, 1000) n;
INSERT INTO sales."order" VALUES (2, 12345678901234567.90);
`;

describe("a server without the address of its database", () => {
  let work: string;
  let project: GeneratedExample;
  let server: Running;
  let client: Client;
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), "create-mcp-prod-embedded-"));
    mkdirSync(join(work, "db"));
    writeFileSync(join(work, "mcp.yaml"), spec);
    writeFileSync(join(work, "db/schema.sql"), schema);
    writeFileSync(join(work, "db/seed.sql"), seed);
    project = await generatedProject("embedded", ["--spec", join(work, "mcp.yaml")]);
    server = await startHttp(project.folder);
    client = await connectHttp(server.url);
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
    await project?.remove();
    rmSync(work, { recursive: true });
  });

  const call = async (name: string, args: Record<string, unknown> = {}) =>
    (await client.callTool({ name, arguments: args })) as CallToolResult;
  const rows = async (name: string, args?: Record<string, unknown>) =>
    ((await call(name, args)).structuredContent as { readonly rows: readonly unknown[] }).rows;
  /** Starts it as others do, for what it says when it does not start. */
  const start = (env: Readonly<Record<string, string>>, folder = project.folder) =>
    attempt(process.execPath, ["dist/main.js", "--http"], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", PORT: "0", AUDIT_FILE: join(work, "audit.jsonl"), ...env },
    });

  test("says first that its database is an embedded one, and checks its role like any other", () => {
    expect(server.logged[0]).toMatchObject({
      event: "embedded_database",
      source: "main",
      role: "people_mcp",
    });
    const checked = server.logged.find(({ event }) => event === "credential_checked");
    expect(checked).toMatchObject({ role: "people_mcp" });
  });

  test("answers from the schema and the seed, values as a server has them", async () => {
    expect(await rows("list_users", { limit: 2 })).toEqual([
      { id: 1, name: "user 1" },
      { id: 2, name: "user 2" },
    ]);
    expect(await rows("divide", { by: 1 })).toEqual([
      { part: expect.stringMatching(/^12345678901234567\.90/) },
    ]);
  });

  test.each([
    [{ ids: [3, 1, 3] }, [1, 3]],
    [{ ids: [null, 2, 5_000] }, [2]],
    [{ ids: [null] }, []],
    [{ ids: [] }, []],
    [{}, []],
    [{ names: [] }, []],
    [{ ids: [7], names: ["USER 5", 'a"b\\,{}', "NULL"] }, [5, 7]],
  ])("finds by the lists %j", async (args, found) => {
    expect(await rows("find_users", args)).toEqual(found.map((id) => ({ id })));
  });

  test.each([
    [{ ids: [1, 2, 3, 4] }, "INVALID_ARGUMENTS: ids must have at most 3 items"],
    [{ ids: [1, "2"] }, "INVALID_ARGUMENTS: ids[1] must be an integer or null, not a string"],
    [{ ids: "{1}" }, "INVALID_ARGUMENTS: ids must be a list, not a string"],
    [{ names: [null] }, "INVALID_ARGUMENTS: names[0] must be a string, not null"],
    [{ names: ["a\0b"] }, "INVALID_ARGUMENTS: The arguments hold a text that is not well-formed"],
  ])("refuses the lists %j", async (args, said) => {
    const { isError, content } = await call("find_users", args);
    expect(isError).toBe(true);
    expect(content).toEqual([{ type: "text", text: expect.stringContaining(said) as string }]);
    expect(await rows("find_users", { ids: [1] })).toEqual([{ id: 1 }]);
  });

  test("answers calls at once, after errors, and within its limits", async () => {
    const failing = Array.from({ length: 5 }, () => call("divide", { by: 0 }));
    const answering = Array.from({ length: 20 }, () => rows("list_users", { limit: 1 }));
    for (const failed of await Promise.all(failing)) expect(failed.isError).toBe(true);
    expect(await Promise.all(answering)).toEqual(answering.map(() => [{ id: 1, name: "user 1" }]));
    const large = await call("repeat", { times: 10_000_000 });
    expect(large).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/^RESULT_TOO_LARGE: /) }],
    });
    expect(await rows("list_users", { limit: 1 })).toHaveLength(1);
  });

  test("does not start in production", async () => {
    const { code, stderr } = await start({
      NODE_ENV: "production",
      AUDIT_KEY: "0123456789abcdef0123456789abcdef",
    });
    expect(code).toBe(1);
    expect(stderr).toContain("DATABASE_URL is required");
  });

  test("does not start with a tool that reads what the role may not", async () => {
    const copy = join(work, "greedy");
    cpSync(project.folder, copy, { recursive: true, verbatimSymlinks: true });
    const tool = join(copy, "dist/generated/tools/list-users.js");
    const text = await readFile(tool, "utf8");
    await writeFile(tool, text.replace("SELECT id, name", "SELECT id, password AS name"));
    const { code, stderr } = await start({}, copy);
    expect(stderr).toContain(
      'Source "main" cannot run a tool\'s statement: permission denied for table users',
    );
    expect(code).toBe(1);
  });

  test("says what is wrong with its SQL", async () => {
    const copy = join(work, "wrong");
    cpSync(project.folder, copy, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(copy, "db/seed.sql"), "INSERT INTO absent VALUES (1);");
    const { code, stderr } = await start({}, copy);
    expect(stderr).toContain(
      'The embedded database cannot run db/seed.sql: relation "absent" does not exist.',
    );
    expect(code).toBe(1);
  });

  test("passes its own tests without a PostgreSQL at hand", async () => {
    const { stdout, stderr } = await npmIn(project.folder, ["test"]);
    expect(`${stdout}${stderr}`).toMatch(/Tests .*passed/);
  });
});
