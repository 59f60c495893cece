import { expect, test } from "vitest";
import { sqlProblems } from "../../src/sql/problems.js";
import { readStatement } from "../../src/sql/statement.js";

const found = (sql: string) =>
  sqlProblems(readStatement(sql)).map(({ code, start, end }) => `${code} ${sql.slice(start, end)}`);

test.each([
  "SELECT id FROM users WHERE name = :name",
  "select 1;",
  "(SELECT 1) UNION (SELECT 2)",
  "VALUES (1), (2)",
  "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < :n) SELECT n FROM t",
  "SELECT replace(name, 'a', 'b') AS updated FROM users",
  "SELECT count(*) FROM users -- DELETE FROM users",
  "SELECT '; DROP TABLE users' AS text",
  'SELECT "delete" FROM t',
  "SELECT a.delete FROM a",
  "SELECT 2 * 3",
  "SELECT set_config('app.tenant', :tenant, TRUE)",
  "SELECT set_config, pg_advisory_lock FROM t",
  "SELECT pg_advisory_xact_lock(1)",
])("%s is fine", (sql) => {
  expect(found(sql)).toEqual([]);
});

test.each([
  ["INSERT INTO t VALUES (1)", ["MCP1403 INSERT"]],
  ["PRAGMA writable_schema = 1", ["MCP1403 PRAGMA"]],
  ["ATTACH 'x' AS y", ["MCP1403 ATTACH"]],
  ["EXPLAIN DELETE FROM t", ["MCP1403 EXPLAIN"]],
  ["WITH d AS (DELETE FROM t RETURNING id) SELECT id FROM d", ["MCP1403 DELETE"]],
  ["WITH x AS (SELECT 1) INSERT INTO t SELECT 1", ["MCP1403 INSERT", "MCP1403 INTO"]],
  ["SELECT id INTO copy FROM t", ["MCP1403 INTO"]],
  ["SELECT set_config('session_authorization', 'postgres', false)", ["MCP1403 set_config"]],
  ["SELECT pg_catalog.SET_CONFIG('role', :role, 1 = (1))", ["MCP1403 SET_CONFIG"]],
  ["SELECT \"set_config\"('a.b', coalesce(:a, true), NOT true)", ['MCP1403 "set_config"']],
  ["SELECT set_config('a.b', 'c', :local)", ["MCP1403 set_config"]],
  ["SELECT pg_try_advisory_lock_shared(1)", ["MCP1403 pg_try_advisory_lock_shared"]],
  ["SELECT 1; SELECT 2", ["MCP1402 SELECT"]],
  ["SELECT 1;;", []],
  ["SELECT 1; -- end", []],
  ["SELECT t.* FROM t", ["MCP1408 *"]],
  ["SELECT DISTINCT * FROM t", ["MCP1408 *"]],
  ["SELECT (1", ["MCP1401 ("]],
  ["SELECT 1)", ["MCP1401 )"]],
  ["SELECT 'a", ["MCP1401 '"]],
  ["SELECT 1 /* a /* b */ */", ["MCP1401 /*"]],
  ["SELECT $1, ?, @a", ["MCP1406 $1", "MCP1406 ?", "MCP1406 @a"]],
  ["  -- nothing\n", ["MCP1407 "]],
  [";", ["MCP1407 "]],
])("%s", (sql, expected) => {
  expect(found(sql)).toEqual(expected);
});

test("parameters come in the order of first use, with every place", () => {
  const { parameters } = readStatement("SELECT :b, :a, ':c', :b");
  expect([...parameters].map(([name, tokens]) => [name, tokens.map(({ start }) => start)])).toEqual([
    ["b", [7, 21]],
    ["a", [11]],
  ]);
});
