/** `check --database mysql://…`: statements as a live MariaDB (or MySQL) reads them, at their place in the spec. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, cli, command } from "../../scripts/project.mjs";
import { openLiveMysql } from "../../src/sql/mysql/live.js";
import { run } from "../cli/run.js";
import { temporaryFolder } from "../regenerate/folder.js";
import { hasOpenssl } from "../support/certificate.js";
import { hasMysql, startMysql, whySkipped, type MysqlServer } from "../support/mysql-server.js";

const spec = (sql: string, more = "") => `spec: 1
server: { name: people-mcp, version: 1.0.0, description: People. }
sources:
  main:
    kind: mysql
    url: \${DATABASE_URL}
    role: people_mcp
    reads:
      users: [id, name]
      sales.order: [id, total]
tools:
  find:
    description: Find users.
    source: main
    params:
      name: { type: string, required: false }
      limit: { type: integer, default: 10 }
    sql: |
      ${sql.replaceAll("\n", "\n      ")}
${more}`;

const schema = `
  CREATE DATABASE app; CREATE DATABASE sales; USE app;
  CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50), password text, KEY (name));
  INSERT INTO users VALUES (1, 'a', 'hunter2');
  CREATE TABLE sales.\`order\` (id int PRIMARY KEY, user_id bigint, total decimal(20, 2), note text);
  CREATE USER somebody; GRANT SELECT, EXECUTE ON *.* TO somebody;
  CREATE USER people_mcp;
  GRANT SELECT (id, name) ON users TO people_mcp;
  GRANT SELECT (id, total) ON sales.\`order\` TO people_mcp`;

describe.skipIf(!hasMysql)(`check against MySQL or MariaDB${whySkipped}`, () => {
  let server: MysqlServer;
  beforeAll(async () => {
    server = await startMysql();
    await server.run(schema);
  });
  afterAll(() => server?.stop());

  const checked = async (sql: string, more = "", user = "people_mcp") => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "mcp.yaml"), spec(sql, more));
    await run(folder, ["generate"]);
    return run(folder, ["check", "--database", server.url(user)]);
  };

  test("finds nothing in statements that the account can run, and says what was not compared", async () => {
    const { exitCode, err } = await checked(
      "SELECT u.id, u.name, 'it\\'s :no' AS `a:b` FROM users u # :neither\nJOIN sales.`order` o ON o.id = u.id WHERE :name IS NULL OR u.name = :name LIMIT :limit",
    );
    expect(err).toContain("MySQL does not say which columns a statement reads");
    expect(err).toContain("The statements work on the database of main.\n");
    expect(err).not.toMatch(/error|warning/);
    expect(exitCode).toBe(0);
    expect(await server.run("SELECT id FROM app.users")).toHaveLength(1);
  });

  test("asks in the built command, too, which has the driver in itself", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "mcp.yaml"),
      spec("SELECT id, nmae FROM users WHERE name = :name LIMIT :limit"),
    );
    await cli(["generate", folder]);
    const { code, stderr } = await attempt(process.execPath, [
      command,
      ...["check", folder, "--database", server.url("somebody")],
    ]);
    expect(stderr).toContain("error MCP1420  unknown column 'nmae'");
    expect(code).toBe(2);
  });

  test.each([
    [
      "a column that is not there",
      "SELECT id, nmae FROM users\nWHERE :name IS NULL OR name = :name LIMIT :limit",
      ["MCP1420", "mcp.yaml:19:18", "did you mean"],
    ],
    [
      "one by its table's other name, below parameters",
      "SELECT u.id FROM users u WHERE (:name IS NULL OR u.name = :name)\nAND u.actve LIMIT :limit",
      ["MCP1420", "mcp.yaml:20:11"],
    ],
    [
      "a table that is not there",
      "SELECT id FROM usres WHERE name = :name LIMIT :limit",
      ["MCP1420", "mcp.yaml:19:22", 'did you mean "users"?'],
    ],
    [
      "a name that is also in a text and in a comment before",
      "SELECT 'nmae', id, /* nmae */ `nmae` FROM users WHERE name = :name LIMIT :limit",
      ["MCP1420", "mcp.yaml:19:37"],
    ],
    [
      "a syntax that there is not",
      "SELECT id FROM users WHERE name = :name LIMIT :limit OFFST 5",
      ["MCP1421", "mcp.yaml:19:60", '"OFFST" is not understood here'],
    ],
    [
      "an end that comes too early",
      "SELECT id FROM users WHERE name = :name AND :limit >",
      ["MCP1421", "the statement ends too early"],
    ],
    [
      "a function that there is not",
      "SELECT shout(name) AS loud FROM users WHERE name = :name LIMIT :limit",
      ["MCP1420", "mcp.yaml:19:14"],
    ],
    [
      "a name that two tables have",
      "SELECT id AS one FROM users u JOIN sales.`order` o ON o.id = u.id WHERE name = :name LIMIT :limit",
      ["MCP1421", "mcp.yaml:19:14", "ambiguous"],
    ],
    [
      "two columns of one name",
      "SELECT u.id, o.id FROM users u JOIN sales.`order` o ON o.id = u.id WHERE name = :name LIMIT :limit",
      ["MCP1424", '"id"'],
    ],
  ])("shows %s at its place", async (_what, sql, expected) => {
    const { exitCode, err } = await checked(sql, "", "somebody");
    for (const words of expected) expect(err).toContain(words);
    expect(exitCode).toBe(2);
  });

  test.each([
    [
      "a column",
      "SELECT id, nmae FROM users WHERE name = :name LIMIT :limit",
      ['may not use the column "nmae", or there is none', "mcp.yaml:19:18", 'did you mean "name"?'],
    ],
    [
      "a column that is there",
      "SELECT u.password FROM users u WHERE name = :name LIMIT :limit",
      ['may not use the column "password", or there is none', "mcp.yaml:19:"],
    ],
    [
      "a table",
      "SELECT id FROM sales.orders WHERE :name = :limit",
      ['may not use the table "orders", or there is none', "mcp.yaml:19:22"],
    ],
    [
      "a function",
      "SELECT shout(name) AS loud FROM users WHERE name = :name LIMIT :limit",
      ['may not use the routine "shout", or there is none', "mcp.yaml:19:14"],
    ],
  ])("says of %s that the account is not shown that it may not use it", async (_what, sql, expected) => {
    const { exitCode, err } = await checked(sql);
    for (const words of expected) expect(err).toContain(words);
    expect(err).toContain("error MCP1421");
    expect(err).not.toContain("people_mcp'");
    expect(exitCode).toBe(2);
  });

  test("holds the names of `result` against the columns", async () => {
    const { exitCode, err } = await checked(
      "SELECT id, name FROM users WHERE name = :name LIMIT :limit",
      "    result: { type: object, properties: { id: { type: integer }, nmae: { type: string } } }\n",
    );
    expect(err).toContain('error MCP1423  the statement has no column "nmae"');
    expect(exitCode).toBe(2);
  });

  test("reads a statement as the server's sessions do, whatever the database is set to", async () => {
    await server.run("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
    const { exitCode } = await checked(
      `SELECT "it\\"s" AS text, id FROM users WHERE name = :name LIMIT :limit`,
    );
    await server.run("SET GLOBAL sql_mode = DEFAULT");
    expect(exitCode).toBe(0);
  });

  test.runIf(hasOpenssl)("takes `ssl-mode` from the address", async () => {
    const { signal } = new AbortController();
    const engine = await openLiveMysql(`${server.url("people_mcp")}?ssl-mode=REQUIRED`, signal);
    await engine.close();
    await expect(
      openLiveMysql(`${server.url("people_mcp")}?ssl-mode=VERIFY_IDENTITY`, signal),
    ).rejects.toThrow();
  });

  test.each([
    ["a database that is not there", (url: string) => url.replace("/app", "/absent"), "MCP1908"],
    ["an account that is not there", (url: string) => url.replace("people_mcp", "nobody"), "MCP1908"],
    ["options of a driver", (url: string) => `${url}?multipleStatements=true`, "no option but ssl-mode"],
    ["the address of another kind", () => "postgres://127.0.0.1/app", "MCP1909"],
  ])("says what is wrong with %s", async (_what, address, expected) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "mcp.yaml"), spec("SELECT id FROM users WHERE name = :name LIMIT :limit"));
    await run(folder, ["generate"]);
    const { exitCode, err } = await run(folder, ["check", "--database", address(server.url("people_mcp"))]);
    expect(err).toContain(expected);
    expect(exitCode).toBe(2);
  });
});
