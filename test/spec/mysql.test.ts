import { describe, expect, test } from "vitest";
import { loadSpec } from "../../src/spec/load.js";
import { render } from "../../src/render/render.js";
import { memoryFiles } from "./support.js";

const source = `    kind: mysql
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
      SELECT id, name FROM users
      WHERE :name = '' OR name = :name LIMIT :limit
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

describe("a MySQL source", () => {
  test("becomes a model with what the account may read, and a place for each value", async () => {
    const loaded = await load(spec());
    expect(loaded.diagnostics).toEqual([]);
    if (!loaded.ok) return;
    expect(loaded.value.model.sources).toEqual([
      {
        kind: "mysql",
        name: "main",
        identifier: "main",
        url: { env: "DATABASE_URL" },
        role: "people_mcp",
        access: "read",
        reads: [
          { table: "users", columns: ["id", "name"] },
          { schema: "sales", table: "order", columns: ["total", "Ünit"] },
        ],
        writes: [],
        allowed: [],
      },
    ]);
    expect(loaded.value.model.tools[0]?.implementation).toMatchObject({
      statement: "SELECT id, name FROM users\nWHERE ? = '' OR name = ? LIMIT ?",
      parameters: [{ name: "name" }, { name: "limit" }],
      places: ["name", "name", "limit"],
    });
  });

  test.each([
    ["no address", "${DATABASE_URL}", "localhost/app", /MCP1105 .*no address/],
    ["another database's address", "${DATABASE_URL}", "postgres://db/app", /MCP1105 .*no address/],
    ["an address without a database", "${DATABASE_URL}", "mysql://me@db", /MCP1105 .*no address/],
    ["options of a driver", "${DATABASE_URL}", "mysql://me@db/app?multipleStatements=true", /MCP1105/],
    ["an address with a password", "${DATABASE_URL}", "mysql://me:hunter2secret@db/app", /MCP1225/],
    ["an account in capitals", "people_mcp", "People", /MCP1105 .*role/],
    ["the administrator", "role: people_mcp", "role: root", /MCP1105 .*role/],
    ["an account of MySQL's own", "people_mcp", "mysql_sys", /MCP1105 .*role/],
    ["a name that is too long", "people_mcp", "p".repeat(33), /MCP1105 .*role/],
    ["no columns", "[id, name]", "[]", /MCP1106/],
    ["every column", "[id, name]", '["*"]', /MCP1238 .*every column/],
    ["a column twice", "[id, name]", "[id, id]", /MCP1238 .*twice/],
    ["SQL for a column", "[id, name]", `["id\`) ON secrets; --"]`, /MCP1209/],
    ["SQL for a table", "users:", `"users TO PUBLIC; --":`, /MCP1209/],
    ["a key of another kind", "role: people_mcp", "role: people_mcp\n    isolation: none", /MCP1101/],
    ["SQL outside of the project", "role: people_mcp", "role: people_mcp\n    schema: ../x.sql", /MCP1229/],
    ["SQL that is not there", "role: people_mcp", "role: people_mcp\n    schema: db/x.sql", /MCP1015/],
    [
      "an exception for a table",
      "role: people_mcp",
      'role: people_mcp\n    managed: { allow: ["table:app.users:INSERT"] }',
      /MCP1105/,
    ],
  ])("is refused with %s", async (_what, from, to, expected) => {
    expect((await problems(from, to)).join("\n")).toMatch(expected);
  });

  test.each([
    [
      "an address that holds no secret",
      "${DATABASE_URL}",
      "mysql://me@db.internal:3307/app?ssl-mode=REQUIRED",
    ],
    [
      "a view that is accepted",
      "role: people_mcp",
      'role: people_mcp\n    managed: { allow: ["view:app.v"] }',
    ],
  ])("takes %s", async (_what, from, to) => {
    expect(await problems(from, to)).toEqual([]);
  });

  const withSchema = source.replace("people_mcp", "people_mcp\n    schema: db/a.sql\n    seed: db/b.sql");
  const container = "auth: { apiKeys: true }\ndeploy: { container: true }\n";
  const named = { "db/a.sql": "CREATE TABLE users (id int);\r\n", "db/b.sql": "-- none" };
  const loadWith = (text: string) => loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text, ...named }));

  test("has the SQL that its database is made from", async () => {
    const loaded = await loadWith(spec(withSchema) + container);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ok && loaded.value.model.sources[0]).toMatchObject({
      schema: { path: "db/a.sql", text: "CREATE TABLE users (id int);\n" },
      seed: { path: "db/b.sql", text: "-- none" },
    });
  });

  test.each([
    ["without a compose file", "", /^`schema` has no effect: there is no compose file .*\n`seed` has no/],
    ["with a database elsewhere", container, /^`schema` has no effect: the address says .*\n`seed` has no/],
    ["without `schema`", container, /^`seed` has no effect without `schema`$/],
    ["for handlers that write", container, /no effect: no statement of the spec runs on "main"/],
  ])("says that such SQL has no effect %s", async (what, more, expected) => {
    const edits: readonly [string, string, string][] = [
      ["with a database elsewhere", "${DATABASE_URL}", "mysql://me@db.internal/app"],
      ["without `schema`", "    schema: db/a.sql\n", ""],
      ["for handlers that write", "kind: mysql", "kind: mysql\n    access: write"],
    ];
    const written = edits.reduce(
      (text, [name, from, to]) => (name === what ? text.replace(from, to) : text),
      withSchema,
    );
    const { diagnostics } = await loadWith(spec(written) + more);
    const told = diagnostics.filter(({ code }) => code === "MCP1233");
    expect(told.map(({ message }) => message).join("\n")).toMatch(expected);
    expect(told.every(({ severity }) => severity === "warning")).toBe(true);
  });

  test("makes SQL that grants exactly these columns, and limits what the account takes", async () => {
    const sql = (await files()).get("db/main/roles.sql");
    expect(sql).toContain("GRANT SELECT (`id`, `name`) ON `users` TO 'people_mcp'@'%';");
    expect(sql).toContain("GRANT SELECT (`total`, `Ünit`) ON `sales`.`order` TO 'people_mcp'@'%';");
    expect(sql?.match(/^GRANT/gm)).toHaveLength(2);
    expect(sql).toContain("MAX_USER_CONNECTIONS 40 /*M!100400 MAX_STATEMENT_TIME 6 */");
  });

  test("brings its driver and nothing of the others", async () => {
    const made = await files();
    const { dependencies } = JSON.parse(made.get("package.json") ?? "") as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(dependencies)).toContain("mysql2");
    expect(Object.keys(dependencies)).not.toContain("pg");
    expect([...made.keys()].filter((path) => /sqlite|postgres/.test(path))).toEqual([]);
    expect(made.get(".env.example")).toMatch(/MySQL or MariaDB of main.*\nDATABASE_URL=/);
  });
});
