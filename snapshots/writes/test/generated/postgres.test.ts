// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgres } from "../../src/sources/postgres.js";
import { standingOf } from "../../src/sources/postgres-credential.js";
import { openWritablePostgres } from "../../src/sources/postgres-write.js";
import { declaredRights, type TableWrites } from "../../src/sources/postgres-write-rights.js";
import type { DatabaseSource } from "../../src/sources/database.js";
import type { WritableSource } from "../../src/sources/writable.js";
import { createLog } from "../../src/telemetry/log.js";
import { hasRemote, remoteEnv } from "../support/remote.js";

const sources = [
  {
    name: "main",
    url: remoteEnv["DATABASE_URL"] ?? "",
    schemas: ["public"],
    allowed: [] as readonly string[],
  },
  {
    name: "order-desk",
    url: remoteEnv["DESK_DATABASE_URL"] ?? "",
    schemas: ["public", "sales"],
    allowed: [] as readonly string[],
    writes: [
      {
        schema: "public",
        table: "orders",
        insert: ["customer_id", "total"],
        update: ["status"],
        delete: false,
      },
      {
        schema: "sales",
        table: "order_line",
        insert: ["order_id", "Product", "count"],
        update: [],
        delete: true,
      },
    ] as readonly TableWrites[],
  },
  {
    name: "journal",
    url: remoteEnv["JOURNAL_DATABASE_URL"] ?? "",
    schemas: ["public"],
    allowed: [] as readonly string[],
    writes: [
      { schema: "public", table: "notes", insert: ["order_id", "text"], update: [], delete: false },
    ] as readonly TableWrites[],
  },
];
const limits = { application: "tests", connections: 2, timeoutMs: 10_000 };
const log = createLog({ level: "silent" });

// Skipped where the variables with the databases' addresses are not set.
describe.skipIf(!hasRemote).each(sources)("source $name", (settings) => {
  let source: DatabaseSource;
  beforeAll(async () => {
    if ("writes" in settings && settings.writes !== undefined) {
      const { writes } = settings;
      const url = settings.url ?? "";
      source = await openWritablePostgres({ ...settings, ...limits, url, writes }, log);
      return;
    }
    source = await openPostgres({ ...settings, ...limits }, log);
  });
  afterAll(() => source.close());

  const bounds = (ms = 30_000) => ({
    rows: 10,
    bytes: 10_000,
    signal: AbortSignal.timeout(ms),
    deadline: performance.now() + ms,
  });

  test("has a credential that can do nothing but read", async () => {
    const client = new Client({ connectionString: settings.url });
    await client.connect();
    const writes = "writes" in settings ? settings.writes : undefined;
    const declared = writes === undefined ? undefined : declaredRights(writes);
    const { findings, lacks = [] } = await standingOf(client, declared);
    expect(lacks).toEqual([]);
    await client.end();
    expect(findings.filter(({ id }) => !settings.allowed.includes(id))).toEqual([]);
  });

  test("can be read", async () => {
    const { rows } = await source.query("SELECT 1 AS one", {}, bounds());
    expect(rows).toEqual([{ one: 1 }]);
  });

  test.each(["' OR 1=1 --", "'; DROP TABLE users; --", "%_", "\\", "$1 :value ?", "\u202e"])(
    "takes %j for a value",
    async (value) => {
      const { rows } = await source.query("SELECT $1::text AS value", { value }, bounds());
      expect(rows).toEqual([{ value }]);
    },
  );

  test.each([
    "CREATE TABLE intruder (x int)",
    "CREATE TEMPORARY TABLE intruder (x int)",
    "SELECT 1 INTO intruder",
    "COMMIT; CREATE TABLE intruder (x int)",
    "COPY (SELECT 1) TO '/tmp/intruder'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
    "CREATE ROLE intruder",
  ])("refuses %s", async (statement) => {
    await expect(source.query(statement, {}, bounds())).rejects.toMatchObject({
      code: expect.stringMatching(/^(WRITE_REFUSED|SOURCE_ERROR)$/),
    });
  });

  test("cuts rows and bytes at the source", async () => {
    const many = await source.query("SELECT generate_series(1, 100000) AS n", {}, bounds());
    expect(many.rows).toHaveLength(10);
    expect(many.truncated).toEqual({ by: "rows", cap: 10 });
    const large = await source.query("SELECT repeat('x', 50000000) AS text", {}, bounds());
    expect(large.truncated).toEqual({ by: "bytes", cap: 10_000 });
  });

  test("ends a query with its call", async () => {
    await expect(source.query("SELECT pg_sleep(9)", {}, bounds(200))).rejects.toThrow();
    const running = `SELECT count(*) AS running FROM pg_stat_activity
      WHERE usename = session_user AND query LIKE 'SELECT pg_sleep(9)%' AND state = 'active'`;
    await expect
      .poll(async () => (await source.query(running, {}, bounds())).rows, { timeout: 2_000 })
      .toEqual([{ running: 0 }]);
  });

  const onWritable = test.runIf("writes" in settings);
  onWritable.each([
    "CREATE TABLE intruder (x int)",
    "DROP TABLE intruder",
    "ALTER TABLE intruder ADD x int",
    "COMMIT",
  ])("refuses %s also in a transaction", async (statement) => {
    const change = (source as WritableSource).transaction((run) => run(statement, {}), bounds());
    await expect(change).rejects.toThrow();
  });

  onWritable("undoes what a handler throws out of", async () => {
    const own = new Error("not this time");
    const change = (source as WritableSource).transaction(async (run) => {
      expect(await run("SELECT 1 AS one", {})).toMatchObject({ rows: [{ one: 1 }] });
      throw own;
    }, bounds());
    await expect(change).rejects.toBe(own);
    const { rows } = await source.query("SELECT 1 AS one", {}, bounds());
    expect(rows).toEqual([{ one: 1 }]);
  });
});
