// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMysql } from "../../src/sources/mysql.js";
import type { DatabaseSource } from "../../src/sources/database.js";
import { createLog } from "../../src/telemetry/log.js";
import { hasRemote, remoteEnv } from "../support/remote.js";

const sources = [
  {
    name: "main",
    url: remoteEnv["DATABASE_URL"] ?? "",
    allowed: [] as readonly string[],
  },
  {
    name: "reporting",
    url: "mysql://shop_reporting_mcp@reports.example.com/reporting?ssl-mode=VERIFY_IDENTITY",
    allowed: ["view:reporting.revenue_by_month"] as readonly string[],
  },
];
const limits = { application: "tests", connections: 2, timeoutMs: 10_000, rows: 500 };
const log = createLog({ level: "silent" });

// Skipped where the variables with the databases' addresses are not set.
describe.skipIf(!hasRemote).each(sources)("source $name", (settings) => {
  let source: DatabaseSource;
  // Rejects when the credential can do more than read.
  beforeAll(async () => {
    source = await openMysql({ ...settings, ...limits }, log);
  });
  afterAll(() => source.close());

  const bounds = (ms = 30_000) => ({
    rows: 10,
    bytes: 10_000,
    signal: AbortSignal.timeout(ms),
    deadline: performance.now() + ms,
  });

  test("can be read", async () => {
    const { rows } = await source.query("SELECT 1 AS one", {}, bounds());
    expect(rows).toEqual([{ one: 1 }]);
  });

  test.each(["' OR 1=1 --", "'; DROP TABLE users; --", "%_", "\\", "$1 :value ?", "\u202e"])(
    "takes %j for a value",
    async (value) => {
      const { rows } = await source.query("SELECT ? AS value", { value }, bounds());
      expect(rows).toEqual([{ value }]);
    },
  );

  test.each([
    "CREATE TABLE intruder (x int)",
    "CREATE TEMPORARY TABLE intruder (x int)",
    "SELECT 1; DROP TABLE intruder",
    "SELECT 1 INTO OUTFILE '/tmp/intruder'",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE intruder",
    "CREATE USER intruder",
    "SET GLOBAL max_connections = 1",
    "SHUTDOWN",
  ])("refuses %s", async (statement) => {
    await expect(source.query(statement, {}, bounds())).rejects.toMatchObject({
      code: expect.stringMatching(/^(WRITE_REFUSED|SOURCE_ERROR)$/),
    });
  });

  test("cuts rows and bytes at the source", async () => {
    const numbers = `WITH RECURSIVE numbers AS (
      SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 100
    ) SELECT n, REPEAT('x', 5000) AS text FROM numbers`;
    const many = await source.query(numbers, {}, { ...bounds(), bytes: 1_000_000 });
    expect(many.rows).toHaveLength(10);
    expect(many.truncated).toEqual({ by: "rows", cap: 10 });
    const large = await source.query(numbers, {}, { ...bounds(), rows: 100 });
    expect(large.truncated).toEqual({ by: "bytes", cap: 10_000 });
  });

  test("ends a query with its call", async () => {
    await expect(source.query("SELECT SLEEP(9)", {}, bounds(200))).rejects.toThrow();
    const running = `SELECT COUNT(*) AS running FROM information_schema.PROCESSLIST
      WHERE INFO LIKE 'SELECT SLEEP(9)%'`;
    await expect
      .poll(async () => (await source.query(running, {}, bounds())).rows, { timeout: 2_000 })
      .toEqual([{ running: 0 }]);
  });
});
