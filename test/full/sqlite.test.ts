/** A generated server on SQLite: statements without end in processes of their own, and a start in production. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, connectHttp, npmIn, startHttp, type Running } from "../../scripts/project.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

const spec = `spec: 1
server: { name: counting-mcp, version: 1.0.0, description: Counts. }
limits: { rate: 1000/second, timeout: 1s }
sources:
  main: { kind: sqlite, file: db/main.sqlite, schema: schema.sql, isolation: process }
tools:
  count:
    description: Count to a number, without a row before the end.
    source: main
    params: { to: { type: integer, description: Where to stop. } }
    sql: |
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :to) SELECT count(*) AS n FROM n
  get_item:
    description: Get an item by its id.
    source: main
    params: { id: { type: integer, description: The id. } }
    sql: SELECT id, name FROM items WHERE id = :id
`;
const schema = "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO items VALUES (1, 'one');";
const endless = { name: "count", arguments: { to: 1e15 } };
const item = { name: "get_item", arguments: { id: 1 } };

describe("a server with SQLite in processes of their own", () => {
  let work: string;
  let project: GeneratedExample;
  let server: Running;
  let client: Client;
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), "create-mcp-prod-sqlite-"));
    writeFileSync(join(work, "mcp.yaml"), spec);
    writeFileSync(join(work, "schema.sql"), schema);
    project = await generatedProject("sqlite", ["--spec", join(work, "mcp.yaml")]);
    server = await startHttp(project.folder, { env: { CANARY: "canary-5d1e" } });
    client = await connectHttp(server.url);
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
    await project?.remove();
    rmSync(work, { recursive: true });
  });

  const call = async (wanted: typeof endless | typeof item, options = {}) =>
    (await client.callTool(wanted, options)) as CallToolResult;
  /** The processes that the server has started. */
  const readers = (): readonly string[] =>
    spawnSync("ps", ["-o", "pid=", "--ppid", String(server.pid)], { encoding: "utf8" })
      .stdout.split("\n")
      .map((line) => line.trim())
      .filter(Boolean);

  test("answers others while a statement has no end, kills it at its deadline, and goes on", async () => {
    let ended = false;
    const running = call(endless).finally(() => (ended = true));
    const { structuredContent } = await call(item);
    expect(structuredContent).toMatchObject({ rows: [{ id: 1, name: "one" }] });
    expect(ended).toBe(false);
    const before = readers();
    const [text] = (await running).content;
    expect(text).toMatchObject({ text: expect.stringMatching(/^TIMEOUT: /) });
    await server.line(({ event }) => event === "reader_killed");
    await expect.poll(() => before.filter((pid) => !readers().includes(pid))).toHaveLength(1);
    expect((await call(item)).isError).toBeFalsy();
  });

  test("kills it when its client goes away", async () => {
    const killed = () => server.logged.filter(({ event }) => event === "reader_killed").length;
    const before = killed();
    await expect(call(endless, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    await server.line(({ event, outcome }) => event === "tool_call" && outcome === "cancelled");
    await expect.poll(killed).toBe(before + 1);
  });

  test.skipIf(process.platform !== "linux")("gives those processes no secret", () => {
    for (const pid of readers()) {
      expect(readFileSync(`/proc/${pid}/environ`, "utf8")).toMatch(/^(NODE_CHANNEL_\w+=\w+\0)*$/);
    }
  });

  test("leaves none of them behind", async () => {
    const own = await startHttp(project.folder);
    const other = await connectHttp(own.url);
    await other.callTool(item);
    const started = spawnSync("ps", ["-o", "pid=", "--ppid", String(own.pid)], { encoding: "utf8" }).stdout;
    const pids = started.split("\n").map(Number).filter(Boolean);
    expect(pids).not.toEqual([]);
    await other.close();
    await own.stop();
    const isAlive = (pid: number) => spawnSync("kill", ["-0", String(pid)]).status === 0;
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });

  test("does not start in production for whoever made the database", async () => {
    const key = "0123456789abcdef0123456789abcdef";
    const env = { NODE_ENV: "production", AUDIT_KEY: key, AUDIT_FILE: join(work, "audit.jsonl") };
    const { code, stderr } = await attempt(process.execPath, ["dist/main.js", "--http"], {
      cwd: project.folder,
      env: { ...env, PATH: process.env["PATH"] ?? "" },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database of source "main" could be written, so nothing is served: /m);
    expect(stderr).toMatch(/^ {4}sudo /m);
  });

  test("passes its own tests", async () => {
    const { stdout, stderr } = await npmIn(project.folder, ["test"]);
    expect(`${stdout}${stderr}`).toMatch(/Tests .*passed/);
  });
});
