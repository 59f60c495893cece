/**
 * Statements as PostgreSQL itself understands them: embedded, with the schema file of a spec, and live. What is
 * derived is held against a server: the grants by taking each of them away again.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SchemaEngine, StatementFacts } from "../../src/sql/facts.js";
import { numbered } from "../../src/sql/numbered.js";
import { openLivePostgres } from "../../src/sql/postgres/live.js";
import { openPostgresSchema, type ConnectPostgres } from "../../src/sql/postgres/open.js";
import { startPglite } from "../../src/sql/postgres/pglite.js";
import { findPglite, pgliteFiles } from "../../src/sql/postgres/pglite-home.js";
import { loadSpec } from "../../src/spec/load.js";
import { run } from "../cli/run.js";
import { temporaryFolder } from "../regenerate/folder.js";
import { hasPostgres, startPostgres, whySkipped, type PostgresServer } from "../support/postgres-server.js";

const schema = `-- As pg_dump writes it
\\restrict abc
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA sales;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE DOMAIN public.cents AS bigint CHECK (VALUE >= 0);
CREATE TABLE public.users (
  id bigint PRIMARY KEY, name text NOT NULL, email text, active boolean DEFAULT true NOT NULL,
  mood public.mood, moods public.mood[], tags text[] NOT NULL, born date, seen timestamptz NOT NULL, extra jsonb
);
ALTER TABLE public.users OWNER TO nobody_here;
CREATE TABLE sales."order" (
  id int PRIMARY KEY, user_id bigint NOT NULL REFERENCES public.users,
  total numeric(10,2) NOT NULL, weight numeric, cost public.cents NOT NULL, note text
);
GRANT SELECT ON public.users TO somebody_else;
CREATE VIEW public.active_users AS SELECT id, name FROM public.users WHERE active;
CREATE VIEW public.own_users WITH (security_invoker = true) AS SELECT id, email FROM public.users WHERE active;
CREATE FUNCTION public.spent(bigint) RETURNS numeric LANGUAGE sql STABLE
  AS $$ SELECT sum(total) FROM sales."order" WHERE user_id = $1; $$;
COPY public.users (id, name) FROM stdin;
1	semi;colon
\\.
INSERT INTO public.users VALUES (2);
`;

const connect: ConnectPostgres = async (extensions) => {
  const folder = findPglite(process.cwd(), {});
  if (folder === undefined) throw new Error("PGlite is a development dependency");
  const { files } = pgliteFiles(folder, extensions);
  return { ok: true, value: await startPglite(files, new AbortController().signal), diagnostics: [] };
};

const opened = async (text: string): Promise<SchemaEngine> => {
  const found = await openPostgresSchema(text, ["public"], connect);
  if (found.kind !== "open") throw new Error(JSON.stringify(found));
  return found.engine;
};

/** `column: type`, with a question mark where it may be null. */
const columnsOf = ({ columns }: StatementFacts): string =>
  columns
    .map(({ name, schema: { type, enum: values, format, items } }) => {
      const list: readonly unknown[] = Array.isArray(values) ? values : Array.isArray(type) ? type : [type];
      const shown = list.filter((one) => one !== null && one !== "null").join("|");
      const more = [format, items === undefined ? undefined : "items"].filter((one) => one !== undefined);
      return `${name}${list.some((one) => one === null || one === "null") ? "?" : ""}: ${[shown, ...more].join(" ")}`;
    })
    .join(", ");

const readsOf = ({ reads }: StatementFacts): string =>
  reads.map(({ schema: name, table, columns }) => `${name}.${table}(${columns.join(" ")})`).join(", ");

/** A statement, its columns, what it reads. */
const statements: readonly (readonly [sql: string, columns: string, reads: string])[] = [
  [
    "SELECT id, name, email, mood, moods, tags, born, seen, extra FROM users",
    "id: integer|string, name: string, email?: string, mood?: sad|ok, moods?: string, tags: array items, born?: string date, seen: string date-time, extra: ",
    "public.users(id name email mood moods tags born seen extra)",
  ],
  [
    'SELECT o.total, o.weight, o.cost, u.name FROM sales."order" o LEFT JOIN users u ON u.id = o.user_id',
    "total: number, weight?: number|string, cost: integer|string, name?: string",
    "public.users(id name), sales.order(user_id total weight cost)",
  ],
  [
    'SELECT u.id, o.id AS order_id FROM sales."order" o RIGHT JOIN users u ON u.id = o.user_id',
    "id: integer|string, order_id?: integer",
    "public.users(id), sales.order(id user_id)",
  ],
  ["SELECT count(*) AS n FROM users", "n: integer", "public.users(id)"],
  [
    'SELECT user_id, count(*) AS n, sum(total) AS spent, max(note) AS note, sum(total)::numeric(12,2) AS money FROM sales."order" GROUP BY user_id',
    "user_id: integer|string, n: integer, spent: number|string, note?: string, money: number",
    "sales.order(user_id total note)",
  ],
  ['SELECT sum(total) AS all_of_it FROM sales."order"', "all_of_it?: number|string", "sales.order(total)"],
  [
    "SELECT coalesce(email, 'none') AS email, upper(name) || '!' AS loud, email IS NULL AS missing, lower(email) AS low FROM users",
    "email: string, loud: string, missing: boolean, low?: string",
    "public.users(name email)",
  ],
  [
    "WITH RECURSIVE up(n, name) AS (SELECT 1, name FROM users UNION ALL SELECT n + 1, name FROM up WHERE n < :most) SELECT n, name FROM up",
    "n: integer, name: string",
    "public.users(name)",
  ],
  [
    'SELECT id, name FROM users UNION SELECT id, note FROM sales."order"',
    "id: integer|string, name?: string",
    "public.users(id name), sales.order(id note)",
  ],
  [
    'SELECT name, (SELECT max(total) FROM sales."order" WHERE user_id = u.id) AS best, EXISTS (SELECT FROM sales."order") AS any_order FROM users u',
    "name: string, best?: number|string, any_order: boolean",
    "public.users(id name), sales.order(user_id total)",
  ],
  ["SELECT id, name FROM active_users", "id: integer|string, name: string", "public.active_users(id name)"],
  [
    "SELECT id, email FROM own_users WHERE email = :email",
    "id: integer|string, email?: string",
    "public.own_users(id email), public.users(id email active)",
  ],
  [
    "SELECT row_to_json(u) AS one FROM users u",
    "one: ",
    "public.users(id name email active mood moods tags born seen extra)",
  ],
  [
    "SELECT name, rank() OVER (ORDER BY total) AS place, CASE WHEN total > :big THEN 'big' ELSE 'small' END AS size FROM users JOIN sales.\"order\" o ON o.user_id = users.id",
    "name: string, place: integer, size: string",
    "public.users(id name), sales.order(user_id total)",
  ],
  ["VALUES (1, 'a')", "column1?: integer, column2?: string", ""],
  ["SELECT relname::text AS name FROM pg_catalog.pg_class", "name?: string", ""],
];

describe("with the schema of a spec", () => {
  let engine: SchemaEngine;
  beforeAll(async () => {
    engine = await opened(schema);
  });
  afterAll(() => engine.close());

  test.each(statements)("%s", async (sql, columns, reads) => {
    const probed = await engine.probe(sql);
    if (!probed.ok) throw new Error(probed.problem.message);
    expect({ columns: columnsOf(probed.facts), reads: readsOf(probed.facts) }).toEqual({ columns, reads });
  });

  test("types parameters, with the labels of an enumeration", async () => {
    const probed = await engine.probe(
      "SELECT id FROM users WHERE mood = :mood AND seen > :since AND tags && :tags AND name = :name LIMIT :limit",
    );
    expect(probed.ok && probed.facts.parameters).toEqual({
      mood: { type: "mood", labels: ["sad", "ok"] },
      since: { type: "timestamp with time zone" },
      tags: { type: "text[]" },
      name: { type: "text" },
      limit: { type: "bigint" },
    });
  });

  test("types lists, of domains as of what they are made of, with the labels of an enumeration", async () => {
    const probed = await engine.probe(
      "SELECT id FROM users WHERE id = ANY(:ids) AND mood = ANY(:moods) AND born = ANY(:days::date[]) " +
        'AND moods && :any AND EXISTS (SELECT FROM sales."order" WHERE cost = ANY(:costs::cents[]))',
    );
    const labels = ["sad", "ok"];
    expect(probed.ok && probed.facts.parameters).toEqual({
      ids: { type: "bigint[]" },
      moods: { type: "mood[]", labels },
      days: { type: "date[]" },
      any: { type: "mood[]", labels },
      costs: { type: "bigint[]" },
    });
  });

  test("names functions whose reads it cannot see", async () => {
    const probed = await engine.probe("SELECT spent(id) AS spent FROM users");
    expect(probed.ok && probed.facts.calls).toEqual(["public.spent"]);
  });

  test.each([
    ["SELECT id,\n  emial FROM users", 'column "emial" does not exist', "emial", 'did you mean "email"?'],
    [
      "SELECT 'é🎉' AS x, u.nme FROM users u WHERE id = :id",
      "column u.nme does not exist",
      "u.nme",
      'did you mean "name"?',
    ],
    [
      "SELECT id FROM user_s WHERE id = :id",
      'relation "user_s" does not exist',
      "user_s",
      'did you mean "users"?',
    ],
    ['SELECT id FROM "order"', 'relation "order" does not exist', '"order"', 'did you mean "sales.order"?'],
    [
      "SELECT id FROM users WHERE active = 3 + :id",
      "operator does not exist: boolean = integer",
      "=",
      undefined,
    ],
    [
      "SELECT id FROM users WHERE :id::date = born AND lowr(name) = 'x'",
      "function lowr(text) does not exist",
      "lowr",
      undefined,
    ],
    ["SELECT id FROM users GRUOP BY id", 'syntax error at or near "BY"', "BY", undefined],
    ["SELECT :what IS NULL AS x", "could not determine data type of parameter :what", undefined, undefined],
  ])("shows what is wrong where it is: %s", async (sql, message, at, label) => {
    const probed = await engine.probe(sql);
    if (probed.ok) throw new Error("it was accepted");
    const { problem } = probed;
    expect(problem.message).toBe(message);
    if (at !== undefined) expect(sql.slice(problem.start, problem.end)).toBe(at);
    expect(problem.label).toBe(label);
  });

  test("goes on after a statement that is refused", async () => {
    expect((await engine.probe("SELECT nothing")).ok).toBe(false);
    expect((await engine.probe("SELECT id FROM users")).ok).toBe(true);
  });
});

const spec = `spec: 1
server: { name: people-mcp, version: 1.0.0, description: Read-only access to people. }
sources:
  main: { kind: postgres, url: "\${DATABASE_URL}", role: people_mcp, schema: db/schema.sql }
tools:
  list_users:
    description: List users.
    source: main
    params:
      active: { type: boolean }
    sql: |
      SELECT id, name, total FROM users JOIN sales."order" USING (id)
      WHERE active = :active
`;

function project(text = spec): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "db"));
  writeFileSync(join(folder, "mcp.yaml"), text);
  writeFileSync(join(folder, "db/schema.sql"), schema);
  return folder;
}

describe("a project", () => {
  test("is checked once; what has not changed needs no engine", async () => {
    const folder = project();
    const first = await run(folder, ["generate"]);
    expect(first.err).toContain("Starting PostgreSQL to check the statements");
    expect(readFileSync(join(folder, "db/main/roles.sql"), "utf8")).toContain(
      'GRANT SELECT (id, total) ON sales."order" TO people_mcp;',
    );
    const kept = readFileSync(join(folder, ".create-mcp-prod/statements.json"), "utf8");
    const again = await run(folder, ["generate", "--check"]);
    expect(again).toMatchObject({ exitCode: 0, err: "Everything is as the spec says.\n" });
    const read = (path: string) => Promise.resolve(readFileSync(join(folder, path)));
    const untouched: ConnectPostgres = () => Promise.reject(new Error("an engine was started"));
    const loaded = await loadSpec("mcp.yaml", read, { connectPostgres: untouched });
    expect(loaded.ok && loaded.value.model.factsFile).toBe(kept);
  });

  const integers = "{ type: array, items: { type: integer }, maxItems: 9 }";
  const strings = "{ type: array, items: { type: string }, maxItems: 9 }";
  /** A tool for each statement, all of them asked about at once. */
  const listing = (tools: readonly (readonly [sql: string, list: string, ...rest: unknown[]])[]): string =>
    spec.replace(/ {2}list_users:[^]*$/, "") +
    tools
      .map(([sql, list], index) => {
        const params = `    params:\n      list: ${list}\n`;
        return `  tool_${index}:\n    description: List users.\n    source: main\n${params}    sql: |\n      ${sql}\n`;
      })
      .join("");

  test("takes lists whose items fit", async () => {
    const text = listing([
      ["SELECT id FROM users WHERE id = ANY(:list)", integers],
      ["SELECT id FROM users WHERE id <> ALL(:list)", integers.replace("integer", "[integer, 'null']")],
      ["SELECT id FROM users WHERE mood = ANY(:list)", strings.replace("type: string", "enum: [ok, sad]")],
      ["SELECT id FROM users WHERE tags && :list", strings],
      [
        "SELECT id FROM users JOIN unnest(:list::date[]) AS day ON born = day",
        strings.replace("string", "string, format: date"),
      ],
      ['SELECT id FROM sales."order" WHERE cost = ANY(:list::cents[])', integers],
      ["SELECT id FROM users WHERE extra @> :list", integers],
    ]);
    const { exitCode, err } = await run(project(text), ["generate"]);
    expect(err).not.toMatch(/error|warning/);
    expect(exitCode).toBe(0);
  });

  test("shows where lists do not fit", async () => {
    const misfits = [
      [
        "SELECT id FROM users WHERE id = ANY(:list)",
        strings,
        "error MCP1422  :list has items, each of which is a bigint in the statement, and string here",
        "10:7",
      ],
      [
        "SELECT id FROM users WHERE mood = ANY(:list)",
        strings.replace("type: string", "enum: [ok, glad]"),
        'error MCP1422  :list has items, each of which cannot be "glad" in the statement',
        "17:7",
      ],
      [
        "SELECT id FROM users WHERE born = ANY(:list)",
        strings,
        "warning MCP1431  :list has items, each of which is a date in the statement, and any string here",
        "24:7",
      ],
      [
        "SELECT id FROM users WHERE id = ANY(:list::text[])",
        strings,
        "error MCP1420  operator does not exist: bigint = text",
        "33:37",
      ],
      [
        "SELECT id FROM users WHERE id IN (:list)",
        integers,
        "error MCP1422  :list is a list, and one value of type bigint in the statement",
        "40:41",
      ],
      [
        "SELECT id FROM users WHERE id = ANY(:list)",
        "{ type: integer }",
        "error MCP1422  :list is a bigint[] in the statement, and integer here",
        "45:7",
      ],
    ] as const;
    const { err } = await run(project(listing(misfits)), ["generate"]);
    for (const [, , said, at] of misfits) expect(err).toContain(`${said}\n  mcp.yaml:${at}\n`);
  });

  test("shows a wrong column inside the block of the spec", async () => {
    const { err, exitCode } = await run(project(spec.replace("name, total", "name,\n             totl")), [
      "generate",
    ]);
    expect(exitCode).toBe(2);
    expect(err).toContain(`error MCP1420  column "totl" does not exist
  mcp.yaml:13:14
   12 |       SELECT id, name,
   13 |              totl FROM users JOIN sales."order" USING (id)
      |              ^^^^ did you mean "total"?`);
  });
});

describe.skipIf(!hasPostgres)(`on a live PostgreSQL${whySkipped}`, () => {
  let server: PostgresServer;
  const plain = schema
    .replaceAll(/^(?:\\.*|ALTER TABLE .* OWNER .*|GRANT .*|INSERT .*)$/gm, "")
    .replace(/COPY[^]*?;\n[^]*?\n(?=\n|$)/, "\n");
  beforeAll(async () => {
    server = await startPostgres();
    await server.run("CREATE DATABASE app");
    await server.run(
      plain.replace("SELECT pg_catalog.set_config('search_path', '', false);", ""),
      "postgres",
      "app",
    );
    await server.run(
      "CREATE ROLE reader LOGIN; REVOKE TEMPORARY ON DATABASE app FROM PUBLIC",
      "postgres",
      "app",
    );
    await server.run("GRANT USAGE ON SCHEMA sales TO reader", "postgres", "app");
  });
  afterAll(() => server.stop());

  test(
    "the columns that are derived are enough, and none of them too many",
    { timeout: 120_000 },
    async () => {
      const live = await openLivePostgres(
        server.url("postgres", "app"),
        ["public"],
        new AbortController().signal,
      );
      const reader = new Client({ connectionString: server.url("reader", "app") });
      const owner = new Client({ connectionString: server.url("postgres", "app") });
      await Promise.all([reader.connect(), owner.connect()]);
      try {
        for (const [sql, , expected] of statements) {
          const probed = await live.probe(sql);
          if (!probed.ok) throw new Error(`${sql}: ${probed.problem.message}`);
          expect(readsOf(probed.facts)).toBe(expected);
          const grants = probed.facts.reads.flatMap(({ schema: name, table, columns }) =>
            columns.map((column) => `SELECT ("${column}") ON "${name}"."${table}"`),
          );
          const explain = () =>
            reader.query(`EXPLAIN ${numbered(sql).replaceAll(/\$\d/g, "NULL")}`).then(
              () => "allowed",
              (error: { code: string }) => error.code,
            );
          for (const grant of grants) await owner.query(`GRANT ${grant} TO reader`);
          expect([sql, await explain()]).toEqual([sql, "allowed"]);
          for (const grant of grants) {
            await owner.query(`REVOKE ${grant} FROM reader`);
            expect([sql, grant, await explain()]).toEqual([sql, grant, "42501"]);
            await owner.query(`GRANT ${grant} TO reader`);
          }
          for (const grant of grants) await owner.query(`REVOKE ${grant} FROM reader`);
        }
      } finally {
        await Promise.all([reader.end(), owner.end(), live.close()]);
      }
    },
  );

  test("check finds nothing where database and schema agree, and leaves nothing behind", async () => {
    const folder = project();
    await run(folder, ["generate"]);
    const url = server.url("postgres", "app");
    const { exitCode, err } = await run(folder, ["check", "--database", url]);
    expect(err).toContain("The statements work on the database of main.");
    expect(exitCode).toBe(0);
    expect(
      await server.run("SELECT proname FROM pg_proc WHERE proname = 'mcp_statement'", "postgres", "app"),
    ).toEqual([]);
  });

  test("check shows what the database refuses, and where it differs from the schema", async () => {
    await server.run("CREATE DATABASE older TEMPLATE app");
    await server.run('ALTER TABLE sales."order" ALTER total TYPE text', "postgres", "older");
    await server.run("CREATE DATABASE oldest TEMPLATE app");
    await server.run('ALTER TABLE sales."order" DROP total', "postgres", "oldest");
    const folder = project();
    await run(folder, ["generate"]);
    const differs = await run(folder, ["check", "--database", `main=${server.url("postgres", "older")}`]);
    expect(differs.exitCode).toBe(1);
    expect(differs.err).toContain(
      'error MCP1910  column "total" is string in the database, and number with the schema',
    );
    const refused = await run(folder, ["check", "--database", server.url("postgres", "oldest")]);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain('error MCP1420  column "total" does not exist\n  mcp.yaml:12:24');
  });

  test("check goes as far as a login may that can only read", async () => {
    const folder = project();
    await run(folder, ["generate"]);
    const { exitCode, err } = await run(folder, ["check", "--database", server.url("reader", "app")]);
    expect(err).toContain("This login may not make temporary objects");
    expect(err).not.toMatch(/error|warning/);
    expect(exitCode).toBe(0);
  });
});

const shared = fileURLToPath(new URL("../../../shared/realdata/", import.meta.url));
const hasShared = existsSync(join(shared, "chinook_postgres.sql"));

describe.skipIf(!hasShared)(
  `a real schema with its rows${hasShared ? "" : " (skipped: it is not here)"}`,
  () => {
    test("loads as it was published, and tells of its columns", async () => {
      const engine = await opened(readFileSync(join(shared, "chinook_postgres.sql"), "utf8"));
      try {
        const probed = await engine.probe(`
        SELECT c.country, count(DISTINCT c.customer_id) AS customers, sum(i.total)::numeric(12,2) AS sales,
          array_agg(DISTINCT c.city ORDER BY c.city) AS cities, max(i.invoice_date) AS last
        FROM customer c LEFT JOIN invoice i USING (customer_id)
        WHERE i.invoice_date >= :since GROUP BY c.country ORDER BY sales DESC LIMIT :limit`);
        if (!probed.ok) throw new Error(probed.problem.message);
        expect(columnsOf(probed.facts)).toBe(
          "country?: string, customers: integer, sales?: number, cities?: array items, last?: string",
        );
        expect(readsOf(probed.facts)).toBe(
          "public.customer(customer_id city country), public.invoice(customer_id invoice_date total)",
        );
      } finally {
        await engine.close();
      }
    });
  },
);
