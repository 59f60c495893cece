/**
 * PostgreSQL as it is: the role that the generated SQL makes, the check of credentials against those that people
 * really make, and queries that must be cut, ended or refused.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHttp } from "../../scripts/project.mjs";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import { openPostgres, type PostgresSettings } from "../../templates/postgres/src/sources/postgres.js";
import { standingOf } from "../../templates/postgres/src/sources/postgres-credential.js";
import { CredentialError, type Standing } from "../../templates/remote/src/sources/credential.js";
import { attacks, bad, good, titled, type Credential } from "../support/postgres-credentials.js";
import {
  hasPostgres,
  psql,
  startPostgres,
  whySkipped,
  type PostgresServer,
} from "../support/postgres-server.js";
import { testRemoteProject } from "./remote-project.js";
import { bounds, openingSources, testRemoteSource } from "./remote-source.js";

const spec = `spec: 1
server: { name: people-mcp, version: 1.0.0, description: Read-only access to people. }
limits: { rate: 1000/second }
telemetry: { metrics: true }
sources:
  main:
    kind: postgres
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
      limit: { type: integer, minimum: 1, default: 10, cap: 500 }
    sql: |
      SELECT id, name, 'a:b'::text AS "c:d" FROM users
      WHERE active = :active::boolean ORDER BY id LIMIT :limit
  sleep:
    description: Take long.
    source: main
    params:
      seconds: { type: number }
    sql: SELECT id FROM users, pg_sleep(:seconds) LIMIT 1
    limits: { timeout: 1s }
  wait:
    description: Take as long as a call may.
    source: main
    params:
      seconds: { type: number, default: 0 }
    sql: SELECT id FROM users, pg_sleep(:seconds) AS waited LIMIT 1
  total:
    description: The total of an order.
    source: main
    params:
      id: { type: integer }
    sql: SELECT total FROM sales."order" WHERE id = :id
`;

const schema = `
  CREATE TABLE users (id bigint PRIMARY KEY, name text, active boolean DEFAULT true, password text);
  INSERT INTO users SELECT n, 'user ' || n, n % 2 = 0, 'hunter2' FROM generate_series(1, 1000) n;
  CREATE TABLE secrets (secret text);
  INSERT INTO secrets VALUES ('canary');
  CREATE SCHEMA sales;
  CREATE TABLE sales."order" (id int PRIMARY KEY, total numeric(20, 2), note text);
  INSERT INTO sales."order" VALUES (1, 12.50, 'x'), (2, 12345678901234567.89, 'y');`;

const log = pino({ level: "silent" });

describe.skipIf(!hasPostgres)(`PostgreSQL${whySkipped}`, () => {
  let server: PostgresServer;
  let folder: string;
  let version: number;
  let sql: ReadonlyMap<string, string>;
  /** Runs one of the generated files as a superuser does. */
  const apply = async (name: string, database = "app", role = "postgres") => {
    const file = join(folder, name);
    await writeFile(file, sql.get(`db/main/${name}`) ?? "");
    return psql(server.url(role, database), ["-f", file]);
  };

  beforeAll(async () => {
    server = await startPostgres();
    version = await server.version();
    folder = await mkdtemp(join(tmpdir(), "create-mcp-prod-postgres-"));
    const loaded = await loadSpec("mcp.yaml", async () => new TextEncoder().encode(spec));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    sql = new Map((await render(loaded.value.model)).map(({ path, text }) => [path, text]));
    await server.run("CREATE DATABASE app");
    await server.run(schema, "postgres", "app");
    await apply("roles.sql");
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const standing = async (role: string, database: string): Promise<Standing> => {
    const client = new Client({ connectionString: server.url(role, database) });
    await client.connect();
    try {
      return await standingOf(client);
    } finally {
      await client.end();
    }
  };

  describe("the generated SQL", () => {
    test("makes a role in which the check finds nothing, and may be run again", async () => {
      expect((await apply("roles.sql")).status).toBe(0);
      expect((await standing("people_mcp", "app")).findings).toEqual([]);
    });

    test("gives the columns that are declared, and no others", async () => {
      expect(
        await server.run("SELECT id, name, active FROM users LIMIT 1", "people_mcp", "app"),
      ).toHaveLength(1);
      expect(await server.run(`SELECT id FROM sales."order"`, "people_mcp", "app")).toHaveLength(2);
      for (const other of ["SELECT password FROM users", `SELECT note FROM sales."order"`, "TABLE secrets"]) {
        await expect(server.run(other, "people_mcp", "app")).rejects.toMatchObject({ code: "42501" });
      }
    });

    test("takes away what is no longer declared", async () => {
      await server.run("GRANT SELECT (password), UPDATE ON users TO people_mcp", "postgres", "app");
      await server.run("GRANT SELECT ON secrets TO people_mcp", "postgres", "app");
      await apply("roles.sql");
      await expect(server.run("SELECT password FROM users", "people_mcp", "app")).rejects.toThrow(/denied/);
      await expect(server.run("TABLE secrets", "people_mcp", "app")).rejects.toThrow(/denied/);
      expect((await standing("people_mcp", "app")).findings).toEqual([]);
    });

    test("verify.sql passes with the role's own rights, and names a column that is missing", async () => {
      expect((await apply("verify.sql", "app", "people_mcp")).status).toBe(0);
      await server.run("REVOKE SELECT (name) ON users FROM people_mcp", "postgres", "app");
      const failed = await apply("verify.sql", "app", "people_mcp");
      await apply("roles.sql");
      expect(failed.status).not.toBe(0);
      expect(failed.stderr).toContain("public.users.name");
    });

    test("drop-role.sql leaves no role behind, and may be run again", async () => {
      await server.run("CREATE DATABASE dropped TEMPLATE app");
      await server.run("DROP OWNED BY people_mcp", "postgres", "app");
      for (let time = 0; time < 2; time += 1) {
        expect((await apply("drop-role.sql", "dropped")).stderr).toBe("");
      }
      expect(await server.run("SELECT FROM pg_roles WHERE rolname = 'people_mcp'")).toEqual([]);
      await server.run("DROP DATABASE dropped");
      expect((await apply("roles.sql")).status).toBe(0);
    });

    test("an owner who is no superuser is told what is missing; the check finds exactly that", async () => {
      await server.run("CREATE ROLE landlord LOGIN CREATEROLE");
      await server.run("GRANT people_mcp TO landlord WITH ADMIN OPTION"); // whoever makes a role has it since 16
      await server.run("CREATE DATABASE managed OWNER landlord");
      await server.run("ALTER SCHEMA public OWNER TO landlord", "postgres", "managed");
      await server.run(schema, "landlord", "managed");
      const { status, stderr } = await apply("roles.sql", "managed", "landlord");
      expect(status, stderr).toBe(0);
      expect(stderr).toContain("WARNING");
      const { findings } = await standing("people_mcp", "managed");
      expect(findings.length).toBeGreaterThan(5);
      expect(findings.filter(({ id }) => !id.startsWith("builtin_function:"))).toEqual([]);
      const settings = settingsOf("people_mcp", "managed");
      await expect(openPostgres(settings, log)).rejects.toBeInstanceOf(CredentialError);
      const lines: string[] = [];
      const heard = pino({}, { write: (line: string) => void lines.push(line) });
      const allowed = findings.map(({ id }) => id);
      const source = await openPostgres({ ...settings, allowed }, heard);
      await source.close();
      expect(lines.join("")).toContain('"event":"credential_exceptions"');
      expect(lines.join("")).toContain("builtin_function:lo_creat(integer)");
      const short = openPostgres({ ...settings, allowed: allowed.slice(1) }, log);
      await expect(short).rejects.toBeInstanceOf(CredentialError);
    });
  });

  describe("a credential", () => {
    let count = 0;

    /** A database and a login of their own, prepared as the credential says. */
    const prepared = async (
      { sql: statements }: Credential,
      use: (role: string, database: string) => Promise<void>,
    ): Promise<void> => {
      const role = `case_${(count += 1)}`;
      const roles = `SELECT quote_ident(rolname) AS name FROM pg_roles WHERE rolname ~ '^${role}(_|$)'`;
      await server.run(`CREATE DATABASE ${role} TEMPLATE app`);
      try {
        await server.run(`REVOKE TEMPORARY ON DATABASE ${role} FROM PUBLIC; CREATE ROLE ${role} LOGIN`);
        await server.run(
          `GRANT SELECT (id, name, active) ON users TO ${role}; ${statements.replaceAll("$me", role)}`,
          "postgres",
          role,
        );
        await use(role, role);
      } finally {
        await server.run(`ALTER DATABASE ${role} OWNER TO postgres`);
        await server.run(`DROP DATABASE ${role} WITH (FORCE)`);
        const made = await server.run(roles);
        for (const { name } of made)
          await server.run(`DROP OWNED BY ${String(name)}; DROP ROLE ${String(name)}`);
        await server.run("REVOKE CREATE ON TABLESPACE pg_default FROM PUBLIC");
      }
    };

    const isAbsent = ({ since = 0, until = Infinity }: Credential) => version < since || version > until;

    test.for(good.map(titled))("with $title is accepted", async (credential, { skip }) => {
      skip(isAbsent(credential), `not in PostgreSQL ${version}`);
      await prepared(credential, async (role, database) => {
        expect((await standing(role, database)).findings).toEqual([]);
      });
    });

    test.for(bad.map(titled))(
      "with $title is refused, with what takes it away",
      async (credential, { skip }) => {
        skip(isAbsent(credential), `not in PostgreSQL ${version}`);
        await prepared(credential, async (role, database) => {
          const { findings } = await standing(role, database);
          const found = findings.find(({ id }) => credential.finding?.test(id));
          expect(found, JSON.stringify(findings)).toBeDefined();
          expect(found?.privilege).not.toBe("");
          expect(found?.remedy).toMatch(/^(REVOKE|ALTER) .*;$/);
          await expect(openPostgres(settingsOf(role, database), log)).rejects.toBeInstanceOf(CredentialError);
          if (credential.exploit !== undefined) {
            const exploit = credential.exploit.replaceAll("$me", role);
            await server.run(exploit, role, database); // it is no false alarm
          }
        });
      },
    );

    test("with any predefined role of this version is refused, unless that only reads", async () => {
      const reading = ["pg_monitor", "pg_read_all_data", "pg_read_all_settings", "pg_read_all_stats"];
      const harmless = [...reading, "pg_stat_scan_tables", "pg_use_reserved_connections"];
      const roles = await server.run(
        "SELECT rolname FROM pg_roles WHERE rolname ~ '^pg_' AND rolname <> 'pg_database_owner'",
      );
      const accepted: string[] = [];
      await prepared({ name: "", sql: "" }, async (me, database) => {
        for (const role of roles.map(({ rolname }) => String(rolname))) {
          await server.run(`GRANT ${role} TO ${me}`);
          const { findings, warnings } = await standing(me, database);
          await server.run(`REVOKE ${role} FROM ${me}`);
          if (findings.length > 0) continue;
          accepted.push(role);
          expect(warnings.join()).toContain(role);
        }
      });
      expect(roles.length).toBeGreaterThan(accepted.length);
      expect(harmless).toEqual(expect.arrayContaining(accepted));
    });

    test.each([
      ["r", "users", ["SELECT"]],
      ["s", "SEQUENCE counter", ["SELECT"]],
      ["n", "SCHEMA public", ["USAGE"]],
      ["d", "DATABASE $me", ["CONNECT"]],
      ["t", "TABLESPACE pg_default", []],
      ["F", "FOREIGN DATA WRAPPER postgres_fdw", []],
      ["S", "FOREIGN SERVER away", []],
      ["L", "LARGE OBJECT 4713", ["SELECT"]],
    ])(
      "with any right of this version on %s %s is refused, unless it only reads",
      async (kind, on, reading) => {
        const made = `CREATE SEQUENCE counter; CREATE EXTENSION postgres_fdw; SELECT lo_create(4713);
        CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw`;
        const rights = await server.run(
          `SELECT privilege_type AS name FROM aclexplode(acldefault('${kind}', 10)) WHERE grantee = 10`,
        );
        expect(rights).not.toEqual([]);
        await prepared({ name: "", sql: made }, async (me, database) => {
          const object = on.replace("$me", me);
          for (const name of rights.map((right) => String(right["name"]))) {
            await server.run(`GRANT ${name} ON ${object} TO ${me}`, "postgres", database);
            const { findings } = await standing(me, database);
            await server.run(`REVOKE ${name} ON ${object} FROM ${me}`, "postgres", database);
            expect(findings.map(({ privilege }) => privilege).join()).toMatch(
              reading.includes(name) ? /^$/ : new RegExp(`^${name} on [^,]*$`),
            );
          }
        });
      },
    );

    test("with rights on all that others will make is warned of", async ({ skip }) => {
      skip(version < 18, `not for large objects in PostgreSQL ${version}`);
      const sql = "ALTER DEFAULT PRIVILEGES GRANT UPDATE ON LARGE OBJECTS TO $me";
      await prepared({ name: "", sql }, async (role, database) => {
        expect(await standing(role, database)).toMatchObject({
          findings: [],
          warnings: [`UPDATE on future objects through default privileges for ${role}`],
        });
      });
    });

    test("of the generated SQL warns of what it may read beyond need, and serves", async () => {
      await prepared({ name: "", sql: "GRANT pg_read_all_data TO $me" }, async (role, database) => {
        expect((await standing(role, database)).warnings).toEqual(["membership in pg_read_all_data"]);
      });
    });

    test.each(attacks)("of the generated SQL cannot: %s", async (attack) => {
      const statements = `SET default_transaction_read_only = off; ${attack}`;
      await expect(server.run(statements, "people_mcp", "app")).rejects.toMatchObject({
        code: expect.stringMatching(/^[0-9A-Z]{5}$/) as string,
      });
    });

    test("after all of these, the data is what it was", async () => {
      const [state] = await server.run(
        `SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM secrets) AS secrets,
          (SELECT count(*) FROM pg_class WHERE relname = 'intruder') AS intruders,
          (SELECT count(*) FROM pg_largeobject_metadata) AS objects`,
        "postgres",
        "app",
      );
      expect(state).toEqual({ users: "1000", secrets: "1", intruders: "0", objects: "0" });
    });
  });

  const settingsOf = (role: string, database: string): PostgresSettings => ({
    name: "main",
    url: server.url(role, database),
    application: "people-mcp",
    schemas: ["public"],
    connections: 3,
    timeoutMs: 20_000,
    allowed: [],
  });

  describe("a source", () => {
    const open = (changes: Partial<PostgresSettings>) =>
      openPostgres({ ...settingsOf("people_mcp", "app"), ...changes }, log);
    const opened = openingSources(open);

    testRemoteSource({
      server: () => ({ ...server, run: (text) => server.run(text, "postgres", "app") }),
      open,
      running: "SELECT count(*) AS n FROM pg_stat_activity WHERE usename = 'people_mcp' AND state <> 'idle'",
      many: (characters) => `SELECT n, repeat('x', ${characters}) AS text FROM generate_series(1, 200000) n`,
      huge: "SELECT repeat('x', 300000000) AS text",
      endless: [
        ["waits", "SELECT pg_sleep(600)"],
        ["computes", "SELECT count(*) FROM generate_series(1, 100000000000)"],
        ["sends rows", "SELECT n, pg_sleep(0.01) FROM generate_series(1, 100000) n"],
      ],
      slow: "SELECT pg_sleep(600)",
      sound: [
        "SELECT id FROM users WHERE ($1::text IS NULL OR name = $1) AND active = $2 LIMIT $3",
        "(SELECT id FROM users) UNION (VALUES (1)) ORDER BY 1",
      ],
      unsound: [
        ["SELECT nmae FROM users", /column "nmae" does not exist/],
        ["SELECT password FROM users", /permission denied/],
      ],
      grant: "GRANT DELETE ON users TO people_mcp",
      revoke: "REVOKE DELETE ON users FROM people_mcp",
      nowhere: "postgres://me:hunter2@127.0.0.1:1/x",
    });

    test("gives every type as JSON without loss", async () => {
      const source = await opened({});
      const { rows } = await source.query(
        `SELECT 9007199254740993::bigint AS big, -5::bigint AS small, 12.50::numeric AS money,
          1234567890.123456789012::numeric AS long, 'NaN'::float8 AS nan, 1.5::float4 AS real, true AS yes,
          '2026-01-31'::date AS day, '2026-01-31 12:00:00.5+02'::timestamptz AS at,
          '2026-01-31 12:00'::timestamp AS local, '1 day 2 hours'::interval AS span,
          '{"n": 12345678901234567890, "s": "12345678901234567890", "a": [1.5, null]}'::jsonb AS doc,
          '{1,NULL,3}'::int[] AS ints, '{{1,2},{3,4}}'::int[] AS grid, ARRAY['a,b', 'c"d', 'e\\f', '', 'NULL'] AS texts,
          '[2:3]={7,8}'::int[] AS shifted, '\\x6869'::bytea AS raw, NULL::int AS nothing, '{}'::text[] AS none,
          'b6e2b1a0-0000-4000-8000-000000000000'::uuid AS id, '{9007199254740993}'::bigint[] AS bigs`,
        {},
        bounds(),
      );
      expect(rows[0]).toEqual({
        big: "9007199254740993",
        small: -5,
        money: 12.5,
        long: "1234567890.123456789012",
        nan: "NaN",
        real: 1.5,
        yes: true,
        day: "2026-01-31",
        at: "2026-01-31T10:00:00.5Z",
        local: "2026-01-31T12:00:00",
        span: "P1DT2H",
        doc: { n: "12345678901234567890", s: "12345678901234567890", a: [1.5, null] },
        ints: [1, null, 3],
        grid: [
          [1, 2],
          [3, 4],
        ],
        texts: ["a,b", 'c"d', "e\\f", "", "NULL"],
        shifted: [7, 8],
        raw: "aGk=",
        nothing: null,
        none: [],
        id: "b6e2b1a0-0000-4000-8000-000000000000",
        bigs: ["9007199254740993"],
      });
    });

    test("binds lists as arrays, whatever is in them", async () => {
      const source = await opened({});
      const said = ["a,b", 'c"d', "e\\f", "{}", "NULL", "", " ", "é🎉", "\n\t", "'; --", '\\\\"', null];
      const { rows } = await source.query(
        `SELECT $1::text[] AS said, $2::bigint[] AS big, $3::int[] AS none, 2 = ANY ($4::int[]) AS found,
          $5::numeric[] AS numbers, $6::boolean[] AS flags, $7::date[] AS days, $8::int[] AS absent`,
        {
          said,
          big: [2n ** 62n],
          none: [],
          ids: [1, 2n],
          numbers: [0.1, -5, 1e-7],
          flags: [1, 0, null],
          days: ["2026-01-31"],
          absent: null,
        },
        bounds(),
      );
      expect(rows).toEqual([
        {
          said,
          big: [String(2n ** 62n)],
          none: [],
          found: true,
          numbers: [0.1, -5, 1e-7],
          flags: [true, false, null],
          days: ["2026-01-31"],
          absent: null,
        },
      ]);
    });

    test("finds by lists: by none nothing, and NULL is in none", async () => {
      const source = await opened({});
      const found = async (ids: readonly (number | null)[] | null) => {
        const statement = "SELECT id FROM users WHERE id = ANY ($1) ORDER BY id";
        return (await source.query(statement, { ids }, bounds())).rows.map(({ id }) => id);
      };
      expect(await found([3, 1, 3, null, 1_000_000])).toEqual([1, 3]);
      for (const none of [[], [null], null]) expect(await found(none)).toEqual([]);
      const many = Array.from({ length: 10_000 }, (_, index) => index - 9_998);
      expect(await found(many)).toEqual([1]);
    });

    test.each([
      ["NUL, which no text of PostgreSQL holds", "SELECT $1::text[] AS x", ["a\0b"]],
      ["an item of another type", "SELECT id FROM users WHERE id = ANY ($1)", [1, "hunter2"]],
      ["an item beyond its type", "SELECT $1::int[] AS x", [2 ** 40]],
    ])("says of %s in a list that it is the arguments, and goes on", async (_what, statement, list) => {
      const source = await opened({});
      const failed = source.query(statement, { list }, bounds());
      await expect(failed).rejects.toMatchObject({
        code: "SOURCE_ERROR",
        message: expect.stringContaining("arguments") as string,
      });
      await expect(failed).rejects.not.toThrow(/hunter2/);
      expect((await source.query("SELECT 1 AS one", {}, bounds())).rows).toEqual([{ one: 1 }]);
    });

    test("binds what callers say as values, whatever is in it", async () => {
      const source = await opened({});
      const text = "'; DELETE FROM users; -- $1 :name \\ \u2028";
      const { rows } = await source.query(
        "SELECT $1::text AS said, $2::bigint AS n",
        { said: text, n: 5n },
        bounds(),
      );
      expect(rows).toEqual([{ said: text, n: 5 }]);
    });

    test.each([
      "COMMIT; DELETE FROM users",
      "SELECT 1; SELECT 2",
      "DELETE FROM users",
      "COMMIT",
      "SELECT set_config('transaction_read_only', 'off', false)",
    ])("outlives %s, and the next call is read-only again", async (statement) => {
      const source = await opened({ connections: 1 });
      await source.query(statement, {}, bounds()).catch((error: unknown) => {
        expect(error).toMatchObject({
          code: expect.stringMatching(/^(WRITE_REFUSED|SOURCE_ERROR)$/) as string,
        });
      });
      const { rows } = await source.query("SHOW transaction_read_only", {}, bounds());
      expect(rows).toEqual([{ transaction_read_only: "on" }]);
    });

    test("serves on after the connections that it kept were ended", async () => {
      const source = await opened({ connections: 1 });
      await source.query("SELECT 1", {}, bounds());
      await server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'people_mcp'");
      await expect
        .poll(() => source.query("SELECT 1 AS one", {}, bounds()).catch(String), { timeout: 2_000 })
        .toMatchObject({ rows: [{ one: 1 }] });
    });

    test("takes a new connection for one that has forgotten its statements", async () => {
      const source = await opened({ connections: 1 });
      await source.query("DEALLOCATE ALL", {}, bounds()).catch(() => undefined);
      await source.query("SELECT 1", {}, bounds()).catch(() => undefined);
      expect((await source.query("SELECT 1 AS one", {}, bounds())).rows).toEqual([{ one: 1 }]);
    });

    test("reads a table by its columns of now, also after they have changed", async () => {
      const source = await opened({ connections: 1 });
      const read = () => source.query("SELECT * FROM changing", {}, bounds());
      await server.run(
        "CREATE TABLE changing AS SELECT 1 AS n; GRANT SELECT ON changing TO people_mcp",
        "postgres",
        "app",
      );
      for (let time = 0; time < 2; time += 1) expect((await read()).rows).toEqual([{ n: 1 }]);
      await server.run("ALTER TABLE changing ADD COLUMN t text DEFAULT 'x'", "postgres", "app");
      await expect(read()).rejects.toMatchObject({ code: "SOURCE_ERROR" });
      expect((await read()).rows).toEqual([{ n: 1, t: "x" }]);
      await server.run("ALTER TABLE changing ALTER COLUMN n TYPE bigint, DROP COLUMN t", "postgres", "app");
      await read().catch(() => undefined);
      expect((await read()).rows).toEqual([{ n: 1 }]);
      await server.run("DROP TABLE changing", "postgres", "app");
    });

    test("gives calls that wait for a connection the one that becomes free", async () => {
      const source = await opened({ connections: 2 });
      const calls = Array.from({ length: 50 }, (_, n) =>
        source.query("SELECT $1::int AS n, pg_sleep(0.001) IS NULL AS slept", { n }, bounds()),
      );
      const results = await Promise.all(calls);
      expect(results.map(({ rows }) => rows[0]?.["n"])).toEqual(calls.map((_, n) => n));
    });

    test("tells callers of a failure only its kind, and the log its SQLSTATE", async () => {
      const source = await opened({});
      const failed = source.query("SELECT $1::int", { n: "hunter2" }, bounds());
      const error = await failed.catch((reason: unknown) => reason as Error & { cause: { code: string } });
      expect(error).toMatchObject({ code: "SOURCE_ERROR", cause: { code: "SQLSTATE_22P02" } });
      expect(String((error as Error).message)).not.toContain("hunter2");
    });
  });

  describe("a generated project", () => {
    const folderOf = testRemoteProject({
      name: "postgres",
      spec,
      url: (login, database = "app") => server.url(login, database),
      tooMuch: { login: "postgres", says: ["SUPERUSER", "ALTER ROLE postgres NOSUPERUSER;"] },
      absent: /cannot be reached \(3D000\)/,
      calls: [
        [
          "list_users",
          { limit: 2 },
          { rows: [{ id: 2, name: "user 2", "c:d": "a:b" }, { id: 4 }], truncated: false },
        ],
        ["total", { id: 2 }, { rows: [{ total: "12345678901234567.89" }] }],
      ],
      sleeping: async () => {
        const [row] = await server.run(
          "SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE 'SELECT id FROM users, pg_sleep%' AND state = 'active'",
        );
        return Number(row?.["n"]);
      },
    });

    test("leaves no query running for a client that went away", async () => {
      const served = await startHttp(folderOf(), {
        env: { DATABASE_URL: server.url("people_mcp", "app"), METRICS_PORT: "0" },
      });
      const waiting = async () => {
        const [row] = await server.run(
          "SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE '%AS waited%' AND query NOT LIKE '%activity%' AND state = 'active'",
        );
        return row?.["n"];
      };
      const body = { jsonrpc: "2.0", id: 1, method: "tools/call" };
      const params = { name: "wait", arguments: { seconds: 9 } };
      const calls = Array.from({ length: 4 }, () => {
        const socket = connect(Number(served.url.port), "127.0.0.1");
        const text = JSON.stringify({ ...body, params });
        socket.write(
          `POST ${served.url.pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
            `Accept: application/json, text/event-stream\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
        );
        return socket;
      });
      await expect.poll(waiting, { timeout: 5_000 }).toBe("4");
      for (const socket of calls) socket.destroy();
      await expect.poll(waiting, { timeout: 2_000 }).toBe("0");
      const ended = ({ event, outcome }: Readonly<Record<string, unknown>>) =>
        event === "tool_call" && outcome === "cancelled";
      await expect.poll(() => served.logged.filter(ended).length).toBe(4);
      expect(await served.stop()).toBe(0);
    });
  });
});
