// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openIsolatedSqlite } from "../../src/sources/sqlite-isolated.js";
import type { DatabaseSource } from "../../src/sources/database.js";
import { createLog } from "../../src/telemetry/log.js";

const folder = mkdtempSync(join(tmpdir(), "mcp-isolation-"));
const file = join(folder, "test.sqlite");
let source: DatabaseSource;
beforeAll(async () => {
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)");
  database.exec("INSERT INTO items VALUES (9007199254740993, 'large')");
  database.close();
  const settings = { name: "test", file, production: false, processes: 1 };
  source = await openIsolatedSqlite(settings, createLog({ level: "silent" }));
});
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true });
});

const query = (statement: string, signal = new AbortController().signal, values = {}) =>
  source.query(statement, values, {
    rows: 10,
    bytes: 10_000,
    signal,
    deadline: performance.now() + 60_000,
  });

/** Works for ever, and never has a row to stop at. */
const runaway = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
  SELECT count(*) AS n FROM n`;

test("a statement without end is ended with its call, and the next one is answered", async () => {
  await expect(query(runaway, AbortSignal.timeout(300))).rejects.toMatchObject({
    name: "TimeoutError",
  });
  expect((await query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("a call that waits for its turn ends with its own time", async () => {
  const working = query(runaway, AbortSignal.timeout(1_000)).catch(() => "ended");
  await expect(query("SELECT 1", AbortSignal.timeout(100))).rejects.toMatchObject({
    name: "TimeoutError",
  });
  expect(await working).toBe("ended");
});

test("rows, keys beyond 2^53 and refusals are those of the same statement in the server", async () => {
  const { rows } = await query("SELECT id, name FROM items WHERE id = :id", undefined, {
    id: 9_007_199_254_740_993n,
  });
  expect(rows).toEqual([{ id: "9007199254740993", name: "large" }]);
  await expect(query("DELETE FROM items")).rejects.toMatchObject({ code: "WRITE_REFUSED" });
  await expect(query("SELECT nothing")).rejects.toMatchObject({ code: "SOURCE_ERROR" });
  expect(() => source.prepare("SELECT nothing")).toThrow();
});
