import { expect, test } from "vitest";
import { numberedText } from "../../src/sql/numbered.js";
import { outlineOf } from "../../src/sql/postgres/outline.js";
import { readSchemaText } from "../../src/sql/postgres/schema-text.js";

const outline = (sql: string) => outlineOf(sql, numberedText(sql));

test("names the relations of a statement where they stand, and no query of its own", async () => {
  const sql =
    "WITH é AS (SELECT 1 FROM a WHERE x = :x) SELECT * FROM é, b.c, (SELECT FROM d WHERE :y IN (TABLE e)) s";
  const found = await outline(sql);
  if (!found.ok) throw new Error(found.problem.message);
  expect(
    found.relations.map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`)),
  ).toEqual(["a", "b.c", "d", "e"]);
  expect(found.relations.map(({ start, end }) => sql.slice(start, end))).toEqual(["a", "b", "d", "e"]);
});

test.each([
  ["SELECT 1; SELECT 2", "MCP1402", "SELECT"],
  ["WITH gone AS (DELETE FROM a RETURNING id) SELECT id FROM gone", "MCP1403", undefined],
  ["SELECT id INTO b FROM a", "MCP1403", undefined],
  ["SELECT id FROM a FOR NO KEY UPDATE", "MCP1403", undefined],
  ["EXPLAIN ANALYZE DELETE FROM a", "MCP1403", undefined],
  ["SELECT id FROM a WHERE x = :x AND AND y", "MCP1421", "AND"],
])("refuses %s", async (sql, code, at) => {
  const found = await outline(sql);
  if (found.ok) throw new Error("it was accepted");
  expect(found.problem.code).toBe(code);
  if (at !== undefined) expect(sql.slice(found.problem.start, found.problem.end)).toBe(at);
});

test("takes of a dump what makes tables, with its places", async () => {
  const text = `\\restrict é
SET lock_timeout = 0;
CREATE DATABASE x;
\\c x;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE TABLE é (id int);
ALTER TABLE é OWNER TO app;
COPY é (id) FROM stdin;
1 'not a text
\\.
INSERT INTO é VALUES (1);
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
GRANT SELECT ON é TO app;
COMMENT ON TABLE é IS 'x';`;
  const schema = await readSchemaText(text);
  if (!schema.ok) throw new Error(schema.message);
  expect(schema.extensions).toEqual(["uuid-ossp"]);
  expect(schema.statements.map(({ sql }) => sql.trim())).toEqual([
    'CREATE EXTENSION IF NOT EXISTS "uuid-ossp"',
    "CREATE TABLE é (id int)",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
  ]);
  for (const { sql, start } of schema.statements) expect(text.slice(start, start + sql.length)).toBe(sql);
});
