import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DatabaseSync } from "@photostructure/sqlite";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../templates/base/src/guard/call.js";
import { ToolError } from "../../../templates/base/src/guard/errors.js";
import { openSqlite, readSqlite } from "../../../templates/sqlite/src/sources/sqlite.js";
import type { Bounds, DatabaseSource, Values } from "../../../templates/databases/src/sources/database.js";
import { select } from "../../../templates/sql/src/sources/select.js";
import { caller, harness, textOf, tool } from "../guard/fixtures.js";

const log = pino({ level: "silent" });
let folder: string;
let file: string;
let source: DatabaseSource;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sqlite-"));
  file = join(folder, "main.sqlite");
  const database = new DatabaseSync(file);
  database.exec(`
    CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, active INTEGER, photo BLOB, big INTEGER, score REAL);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO users SELECT i, 'user ' || i, i % 2, x'00ff', 9007199254740993, i / 2.0 FROM n;
    CREATE VIEW active_users AS SELECT id, name FROM users WHERE active = 1;
    CREATE VIRTUAL TABLE notes USING fts5(body);
    INSERT INTO notes VALUES ('hello world');
  `);
  database.close();
  source = readSqlite({ name: "main", file });
});
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true });
});

const bounds = (overrides: Partial<Bounds> = {}): Bounds => ({
  rows: 500,
  bytes: 256 * 1024,
  signal: new AbortController().signal,
  deadline: performance.now() + 5_000,
  ...overrides,
});

const query = (statement: string, values: Values = {}, own: Partial<Bounds> = {}) =>
  source.query(statement, values, bounds(own));

const refusal = async (statement: string, values: Values = {}) =>
  query(statement, values).then(
    () => undefined,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );

describe("reading", () => {
  it("gives rows that JSON can hold: large integers as text, blobs as base64", async () => {
    expect(await query("SELECT * FROM users WHERE id = :id", { id: 7n })).toEqual({
      kind: "rows",
      rows: [{ id: 7, name: "user 7", active: 1, photo: "AP8=", big: "9007199254740993", score: 3.5 }],
    });
  });

  it.each([
    ["views", "SELECT count(*) AS n FROM active_users", 1_000],
    ["joins and aggregates", "SELECT max(a.id) AS n FROM users a JOIN users b ON a.id = b.id", 2_000],
    ["common tables", "WITH x AS (SELECT id FROM users) SELECT count(*) AS n FROM x", 2_000],
    ["windows", "SELECT row_number() OVER (ORDER BY id) AS n FROM users LIMIT 1", 1],
    [
      "recursion",
      "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<9) SELECT max(i) AS n FROM c",
      9,
    ],
    ["full-text search", "SELECT count(*) AS n FROM notes WHERE notes MATCH 'hello'", 1],
    ["JSON", "SELECT count(*) AS n FROM json_each('[1,2]')", 2],
  ])("allows %s", async (_name, statement, n) => {
    expect((await query(statement)).rows).toEqual([{ n }]);
  });
});

describe("the names of columns", () => {
  it("may be __proto__ without a loss", async () => {
    const { rows } = await query('SELECT 1 AS a, 2 AS "__proto__"');
    expect(JSON.stringify(rows)).toBe('[{"a":1,"__proto__":2}]');
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
  });

  it("are different ones: a statement that gives two of one name is refused, at the start as well", async () => {
    const statement = "SELECT u.id, v.id FROM users u JOIN users v USING (name)";
    expect(await refusal(statement)).toEqual({
      code: "SOURCE_ERROR",
      message: "The query gives two columns of one name.",
    });
    const run = select("main", statement, {});
    expect(() => harness([tool({ name: "pairs", run })], { sources: { main: source } })).toThrow(
      'The tool pairs cannot run: two of its columns are called "id": name one of them with AS',
    );
  });
});

describe("the cap on rows and bytes", () => {
  it("stops one row after the cap on rows and says that there are more", async () => {
    const outcome = await query("SELECT id FROM users", {}, { rows: 10 });
    expect(outcome.rows).toHaveLength(10);
    expect(outcome.truncated).toEqual({ by: "rows", cap: 10 });
  });

  it("does not call a result cut that just fits", async () => {
    const outcome = await query("SELECT id FROM users LIMIT 10", {}, { rows: 10 });
    expect(outcome.rows).toHaveLength(10);
    expect(outcome).not.toHaveProperty("truncated");
  });

  it("stops soon after the cap on bytes, with enough rows to fill it", async () => {
    const outcome = await query("SELECT * FROM users", {}, { rows: 2_000, bytes: 4_096 });
    const size = JSON.stringify(outcome.rows).length;
    expect(outcome.truncated).toEqual({ by: "bytes", cap: 4_096 });
    expect(size).toBeGreaterThan(4_096);
    expect(size).toBeLessThan(3 * 4_096);
  });
});

describe("writing and everything else", () => {
  it.each([
    "INSERT INTO users (name) VALUES ('x')",
    "UPDATE users SET name = 'x'",
    "DELETE FROM users",
    "WITH x AS (SELECT 1) DELETE FROM users",
    "UPDATE users SET name = 'x' RETURNING id",
    "DROP TABLE users",
    "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t (a)",
    "ALTER TABLE users ADD COLUMN x",
    "REINDEX",
    "ANALYZE",
  ])("refuses %s as a write", async (statement) => {
    expect(await refusal(statement)).toEqual({
      code: "WRITE_REFUSED",
      message: "The database is read-only.",
    });
  });

  it.each([
    "ATTACH DATABASE '/tmp/other.db' AS other",
    "VACUUM INTO '/tmp/copy.db'",
    "PRAGMA table_info(users)",
    "PRAGMA query_only = 0",
    "SELECT * FROM pragma_table_info('users')",
    "SELECT * FROM sqlite_schema",
    "SELECT sql FROM sqlite_master",
    "SELECT * FROM dbstat",
    "SELECT load_extension('x')",
    "SELECT randomblob(900000000)",
    "SELECT zeroblob(900000000)",
    "BEGIN IMMEDIATE",
    "SAVEPOINT s",
    "SELECT * FROM no_such_table",
    "not SQL at all; S3CR3T",
  ])("refuses %s without a word of why", async (statement) => {
    expect(await refusal(statement)).toEqual({
      code: "SOURCE_ERROR",
      message: "The database could not run the query.",
    });
  });

  it("leaves the file as it was", async () => {
    const before = readFileSync(file);
    await refusal("DELETE FROM users");
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync("/tmp/copy.db")).toBe(false);
  });

  it("bounds what printf and LIKE can be made to do", async () => {
    expect((await query("SELECT printf('%*s', 900000000, 'x') AS p")).rows).toEqual([{ p: null }]);
    expect(await refusal("SELECT 1 WHERE 'a' LIKE :p", { p: "%".repeat(5_000) })).toMatchObject({
      code: "SOURCE_ERROR",
    });
  });

  it.each(["' OR 1=1 --", "1; DROP TABLE users", "%00", "\\", "$1", ":name", "user 7'"])(
    "searches for %j literally",
    async (name) => {
      expect((await query("SELECT id FROM users WHERE name = :name", { name })).rows).toEqual([]);
      expect((await query("SELECT :name AS name", { name })).rows).toEqual([{ name }]);
    },
  );
});

describe("stopping", () => {
  const endless = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c";
  const unbounded = { rows: Infinity, bytes: Infinity };

  it("ends an endless query at the deadline", async () => {
    const started = performance.now();
    const outcome = query(endless, {}, { ...unbounded, deadline: started + 50 });
    await expect(outcome).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("ends it when the client goes away, since it hands over to others while it reads", async () => {
    const client = new AbortController();
    const reason = new ToolError("CANCELLED", "The client cancelled the call.");
    const outcome = query(endless, {}, { ...unbounded, signal: client.signal });
    setTimeout(() => client.abort(reason), 20);
    await expect(outcome).rejects.toBe(reason);
  });

  it("answers other calls of the same statement meanwhile, each with all its rows", async () => {
    const slow = "SELECT a.id FROM users a, users b WHERE b.id <= 20";
    const outcomes = await Promise.all([1, 2, 3].map(() => query(slow, {}, { ...unbounded })));
    expect(outcomes.map(({ rows }) => rows.length)).toEqual([40_000, 40_000, 40_000]);
  });

  it("does not begin for a call that is over", async () => {
    await expect(query("SELECT 1", {}, { deadline: performance.now() - 1 })).rejects.toMatchObject({
      code: "TIMEOUT",
    });
  });
});

describe("opening", () => {
  it("says which file of which source is missing, and how to create it", () => {
    const settings = { name: "main", file: "/nowhere/main.sqlite", production: false };
    expect(() => openSqlite(settings, log)).toThrow(
      /^The database of source "main" is missing: \/nowhere\/main\.sqlite\. Create it with `npm run build`/,
    );
  });

  it("says that a database in memory is no file", () => {
    const settings = { name: "main", file: "/app/:memory:", production: false };
    expect(() => openSqlite(settings, log)).toThrow(
      'The database of source "main" has to be a file: one in memory is empty at each start.',
    );
  });

  it("does not open what this process could write in production", () => {
    const settings = { name: "main", file, production: true };
    expect(() => openSqlite(settings, log)).toThrow(/^The database of source "main" could be written/);
  });

  it("refuses a file that is no database when it opens it, not at the first call", () => {
    const other = join(folder, "text");
    writeFileSync(other, "not a database at all, but long enough to look at".repeat(100));
    expect(() => readSqlite({ name: "main", file: other })).toThrow(
      /^The database of source "main" cannot be read: .*text: file is not a database\.$/,
    );
  });

  it("tells whether it can answer", async () => {
    const own = readSqlite({ name: "main", file });
    await expect(own.check()).resolves.toBeUndefined();
    await own.close();
    await expect(own.check()).rejects.toThrow();
  });
});

describe("select", () => {
  const users = tool({
    input: {
      active: { type: "boolean", default: true },
      limit: { type: "integer", default: 2 },
      ids: { type: "array" },
      name: { type: "string" },
    },
    run: select(
      "main",
      `SELECT id FROM users WHERE active = :active AND (:name IS NULL OR name = :name)
       AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids))) ORDER BY id LIMIT :limit`,
      { active: "boolean", name: "string", ids: "json", limit: "integer" },
    ),
  });

  const rowsFor = async (args: Record<string, unknown>) => {
    const { guard } = harness([users], { sources: { main: source } });
    const result = await guard("echo", args, caller());
    return (result.structuredContent as { rows: unknown }).rows;
  };

  it("binds booleans, integers, JSON and what was not given", async () => {
    expect(await rowsFor({})).toEqual([{ id: 1 }, { id: 3 }]);
    expect(await rowsFor({ active: false, limit: 1 })).toEqual([{ id: 2 }]);
    expect(await rowsFor({ ids: [5, 7, 8] })).toEqual([{ id: 5 }, { id: 7 }]);
    expect(await rowsFor({ name: "user 9" })).toEqual([{ id: 9 }]);
  });

  it("finds by lists: by none nothing, and null is in none", async () => {
    for (const ids of [[], [null], [[5]], ["5,7"]]) expect(await rowsFor({ ids })).toEqual([]);
    expect(await rowsFor({ ids: [null, 7, 7, 5] })).toEqual([{ id: 5 }, { id: 7 }]);
    const many = Array.from({ length: 500 }, (_, index) => index - 498);
    expect(await rowsFor({ ids: many })).toEqual([{ id: 1 }]);
  });

  it("takes lists apart, whatever is in them", async () => {
    const said = ["a,b", 'c"d', "e\\f", "[]", "null", "", "é🎉", "\n\t", "'; --", null];
    const statement = "SELECT value FROM json_each(:said)";
    const limits = { rows: 20, bytes: 10_000 };
    const context = { sources: { main: source }, limits, stop: bounds().signal, deadline: Infinity };
    const answer = await select("main", statement, { said: "json" })({ said }, context as unknown as Context);
    expect(answer).toMatchObject({ rows: said.map((value) => ({ value })) });
  });

  /** As when the database changes under a running server. */
  const unprepared = (statement: string) => {
    const run = select("main", statement, {});
    return tool({ run: (args, context) => run(args, context) });
  };

  it("gives the model neither SQL nor paths when the database fails", async () => {
    const broken = unprepared("SELECT S3CR3T FROM nowhere");
    const { guard, text } = harness([broken], { sources: { main: source } });
    const result = await guard("echo", {}, caller());
    expect(textOf(result)).toMatch(/^SOURCE_ERROR: The database could not run the query\. \(call /);
    expect(JSON.stringify(result) + text.join("")).not.toMatch(/S3CR3T|nowhere|sqlite-/);
  });

  it("refuses a write as such", async () => {
    const { guard, audit } = harness([unprepared("DELETE FROM users")], { sources: { main: source } });
    expect(textOf(await guard("echo", {}, caller()))).toMatch(/^WRITE_REFUSED: The database is read-only\. /);
    expect(audit.events[0]).toMatchObject({ outcome: "refused", code: "WRITE_REFUSED" });
  });

  it("says that a source is not open", async () => {
    const { guard } = harness([unprepared("SELECT 1")]);
    expect(textOf(await guard("echo", {}, caller()))).toMatch(/^SOURCE_UNAVAILABLE/);
  });

  it.each([
    ["SELECT emial FROM users", "no such column: emial"],
    ["SELECT id FROM", "incomplete input"],
    ["DELETE FROM users", "not authorized"],
    ["SELECT randomblob(9)", "not authorized to use function: randomblob"],
  ])("keeps a server from starting whose tool runs %s", (statement, why) => {
    const useless = tool({ name: "query_users", run: select("main", statement, {}) });
    expect(() => harness([useless], { sources: { main: source } })).toThrow(
      `The tool query_users cannot run: ${why}`,
    );
    expect(() => harness([useless])).toThrow("The tool query_users cannot run: The database is not open.");
  });
});

describe("scripts/create-databases.mjs", () => {
  const script = fileURLToPath(
    new URL("../../../templates/sqlite/scripts/create-databases.mjs", import.meta.url),
  );
  const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

  const project = (databases: unknown, files: Record<string, string>): string => {
    const root = mkdtempSync(join(folder, "project-"));
    mkdirSync(join(root, "scripts"));
    mkdirSync(join(root, "db/main"), { recursive: true });
    cpSync(script, join(root, "scripts/create-databases.mjs"));
    symlinkSync(modules, join(root, "node_modules"));
    writeFileSync(join(root, "db/databases.json"), JSON.stringify(databases));
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    return root;
  };

  const run = (root: string, env: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [join(root, "scripts/create-databases.mjs")], {
      env: { ...process.env, ...env },
      cwd: tmpdir(),
    });

  const main = {
    name: "main",
    file: "db/main/main.sqlite",
    schema: "db/main/schema.sql",
    seed: "db/main/seed.sql",
  };
  const sql = {
    "db/main/schema.sql": "CREATE TABLE users (id INTEGER PRIMARY KEY);",
    "db/main/seed.sql": "INSERT INTO users VALUES (1), (2);",
  };

  it("creates a database that nobody can write and the server can read, and leaves it alone after", async () => {
    const root = project([main], sql);
    expect((await run(root)).stdout).toBe("main: created db/main/main.sqlite\n");
    const created = join(root, main.file);
    expect(statSync(created).mode & 0o777).toBe(0o444);
    const own = readSqlite({ name: "main", file: created });
    const { rows } = await own.query("SELECT count(*) AS n FROM users", {}, bounds());
    expect(rows).toEqual([{ n: 2 }]);
    await own.close();
    expect((await run(root)).stdout).toBe("main: db/main/main.sqlite exists\n");
  });

  it("leaves no half of a database behind when the SQL is wrong", async () => {
    const root = project([main], { ...sql, "db/main/seed.sql": "INSERT INTO absent VALUES (1);" });
    await expect(run(root)).rejects.toMatchObject({
      stderr: "main: db/main/seed.sql: no such table: absent\n",
    });
    expect(readdirSync(join(root, "db/main")).toSorted()).toEqual(["schema.sql", "seed.sql"]);
  });

  it("takes the path from the environment, and creates nothing without one or without a schema", async () => {
    const byName = { ...main, file: { env: "MAIN_DB" } };
    const root = project([byName, { name: "other", file: "other.sqlite" }], sql);
    const elsewhere = join(root, "elsewhere.sqlite");
    expect((await run(root)).stdout).toContain("main: MAIN_DB is not set, nothing to create");
    expect((await run(root, { MAIN_DB: elsewhere })).stdout).toContain(`main: created ${elsewhere}`);
    expect(existsSync(elsewhere)).toBe(true);
    expect(existsSync(join(root, "other.sqlite"))).toBe(false);
  });
});
