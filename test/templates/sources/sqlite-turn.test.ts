import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DatabaseSource } from "../../../templates/databases/src/sources/database.js";
import { readSqlite } from "../../../templates/sqlite/src/sources/sqlite.js";

let folder: string;
let writer: InstanceType<typeof DatabaseSync>;
let source: DatabaseSource;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sqlite-turn-"));
  const file = join(folder, "main.sqlite");
  writer = new DatabaseSync(file, { timeout: 0 });
  writer.exec("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)");
  source = readSqlite({ name: "main", file });
});
afterEach(async () => {
  await source.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

const read = async (statement = "SELECT n FROM t"): Promise<unknown> => {
  const bounds = { rows: 10, bytes: 1_000, signal: new AbortController().signal, deadline: Infinity };
  const { rows } = await source.query(statement, {}, bounds);
  return rows[0];
};

test("reads of one turn share a transaction, and the next turn sees what was written since", async () => {
  expect(await Promise.all([read(), read()])).toEqual([{ n: 1 }, { n: 1 }]);
  await turn();
  writer.exec("UPDATE t SET n = 2");
  expect(await read()).toEqual({ n: 2 });
});

test("no lock is held when the turn is over, and one while it lasts", async () => {
  await read();
  expect(() => writer.exec("UPDATE t SET n = 2")).toThrow(/locked/);
  await turn();
  writer.exec("UPDATE t SET n = 3");
  expect(await read()).toEqual({ n: 3 });
});

test("tools begin and end no transactions of their own", async () => {
  for (const statement of ["BEGIN", "COMMIT", "BEGIN IMMEDIATE", "ROLLBACK"]) {
    await expect(read(statement)).rejects.toMatchObject({ code: "SOURCE_ERROR" });
  }
});

test("may be closed in the turn that reads", async () => {
  expect(await read()).toEqual({ n: 1 });
  await source.close();
  await turn();
  source = readSqlite({ name: "main", file: join(folder, "main.sqlite") });
  expect(await read()).toEqual({ n: 1 });
});
