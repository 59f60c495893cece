import { describe, expect, test } from "vitest";
import { loadSpec } from "../../src/spec/load.js";
import { render } from "../../src/render/render.js";
import { memoryFiles } from "./support.js";

const source = `    kind: postgres
    url: \${DATABASE_URL}
    role: people_mcp
    reads:
      users: [id, name]
      sales.order: [total, "Ünit"]`;

const spec = (written = source) => `spec: 1
server: { name: people-mcp, version: 1.0.0, description: People. }
limits: { timeout: 5s, concurrency: 4 }
sources:
  main:
${written}
tools:
  list_users:
    description: List users.
    source: main
    params:
      name: { type: string, default: x }
      limit: { type: integer, default: 10 }
    sql: |
      SELECT id, name, total FROM users, sales."order"
      WHERE name = :name::text LIMIT :limit
`;

const load = (text: string) => loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text }));
const problems = async (from: string, to: string) => {
  const { diagnostics } = await load(spec(source.replace(from, to)));
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
};
const files = async (): Promise<ReadonlyMap<string, string>> => {
  const loaded = await load(spec());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return new Map((await render(loaded.value.model)).map(({ path, text }) => [path, text]));
};

describe("a PostgreSQL source", () => {
  test("brings the SQL of a database like the real one", async () => {
    const written = `${source}\n    schema: ./db/schema.sql\n    seed: db/seed.sql`;
    const texts = {
      "mcp.yaml": spec(written),
      "./db/schema.sql": "CREATE TABLE users ();\r\n",
      "db/seed.sql": "--",
    };
    const loaded = await loadSpec("mcp.yaml", memoryFiles(texts));
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ok && loaded.value.model.sources[0]).toMatchObject({
      schema: { path: "db/schema.sql", text: "CREATE TABLE users ();\n" },
      seed: { path: "db/seed.sql", text: "--" },
    });
  });

  test.each([
    ["../schema.sql", 'MCP1229 "../schema.sql" is not a path inside of the project'],
    ["db/none.sql", 'MCP1015 cannot read "db/none.sql": there is no such file'],
  ])("says what is wrong with the path of its SQL, %s", async (path, message) => {
    expect(await problems(source, `${source}\n    schema: ${path}`)).toEqual([message]);
  });

  test("becomes a model with what the role may read", async () => {
    const loaded = await load(spec());
    expect(loaded.diagnostics).toEqual([]);
    if (!loaded.ok) return;
    expect(loaded.value.model.sources).toEqual([
      {
        kind: "postgres",
        name: "main",
        identifier: "main",
        url: { env: "DATABASE_URL" },
        role: "people_mcp",
        access: "read",
        reads: [
          { schema: "public", table: "users", columns: ["id", "name"] },
          { schema: "sales", table: "order", columns: ["total", "Ünit"] },
        ],
        writes: [],
        allowed: [],
      },
    ]);
    expect(loaded.value.model.tools[0]?.implementation).toMatchObject({
      statement: 'SELECT id, name, total FROM users, sales."order"\nWHERE name = $1::text LIMIT $2',
      parameters: [{ name: "name" }, { name: "limit" }],
    });
  });

  test.each([
    ["no address", "${DATABASE_URL}", "localhost/app", /MCP1105 .*no address/],
    ["an address with a password", "${DATABASE_URL}", "postgres://me:hunter2secret@db/app", /MCP1225/],
    ["a role in capitals", "people_mcp", "People", /MCP1105 .*role/],
    ["a role of PostgreSQL's own", "people_mcp", "pg_monitor", /MCP1105 .*role/],
    ["no columns", "[id, name]", "[]", /MCP1106/],
    ["every column", "[id, name]", '["*"]', /MCP1238 .*every column/],
    ["a column twice", "[id, name]", "[id, id]", /MCP1238 .*twice/],
    ["a table twice", "sales.order", "public.users", /MCP1238 .*twice/],
    ["SQL for a column", "[id, name]", `["id) ON secrets; --"]`, /MCP1209/],
    ["SQL for a table", "users:", `"users TO PUBLIC; --":`, /MCP1209/],
    ["a key of another kind", "role: people_mcp", "role: people_mcp\n    file: x", /MCP1101/],
    [
      "an exception for a table",
      "role: people_mcp",
      'role: people_mcp\n    managed: { allow: ["table:users:INSERT"] }',
      /MCP1105/,
    ],
  ])("is refused with %s", async (_what, from, to, expected) => {
    expect((await problems(from, to)).join("\n")).toMatch(expected);
  });

  test("is refused without what it reads", async () => {
    expect((await load(spec(source.slice(0, source.indexOf("    reads"))))).diagnostics[0]?.code).toBe(
      "MCP1238",
    );
  });

  test("takes exceptions of a managed database as the check names them", async () => {
    const managed =
      'role: people_mcp\n    managed: { allow: ["builtin_function:lo_creat(integer)", "foreign:public.orders"] }';
    expect(await problems("role: people_mcp", managed)).toEqual([]);
  });

  test("makes SQL that grants exactly these columns, and quotes what must be", async () => {
    const sql = (await files()).get("db/main/roles.sql");
    expect(sql).toContain("GRANT SELECT (id, name) ON public.users TO people_mcp;");
    expect(sql).toContain('GRANT SELECT (total, "Ünit") ON sales."order" TO people_mcp;');
    expect(sql?.match(/^GRANT SELECT/gm)).toHaveLength(2);
    expect(sql).toContain("SET statement_timeout = '6000ms'");
    expect(sql).toContain("CONNECTION LIMIT 20");
  });

  test("brings its driver and nothing of SQLite", async () => {
    const made = await files();
    const { dependencies, scripts } = JSON.parse(made.get("package.json") ?? "") as Record<
      string,
      Record<string, string>
    >;
    expect(Object.keys(dependencies ?? {})).toContain("pg");
    expect(Object.keys(dependencies ?? {})).not.toContain("@photostructure/sqlite");
    expect(scripts?.["build"]).toBe("tsc -p tsconfig.build.json");
    expect([...made.keys()].filter((path) => /sqlite|databases/.test(path))).toEqual([]);
    expect(made.get(".env.example")).toMatch(/PostgreSQL of main.*\nDATABASE_URL=/);
  });

  test("brings an embedded database for development when there is a schema, and never otherwise", async () => {
    const texts = { "mcp.yaml": spec(`${source}\n    schema: schema.sql`), "schema.sql": "" };
    const embedded = await loadSpec("mcp.yaml", memoryFiles(texts));
    if (!embedded.ok) throw new Error(JSON.stringify(embedded.diagnostics));
    const made = new Map((await render(embedded.value.model)).map(({ path, text }) => [path, text]));
    const { dependencies, devDependencies } = JSON.parse(made.get("package.json") ?? "") as Record<
      string,
      object
    >;
    expect(Object.keys(devDependencies ?? {})).toContain("@electric-sql/pglite");
    expect(Object.keys(dependencies ?? {})).not.toContain("@electric-sql/pglite");
    expect(made.has("src/sources/embedded-postgres.ts")).toBe(true);
    const loading = [...made].filter(
      ([path, text]) => path.startsWith("src/") && text.includes("embedded-postgres.js"),
    );
    expect(loading.map(([path]) => path)).toEqual(["src/sources/postgres-or-embedded.ts"]);
    expect(made.get("src/sources/postgres-or-embedded.ts")).toContain(
      'await import("./embedded-postgres.js")',
    );

    const plain = await files();
    expect([...plain.keys()].filter((path) => path.includes("embedded"))).toEqual([]);
    expect(plain.get("package.json")).not.toContain("pglite");
  });
});
