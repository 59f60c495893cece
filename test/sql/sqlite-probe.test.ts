import { expect, test } from "vitest";
import type { SchemaEngine, StatementFacts } from "../../src/sql/facts.js";
import { openSqliteSchema } from "../../src/sql/sqlite/open.js";

const schema = `
PRAGMA foreign_keys = ON; -- settings and rows are passed over
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INT, photo BLOB) STRICT;
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INT NOT NULL, total NUMERIC(10,2) NOT NULL, note VARCHAR(20) NOT NULL);
CREATE TABLE pairs (a TEXT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID, STRICT;
CREATE VIEW names AS SELECT id, name FROM users;
CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE users SET age = 1; SELECT 1; END;
CREATE VIRTUAL TABLE notes USING fts5(body);
INSERT INTO users VALUES (1, 'semi;colon', NULL, NULL, NULL);
`;

const open = async (): Promise<SchemaEngine> => {
  const opened = await openSqliteSchema(schema);
  if (opened.kind !== "open") throw new Error(opened.problem.message);
  return opened.engine;
};

const columnsOf = ({ columns }: StatementFacts): string =>
  columns
    .map(({ name, schema: { type } }) => {
      const types = Array.isArray(type) ? type.map(String) : [String(type)];
      const shown = types.filter((one) => one !== "null").join("|");
      return `${name}${types.includes("null") ? "?" : ""}: ${shown}`;
    })
    .join(", ");

test.each([
  [
    "SELECT id, name, email, age, photo FROM users",
    "id: integer|string, name: string, email?: string, age?: integer|string, photo?: string",
  ],
  ["SELECT total, note, user_id FROM orders", "total: number|string, note: string, user_id: number|string"],
  ["SELECT a, b FROM pairs", "a: string, b: integer|string"],
  // An outer join, a view, a subquery, an aggregate without groups: each can make null what its table never does.
  [
    "SELECT u.name, o.note FROM users u LEFT JOIN orders o ON o.user_id = u.id",
    "name?: string, note?: string",
  ],
  ["SELECT name FROM names", "name?: string"],
  ["SELECT (SELECT note FROM orders WHERE user_id = u.id) AS note FROM users u", "note?: string"],
  ["SELECT name, max(age) AS age FROM users", "name?: string, age?: number|string"],
  ["SELECT name, count(*) AS n FROM users GROUP BY name", "name: string, n: integer"],
  ["SELECT count(DISTINCT name) AS n, count(*) + 1 AS more FROM users", "n: integer, more?: number|string"],
  ["SELECT body FROM notes WHERE notes MATCH :text", "body?: number|string"],
  ["VALUES (1)", "column1?: number|string"],
])("%s", async (sql, columns) => {
  const engine = await open();
  const probed = await engine.probe(sql);
  await engine.close();
  if (!probed.ok) throw new Error(probed.problem.message);
  expect(columnsOf(probed.facts)).toBe(columns);
});

test("says what is read, through a view, too", async () => {
  const engine = await open();
  const probed = await engine.probe(
    "SELECT n.name FROM names n JOIN orders ON user_id = n.id WHERE note = :note",
  );
  await engine.close();
  expect(probed.ok && probed.facts.reads).toEqual([
    { schema: "main", table: "names", columns: ["id", "name"] },
    { schema: "main", table: "orders", columns: ["user_id", "note"] },
    { schema: "main", table: "users", columns: ["id", "name"] },
  ]);
  expect(probed.ok && probed.facts.parameters).toEqual({ note: {} });
});

test.each([
  ["SELECT '🎉é', nme FROM users", "nme", "MCP1420", 'did you mean "name"?'],
  ["SELECT id FROM order_s", "order_s", "MCP1420", 'did you mean "orders"?'],
  ["SELECT lowr(name) FROM users", "lowr", "MCP1420", undefined],
  ["SELECT id FORM users", "users", "MCP1421", undefined],
])("shows what is wrong where it is: %s", async (sql, at, code, label) => {
  const engine = await open();
  const probed = await engine.probe(sql);
  await engine.close();
  if (probed.ok) throw new Error("it was accepted");
  const { problem } = probed;
  expect([sql.slice(problem.start, problem.end), problem.code, problem.label]).toEqual([at, code, label]);
});

test("points into a schema that SQLite refuses, beyond what a character takes in bytes", async () => {
  const text = "-- é🎉\nCREATE TABLE a (id);\nCREATE TABLE b (id INT,, name);";
  const opened = await openSqliteSchema(text);
  if (opened.kind !== "refused") throw new Error("it was accepted");
  expect([opened.problem.message, opened.problem.start]).toEqual([
    'near ",": syntax error',
    text.indexOf(",,") + 1,
  ]);
});
