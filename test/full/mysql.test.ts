/**
 * MariaDB (or MySQL) as it is: the account that the generated SQL makes, the check of credentials against those
 * that people really make, and queries that must be cut, ended or refused.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createConnection, type Connection } from "mysql2";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, connectHttp, startHttp } from "../../scripts/project.mjs";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import { openMysql, type MysqlSettings } from "../../templates/mysql/src/sources/mysql.js";
import { rightsOf } from "../../templates/mysql/src/sources/mysql-rights.js";
import { CredentialError, type Finding } from "../../templates/remote/src/sources/credential.js";
import { hasOpenssl } from "../support/certificate.js";
import { attacks, bad, good, type MysqlCredential } from "../support/mysql-credentials.js";
import { hasMysql, startMysql, whySkipped, type MysqlServer } from "../support/mysql-server.js";
import { testRemoteProject } from "./remote-project.js";
import { bounds, openingSources, testRemoteSource } from "./remote-source.js";

const spec = `spec: 1
server: { name: people-mcp, version: 1.0.0, description: Read-only access to people. }
limits: { rate: 1000/second }
sources:
  main:
    kind: mysql
    url: \${DATABASE_URL}
    role: people_mcp
    reads:
      users: [id, name, active]
      sales.order: [id, total]
tools:
  list_users:
    description: List users by id.
    source: main
    params:
      active: { type: boolean, default: true }
      name: { type: string, required: false }
      limit: { type: integer, minimum: 1, default: 10, cap: 500 }
    sql: |
      SELECT id, name, 'it\\'s a:b' AS \`c:d\` FROM users # :not_one
      WHERE active = :active AND (:name IS NULL OR name = :name) ORDER BY id LIMIT :limit
  sleep:
    description: Take long.
    source: main
    params:
      seconds: { type: number }
    sql: SELECT id, SLEEP(:seconds) AS slept FROM users LIMIT 1
    limits: { timeout: 1s }
  total:
    description: The total of an order.
    source: main
    params:
      id: { type: integer }
    sql: SELECT total FROM sales.\`order\` WHERE id = :id
`;

const schema = `
  CREATE DATABASE app; CREATE DATABASE sales; USE app;
  CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50), active tinyint(1) DEFAULT 1, password text, KEY (name));
  INSERT INTO users WITH RECURSIVE n AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM n WHERE n < 1000)
    SELECT n, CONCAT('user ', n), n % 2 = 0, 'hunter2' FROM n;
  CREATE TABLE secrets (id int, secret text);
  INSERT INTO secrets VALUES (1, 'canary');
  CREATE TABLE victims (id int);
  INSERT INTO victims VALUES (1), (2), (3);
  CREATE TABLE sales.\`order\` (id int PRIMARY KEY, total decimal(20, 2), note text);
  INSERT INTO sales.\`order\` VALUES (1, 12.50, 'x'), (2, 12345678901234567.89, 'y')`;

/** Rows in any number: the account may read nothing else that is large. */
const numbers = (rows: number, text: string) =>
  `SELECT a.id, ${text} AS text FROM users a, users b WHERE b.id <= ${Math.ceil(rows / 1000)}`;

const log = pino({ level: "silent" });

describe.skipIf(!hasMysql)(`MySQL and MariaDB${whySkipped}`, () => {
  let server: MysqlServer;
  let kind: "mysql" | "mariadb";
  let sql: ReadonlyMap<string, string>;
  /** Runs one of the generated files as people do. */
  const apply = (name: string, user?: string) => server.client(sql.get(`db/main/${name}`) ?? "", user, "app");
  /** The account of the SQL, opened with no password: nobody else reaches this server. */
  const unlock = () => server.run("ALTER USER people_mcp IDENTIFIED BY '' ACCOUNT UNLOCK");

  beforeAll(async () => {
    server = await startMysql([
      "--max-allowed-packet=1G",
      "--event-scheduler=OFF",
      "--log-bin-trust-function-creators=1",
    ]);
    const [about] = await server.run("SELECT VERSION() AS version");
    kind = /mariadb/i.test(String(about?.["version"])) ? "mariadb" : "mysql";
    const loaded = await loadSpec("mcp.yaml", async () => new TextEncoder().encode(spec));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    sql = new Map((await render(loaded.value.model)).map(({ path, text }) => [path, text]));
    await server.run(schema);
    const { status, stderr } = apply("roles.sql");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    await unlock();
  });
  afterAll(() => server?.stop());

  const findingsOf = async (user: string): Promise<readonly Finding[]> => {
    const connection = createConnection({ host: "127.0.0.1", port: server.port, user, database: "app" });
    try {
      return (await rightsOf(connection as Connection)).findings;
    } finally {
      connection.destroy();
    }
  };
  const settingsOf = (user: string): MysqlSettings => ({
    name: "main",
    url: server.url(user),
    application: "people-mcp",
    connections: 3,
    timeoutMs: 20_000,
    rows: 500,
    allowed: [],
  });
  const codeOf = (errno: number) => expect.objectContaining({ errno }) as unknown;

  describe("the generated SQL", () => {
    test("makes an account that is closed until it has a password", async () => {
      apply("drop-role.sql");
      apply("roles.sql");
      try {
        await expect(server.run("SELECT 1", "people_mcp", "app")).rejects.toThrow(/denied|locked/i);
        await server.run("ALTER USER people_mcp ACCOUNT UNLOCK");
        await expect(server.run("SELECT 1", "people_mcp", "app")).rejects.toThrow(/denied/i);
      } finally {
        await unlock();
      }
      expect(await server.run("SELECT 1 AS one", "people_mcp", "app")).toEqual([{ one: 1 }]);
    });

    test("makes an account in which the check finds nothing, and may be run again", async () => {
      const { status, stderr } = apply("roles.sql");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(await server.run("SELECT 1 AS one", "people_mcp", "app")).toEqual([{ one: 1 }]); // not locked again
      expect(await findingsOf("people_mcp")).toEqual([]);
    });

    test("gives the columns that are declared, and no others", async () => {
      expect(
        await server.run("SELECT id, name, active FROM users LIMIT 1", "people_mcp", "app"),
      ).toHaveLength(1);
      expect(await server.run("SELECT id FROM sales.`order`", "people_mcp", "app")).toHaveLength(2);
      for (const other of ["SELECT password FROM users", "SELECT note FROM sales.`order`"]) {
        await expect(server.run(other, "people_mcp", "app")).rejects.toEqual(codeOf(1143));
      }
      await expect(server.run("SELECT * FROM secrets", "people_mcp", "app")).rejects.toEqual(codeOf(1142));
    });

    test("takes away what is no longer declared, roles, too", async () => {
      await server.run("GRANT SELECT (password), UPDATE ON app.users TO people_mcp");
      await server.run("GRANT FILE ON *.* TO people_mcp WITH GRANT OPTION");
      await server.run(
        "CREATE ROLE `odd one`; CREATE ROLE other; GRANT `odd one` TO people_mcp; GRANT other TO people_mcp",
      );
      expect(await findingsOf("people_mcp")).not.toEqual([]);
      expect(apply("roles.sql").stderr).toBe("");
      await expect(server.run("SELECT password FROM users", "people_mcp", "app")).rejects.toEqual(
        codeOf(1143),
      );
      expect(await findingsOf("people_mcp")).toEqual([]);
      await server.run("DROP ROLE `odd one`; DROP ROLE other");
    });

    test("bounds what one account may take", async () => {
      const [limits] = await server.run(
        "SELECT max_user_connections AS connections FROM mysql.user WHERE User = 'people_mcp'",
      );
      expect(limits).toEqual({ connections: 80 });
      if (kind === "mysql") return;
      const [session] = await server.run("SELECT @@max_statement_time AS seconds", "people_mcp", "app");
      expect(Number(session?.["seconds"])).toBe(11);
    });

    test("verify.sql passes with the account's own rights, and names a column that is missing", async () => {
      const passed = apply("verify.sql", "people_mcp");
      expect(passed).toMatchObject({ status: 0, stderr: "" });
      expect(passed.stdout).toContain("app.users.name");
      expect(passed.stdout).not.toContain("Must not be there");
      await server.run("GRANT UPDATE (name) ON app.users TO people_mcp");
      expect(apply("verify.sql", "people_mcp").stdout).toContain("UPDATE ON app.users.name");
      await server.run("REVOKE SELECT (name), UPDATE (name) ON app.users FROM people_mcp");
      const failed = apply("verify.sql", "people_mcp");
      apply("roles.sql");
      expect(failed.status).not.toBe(0);
      expect(failed.stderr).toContain("column 'name'");
    });

    test("drop-role.sql leaves no account behind, and may be run again", async () => {
      for (let time = 0; time < 2; time += 1) expect(apply("drop-role.sql").stderr).toBe("");
      expect(await server.run("SELECT User FROM mysql.user WHERE User = 'people_mcp'")).toEqual([]);
      expect(apply("roles.sql").stderr).toBe("");
      await unlock();
    });
  });

  describe("a credential", () => {
    let count = 0;

    /** An account of its own, prepared as the credential says. */
    const prepared = async (
      { sql: statements, undo }: MysqlCredential,
      use: (user: string, named: (text: string) => string) => Promise<void>,
    ): Promise<void> => {
      const me = `case_${(count += 1)}`;
      const named = (text: string) => text.replaceAll("$me", me);
      await server.run(`CREATE USER ${me}; CREATE USER ${me}_friend`);
      await server.run(`GRANT SELECT (id, name, active) ON app.users TO ${me}`);
      try {
        if (statements !== "") await server.run(named(statements));
        await use(me, named);
      } finally {
        await server.run(`DROP USER IF EXISTS ${me}; DROP USER ${me}_friend`);
        if (undo !== undefined) await server.run(named(undo));
      }
    };

    test.each(good)("with $name is accepted", (credential) =>
      prepared(credential, async (user) => {
        expect(await findingsOf(user)).toEqual([]);
      }),
    );

    test.for(bad)("with $name is refused, with what takes it away", async (credential, { skip }) => {
      skip(credential.only !== undefined && credential.only !== kind, `not in ${kind}`);
      await prepared(credential, async (user, named) => {
        const findings = await findingsOf(user);
        const found = findings.find(({ id }) => credential.finding?.test(id));
        expect(found, JSON.stringify(findings)).toBeDefined();
        expect(found?.privilege).not.toBe("");
        expect(found?.remedy).toMatch(/^(REVOKE|DELETE|DROP|SET) .*;$/);
        await expect(openMysql(settingsOf(user), log)).rejects.toBeInstanceOf(CredentialError);
        if (credential.exploit !== undefined) {
          await server.run(named(credential.exploit), user); // it is no false alarm
        }
      });
    });

    test.for(bad.filter(({ name }) => / on (everything|a database|a table)$/.test(name)))(
      "with $name is accepted once the statement that is printed was run",
      async (credential, { skip }) => {
        skip(credential.only !== undefined && credential.only !== kind, `not in ${kind}`);
        await prepared(credential, async (user) => {
          for (const { remedy } of await findingsOf(user)) await server.run(remedy);
          expect(await findingsOf(user)).toEqual([]);
        });
      },
    );

    test("whose password has a hash in its grants never shows it", async () => {
      await prepared({ name: "", sql: "GRANT FILE ON *.* TO $me" }, async (user) => {
        const password = "S3cret-enough!";
        await server.run(`ALTER USER ${user} IDENTIFIED BY '${password}'`);
        const [hash] = await server.run(
          `SELECT authentication_string AS hash FROM mysql.user WHERE User = '${user}'`,
        );
        const lines: string[] = [];
        const heard = pino({}, { write: (line: string) => void lines.push(line) });
        const url = server.url(`${user}:${encodeURIComponent(password)}`);
        const refused = await openMysql({ ...settingsOf(user), url }, heard).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(CredentialError);
        const said = lines.join("") + String(refused) + JSON.stringify(refused);
        expect(said).toContain(`REVOKE FILE ON *.* FROM '${user}'@'%';`);
        expect(said).not.toContain(String(hash?.["hash"]));
        expect(said).not.toContain(password);
      });
    });

    test("with a view that the spec accepts serves, says so, and still cannot write through it", async () => {
      const trap = bad.find(({ name }) => name.includes("writes when it is read")) as MysqlCredential;
      await prepared(trap, async (user) => {
        const lines: string[] = [];
        const heard = pino({}, { write: (line: string) => void lines.push(line) });
        const source = await openMysql({ ...settingsOf(user), allowed: ["view:app.trap"] }, heard);
        expect(lines.join("")).toContain('"event":"credential_exceptions"');
        await expect(source.query("SELECT wiped FROM trap", {}, bounds())).rejects.toMatchObject({
          code: "WRITE_REFUSED",
        });
        await source.close();
      });
    });

    test("with more grants than a result may have rows is looked at to the end", async () => {
      const tables = Array.from({ length: 40 }, (_, index) => `many_${index}`);
      const many = tables.map(
        (name) => `CREATE TABLE app.${name} (id int); GRANT SELECT ON app.${name} TO $me`,
      );
      const last = "CREATE VIEW app.zz AS SELECT id FROM app.users; GRANT SELECT ON app.zz TO $me";
      const undo = `DROP VIEW app.zz; DROP TABLE ${tables.map((name) => `app.${name}`).join()}`;
      await prepared({ name: "", sql: [...many, last].join("; "), undo }, async (user) => {
        const opened = openMysql({ ...settingsOf(user), rows: 1 }, log);
        await expect(opened).rejects.toThrow(/view app\.zz/);
      });
    });

    test.each(attacks)("of the generated SQL cannot: %s", async (attack) => {
      const statements = `SET SESSION TRANSACTION READ WRITE; ${attack}`;
      await expect(server.run(statements, "people_mcp", "app")).rejects.toMatchObject({
        errno: expect.any(Number) as number,
        sqlState: expect.stringMatching(/^[0-9A-Z]{5}$/) as string,
      });
    });

    test("after all of these, the data is what it was", async () => {
      const [state] = await server.run(
        `SELECT (SELECT COUNT(*) FROM app.users WHERE id BETWEEN 1 AND 1000) AS users,
          (SELECT COUNT(*) FROM app.secrets) AS secrets,
          (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE 'intruder%') AS intruders,
          (SELECT COUNT(*) FROM mysql.user WHERE User LIKE 'intruder%') AS accounts`,
      );
      expect(state).toEqual({ users: 1000, secrets: 1, intruders: 0, accounts: 0 });
      await server.run("DELETE FROM app.users WHERE id > 1000");
    });
  });

  describe("a source", () => {
    const open = (changes: Partial<MysqlSettings>) =>
      openMysql({ ...settingsOf("people_mcp"), ...changes }, log);
    const opened = openingSources(open);

    testRemoteSource({
      server: () => server,
      open: (changes) => open({ rows: 1_000_000, ...changes }),
      running:
        "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE USER = 'people_mcp' AND COMMAND <> 'Sleep'",
      many: (characters) => numbers(200_000, `REPEAT('x', ${characters})`),
      huge: "SELECT REPEAT('x', 300000000) AS text",
      endless: [
        ["waits", "SELECT SLEEP(600)"],
        ["computes", "SELECT BENCHMARK(100000000000, MD5('x'))"],
        ["joins", "SELECT COUNT(*) FROM users a, users b, users c, users d WHERE a.name < b.name"],
        ["sends rows", "SELECT id, SLEEP(0.01) FROM users"],
      ],
      slow: "SELECT COUNT(*) FROM users a, users b, users c, users d",
      sound: [
        "SELECT id FROM users WHERE (? IS NULL OR name = ?) AND active = ? LIMIT ?",
        "(SELECT id FROM users) UNION (SELECT 1) ORDER BY 1",
      ],
      unsound: [
        ["SELECT nmae FROM users", /'nmae'/],
        ["SELECT password FROM users", /denied/],
      ],
      grant: "GRANT DELETE ON app.users TO people_mcp",
      revoke: "REVOKE DELETE ON app.users FROM people_mcp",
      nowhere: "mysql://me:hunter2@127.0.0.1:1/x",
    });

    test("gives every type as JSON without loss", async () => {
      await server.run(`CREATE TABLE app.types (
        big bigint, ubig bigint unsigned, small smallint, tiny tinyint unsigned, money decimal(20, 2), longer decimal(40, 12),
        f float, d double, yes tinyint(1), bits bit(3), day date, at timestamp(1) NULL, local datetime, spell time, y year, doc json,
        raw varbinary(10), fixed binary(4), file blob, choice enum('a', 'b'), several set('a', 'b'), txt text, nothing int,
        zero datetime) CHARSET utf8mb4;
        SET SESSION time_zone = '+02:00', sql_mode = '';
        INSERT INTO app.types VALUES (9007199254740993, 18446744073709551615, -5, 255, 12.50, 1234567890.123456789012,
        1.1, 0.1, true, b'101', '2026-01-31', '2026-01-31 12:00:00.5', '2026-01-31 12:00', '-838:59:59', 2026,
        '{"n": 12345678901234567890, "s": "12345678901234567890", "a": [1.5, null]}',
        'hi', 'hi', 'hi', 'b', 'a,b', 'Zoë 😀', NULL, '0000-00-00');
        GRANT SELECT ON app.types TO people_mcp`);
      const source = await opened({});
      const { rows } = await source.query("SELECT * FROM types", {}, bounds());
      expect(rows[0]).toEqual({
        big: "9007199254740993",
        ubig: "18446744073709551615",
        small: -5,
        tiny: 255,
        money: 12.5,
        longer: "1234567890.123456789012",
        f: 1.1,
        d: 0.1,
        yes: 1,
        bits: 5,
        day: "2026-01-31",
        at: "2026-01-31T10:00:00.5Z",
        local: "2026-01-31T12:00:00",
        spell: "-838:59:59",
        y: 2026,
        doc: { n: "12345678901234567890", s: "12345678901234567890", a: [1.5, null] },
        raw: "aGk=",
        fixed: "aGkAAA==",
        file: "aGk=",
        choice: "b",
        several: "a,b",
        txt: "Zoë 😀",
        nothing: null,
        zero: "0000-00-00 00:00:00",
      });
      await server.run("DROP TABLE app.types");
      apply("roles.sql");
    });

    test("binds what callers say as values, whatever is in it", async () => {
      const source = await opened({});
      const text = "'; DELETE FROM users; -- ? :name \\ \" ` \u2028 \0 /*! x */";
      const { rows } = await source.query("SELECT ? AS said, ? AS n", { said: text, n: 5n }, bounds());
      expect(rows).toEqual([{ said: text, n: "5" }]);
    });

    const items = (type: string) =>
      `SELECT item FROM JSON_TABLE(?, '$[*]' COLUMNS (item ${type} PATH '$')) AS t`;

    test("takes lists apart, whatever is in them", async () => {
      const source = await opened({});
      const said = ["a,b", 'c"d', "e\\f", "{}", "NULL", "", "é🎉", "\n\0", "'; --", null];
      const { rows } = await source.query(
        items("VARCHAR(100) CHARACTER SET utf8mb4"),
        { said: JSON.stringify(said) },
        bounds(),
      );
      expect(rows).toEqual(said.map((item) => ({ item })));
    });

    test("finds by lists: by none nothing, and NULL is in none", async () => {
      const source = await opened({});
      const found = async (column: string, type: string, list: readonly unknown[] | null) => {
        const statement = `SELECT id FROM users WHERE ${column} IN (${items(type)}) ORDER BY id`;
        const ids = list === null ? null : JSON.stringify(list);
        return (await source.query(statement, { ids }, bounds())).rows.map(({ id }) => id);
      };
      expect(await found("id", "BIGINT", [3, 1, 3, null, 1_000_000])).toEqual([1, 3]);
      expect(
        await found("name", "VARCHAR(50) CHARACTER SET utf8mb4", ["user 7", "user 5", "usér", "🎉", null, 0]),
      ).toEqual([5, 7]);
      for (const none of [[], [null], null]) expect(await found("id", "BIGINT", none)).toEqual([]);
      expect(
        await found(
          "id",
          "BIGINT",
          Array.from({ length: 10_000 }, (_, index) => index - 9_998),
        ),
      ).toEqual([1]);
    });

    test("does not take the number 0 for every name", async () => {
      const source = await opened({});
      const { rows } = await source.query("SELECT id FROM users WHERE name = ?", { name: 0n }, bounds());
      expect(rows).toEqual([]);
      const plain = await server.run("SELECT COUNT(*) AS n FROM app.users WHERE name = 0");
      expect(plain).toEqual([{ n: 1000 }]); // what would be read otherwise
    });

    test("takes numbers for keys, limits and comparisons", async () => {
      const source = await opened({});
      const { rows } = await source.query(
        "SELECT id FROM users WHERE id > ? AND id IN (?, ?, ?) AND active = ? LIMIT ?",
        { a: 4n, b: 2n, c: 6n, d: 8n, e: 1, f: 1n },
        bounds(),
      );
      expect(rows).toEqual([{ id: 6 }]);
    });

    test.each([
      "SELECT 1; DELETE FROM users",
      "DELETE FROM users",
      "COMMIT",
      "SET SESSION TRANSACTION READ WRITE",
      "START TRANSACTION READ WRITE",
      "SELECT id FROM users FOR UPDATE",
      "SET autocommit = 0",
    ])("outlives %s, and the next call is read-only again", async (statement) => {
      const source = await opened({ connections: 1 });
      await source.query(statement, {}, bounds()).catch((error: unknown) => {
        expect(error).toMatchObject({
          code: expect.stringMatching(/^(WRITE_REFUSED|SOURCE_ERROR)$/) as string,
        });
      });
      await server.run("GRANT INSERT ON app.victims TO people_mcp");
      const write = source.query("INSERT INTO victims VALUES (7)", {}, bounds());
      await expect(write).rejects.toMatchObject({ code: "WRITE_REFUSED" });
      await server.run("REVOKE INSERT ON app.victims FROM people_mcp");
    });

    test("reads the same for statements that differ in what the server's mode would make of them", async () => {
      await server.run("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'");
      const source = await opened({});
      const { rows } = await source.query(`SELECT "it\\"s" AS text`, {}, bounds());
      await server.run("SET GLOBAL sql_mode = DEFAULT");
      expect(rows).toEqual([{ text: 'it"s' }]);
    });

    test("tells callers of a failure only its kind, and the log its number", async () => {
      const source = await opened({});
      const failed = source.query(
        "SELECT id FROM users WHERE name = 'hunter2' AND password = 1",
        {},
        bounds(),
      );
      const error = await failed.catch((reason: unknown) => reason as Error & { cause: { code: string } });
      expect(error).toMatchObject({ code: "SOURCE_ERROR", cause: { code: "MYSQL_1143" } });
      expect(String((error as Error).message)).not.toMatch(/hunter2|password/);
      expect(JSON.stringify((error as Error).cause)).not.toContain("hunter2");
    });

    test("keeps its connection when it ends a query at the cap of rows", async () => {
      const source = await opened({ connections: 1, rows: 1_000_000 });
      const { rows: first } = await source.query("SELECT CONNECTION_ID() AS id", {}, bounds());
      const { truncated } = await source.query(
        numbers(200_000, "REPEAT('x', 100)"),
        {},
        bounds({ rows: 100 }),
      );
      expect(truncated).toEqual({ by: "rows", cap: 100 });
      const { rows } = await source.query("SELECT CONNECTION_ID() AS id", {}, bounds());
      expect(rows).toEqual(first);
    });

    test("does not let the database find more rows than the server may give", async () => {
      const source = await opened({ rows: 50 });
      const { rows, truncated } = await source.query("SELECT id FROM users", {}, bounds({ rows: 50 }));
      expect({ count: rows.length, truncated }).toEqual({
        count: 50,
        truncated: { by: "rows", cap: 50 },
      });
      const counted = "SELECT COUNT(*) AS n FROM (SELECT id FROM users UNION SELECT id + 1 FROM users) x";
      expect((await source.query(counted, {}, bounds())).rows).toEqual([{ n: 1001 }]);
    });

    test.runIf(hasOpenssl)("speaks TLS when its address says so, and checks the certificate", async () => {
      const encrypted = await opened({ url: `${server.url("people_mcp")}?ssl-mode=REQUIRED` });
      const { rows } = await encrypted.query("SHOW STATUS LIKE 'Ssl_cipher'", {}, bounds());
      expect(rows[0]?.["Value"]).not.toBe("");
      const unknown = opened({ url: `${server.url("people_mcp")}?ssl-mode=VERIFY_IDENTITY` });
      await expect(unknown).rejects.toThrow(/cannot be reached/);
    });

    test("says that it is not let in, without its password", async () => {
      const wrong = openMysql({ ...settingsOf("people_mcp"), url: server.url("people_mcp:wrong") }, log);
      await expect(wrong).rejects.toThrow("cannot be reached (ER_ACCESS_DENIED_ERROR).");
    });
  });

  describe("a generated project", () => {
    beforeAll(() => server.run("CREATE USER too_much; GRANT ALL PRIVILEGES ON *.* TO too_much"));

    const folderOf = testRemoteProject({
      name: "mysql",
      spec,
      url: (login, database) => server.url(login, database),
      tooMuch: { login: "too_much", says: ["ON *.* FROM 'too_much'@'%';"] },
      absent: /cannot be reached \(ER_(BAD_DB|DBACCESS_DENIED)_ERROR\)/,
      calls: [
        [
          "list_users",
          { limit: 2 },
          { rows: [{ id: 2, name: "user 2", "c:d": "it's a:b" }, { id: 4 }], truncated: false },
        ],
        ["list_users", { name: "user 8" }, { rows: [{ id: 8 }] }],
        ["total", { id: 2 }, { rows: [{ total: "12345678901234567.89" }] }],
      ],
      sleeping: async () => {
        const [row] = await server.run(
          "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT id, SLEEP%'",
        );
        return Number(row?.["n"]);
      },
    });

    test("serves from a database that the compose file's scripts have made, with the secrets made for it", async () => {
      const files: ReadonlyMap<string, string> = new Map([
        [
          "mcp.yaml",
          `${spec.replace("role: people_mcp", "role: people_mcp\n    schema: db/schema.sql\n    seed: db/seed.sql")}
auth: { apiKeys: true }
deploy: { container: true }
`,
        ],
        [
          "db/schema.sql",
          `CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50), active boolean DEFAULT TRUE, password text);
           CREATE DATABASE sales; USE sales; CREATE TABLE \`order\` (id int PRIMARY KEY, total decimal(20, 2), note text);`,
        ],
        [
          "db/seed.sql",
          "INSERT INTO users (id, name) VALUES (7, 'it''s'); INSERT INTO sales.`order` VALUES (1, 0.10, '');",
        ],
      ]);
      const loaded = await loadSpec("mcp.yaml", async (path) => Buffer.from(files.get(path) ?? ""));
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
      const folder = mkdtempSync(join(tmpdir(), "mcp-mysql-compose-"));
      const own = await startMysql();
      try {
        const made = (await render(loaded.value.model)).map(({ path, text }) => [path, text] as const);
        for (const [path, text] of [...files, ...made]) {
          mkdirSync(join(folder, dirname(path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
        const secrets = await attempt(process.execPath, ["scripts/deploy-secrets.mjs"], { cwd: folder });
        expect(secrets.stderr.match(/missing: \S+/g)).toEqual(["missing: deploy/secrets/API_KEYS"]);

        // As the image does: each by the client, in order, in the database that it has made.
        await own.run("CREATE DATABASE app");
        const compose = readFileSync(join(folder, "deploy/compose.yaml"), "utf8");
        const scripts = [...compose.matchAll(/"\.\.\/(.*):\/docker-entrypoint-initdb\.d\/(.*):ro"/g)].map(
          ([, path = "", target = ""]) => ({ path, target }),
        );
        scripts.push({ path: "deploy/secrets/database-main.sql", target: "90-password.sql" });
        expect(scripts).toHaveLength(4);
        for (const { path } of scripts.sort((one, other) => (one.target < other.target ? -1 : 1))) {
          const { status, stderr } = own.client(readFileSync(join(folder, path), "utf8"), undefined, "app");
          expect({ path, status, stderr }).toEqual({ path, status: 0, stderr: "" });
        }

        const address = readFileSync(join(folder, "deploy/secrets/DATABASE_URL"), "utf8");
        expect(address).toMatch(/^mysql:\/\/people_mcp:[\w-]{43}@database-main:3306\/app$/);
        const DATABASE_URL = address.replace("database-main:3306", `127.0.0.1:${own.port}`);
        const served = await startHttp(folderOf(), { env: { DATABASE_URL } });
        const client = await connectHttp(served.url, "modern");
        const answers = [
          await client.callTool({ name: "list_users", arguments: {} }),
          await client.callTool({ name: "total", arguments: { id: 1 } }),
        ];
        await client.close();
        expect(await served.stop()).toBe(0);
        expect(answers.map(({ structuredContent }) => structuredContent)).toMatchObject([
          { rows: [{ id: 7, name: "it's" }] },
          { rows: [{ total: 0.1 }] },
        ]);
      } finally {
        await own.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
});
