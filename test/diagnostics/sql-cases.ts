/** Specs whose schema is known: what the databases' own engines make of their statements. */
import { diagnostic } from "../../src/diagnostics/report.js";
import type { StatementFacts } from "../../src/sql/facts.js";
import { factsKey, factsPath, formatFacts } from "../../src/sql/facts-file.js";
import type { ConnectPostgres } from "../../src/sql/postgres/open.js";
import type { ErrorCase } from "./error-cases.js";

/** A machine without a network, and without PGlite. */
export const offline: ConnectPostgres = async () => ({
  ok: false,
  diagnostics: [
    diagnostic("MCP1427", {
      message: "@electric-sql/pglite@0.5.16 is needed to check SQL, and --offline is set",
      help: "commit .create-mcp-prod/statements.json from a run that had it",
    }),
  ],
});

const schema = `CREATE TABLE users (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, team_id INT
) STRICT;
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
`;

const spec = (sql: string, result = "") => `spec: 1
server: { name: people-mcp, version: 1.2.0, description: Read-only access to people. }
sources:
  main: { kind: sqlite, file: var/main.db, schema: db/schema.sql }
tools:
  query_users:
    description: Return user records.
    source: main
    params:
      team: { type: integer }${result}
    sql: ${sql}
`;

const sqlite = (code: string, name: string, sql: string, result?: string): ErrorCase => ({
  code,
  name,
  files: { "mcp.yaml": spec(sql, result), "db/schema.sql": schema },
});

const json = JSON.stringify({
  spec: 1,
  server: { name: "people-mcp", version: "1.2.0", description: "Read-only access to people." },
  sources: { main: { kind: "sqlite", file: "var/main.db", schema: "db/schema.sql" } },
  tools: {
    query_users: {
      description: "Return user records.",
      source: "main",
      sql: 'SELECT id,\n\t"name", emial FROM users',
    },
  },
});

/** With PostgreSQL, what is known is what an earlier run has kept. */
const statement = "SELECT id, total FROM orders WHERE placed > :since AND state = :state LIMIT :limit";
const facts: StatementFacts = {
  parameters: {
    since: { type: "date" },
    state: { type: "state", labels: ["open", "paid"] },
    limit: { type: "bigint" },
  },
  columns: [
    { name: "id", schema: { type: "integer" } },
    { name: "total", schema: { type: ["number", "null"] } },
  ],
  reads: [{ schema: "public", table: "orders", columns: ["id", "total", "placed", "state"] }],
  calls: [],
};
const postgresSpec = (source: string, params: string) => `spec: 1
server: { name: shop-mcp, version: 1.2.0, description: Read-only access to orders. }
sources:
  main:
    kind: postgres
    url: \${DATABASE_URL}
    role: shop_mcp
    schema: db/schema.sql${source}
tools:
  list_orders:
    description: List orders.
    source: main
    params:
${params}
    sql: ${statement}
`;
const params = `      since: { type: string, format: date }
      state: { enum: [open, paid] }
      limit: { type: integer, default: 10, cap: 100 }`;

function postgres(
  code: string,
  name: string,
  changes: { readonly source?: string; readonly params?: string; readonly calls?: readonly string[] },
): ErrorCase {
  const sql = "CREATE TABLE orders (id int, total numeric, placed date, state state);";
  const key = factsKey("postgres 18", sql, ["public"], statement);
  const kept = { key, facts: { ...facts, calls: changes.calls ?? [] } };
  return {
    code,
    name,
    files: {
      "mcp.yaml": postgresSpec(changes.source ?? "", changes.params ?? params),
      "db/schema.sql": sql,
      [factsPath]: formatFacts(new Map([["list_orders", kept]])),
    },
  };
}

export const sqlCases: readonly ErrorCase[] = [
  sqlite(
    "MCP1420",
    "column",
    "|\n      SELECT id, name,\n             u.emial\n      FROM users AS u WHERE team_id = :team",
  ),
  sqlite("MCP1420", "table", "SELECT id FROM user WHERE team_id = :team"),
  sqlite("MCP1420", "folded", ">\n      SELECT id, name\n      FROM users\n      WHERE team = :team"),
  sqlite("MCP1420", "quoted", "'SELECT id, ''é'' AS letter, nam FROM users WHERE team_id = :team'"),
  { code: "MCP1420", name: "json", files: { "mcp.json": json, "db/schema.sql": schema } },
  sqlite("MCP1421", "aggregate", "SELECT name FROM users WHERE count(*) > :team"),
  sqlite("MCP1421", "syntax", "|\n      SELECT id FROM users\n      WHERE team_id = :team GROUP id"),
  postgres("MCP1422", "number-for-date", {
    params: params.replace("{ type: string, format: date }", "{ type: integer }"),
  }),
  {
    code: "MCP1422",
    name: "list-without-end",
    files: {
      "mcp.yaml": postgresSpec("", "      ids: { type: array, items: { type: integer } }")
        .replace("schema: db/schema.sql", "reads: { orders: [id] }")
        .replace(statement, "SELECT id FROM orders WHERE id = ANY(:ids)"),
    },
  },
  {
    code: "MCP1422",
    name: "list-as-value",
    files: {
      "mcp.yaml": spec("|\n      SELECT id, name FROM users\n      WHERE team_id IN (:team)").replace(
        "{ type: integer }",
        "{ type: array, items: { type: integer }, maxItems: 10 }",
      ),
      "db/schema.sql": schema,
    },
  },
  postgres("MCP1422", "label", { params: params.replace("[open, paid]", "[open, payed]") }),
  sqlite(
    "MCP1423",
    "misspelt",
    "SELECT id, name FROM users WHERE team_id = :team",
    "\n    result: { type: object, properties: { id: { type: integer }, nam: { type: string } } }",
  ),
  sqlite(
    "MCP1423",
    "type",
    "SELECT id, name FROM users WHERE team_id = :team",
    "\n    result: { type: object, properties: { name: { type: integer } } }",
  ),
  sqlite(
    "MCP1423",
    "closed",
    "SELECT id, name FROM users WHERE team_id = :team",
    "\n    result:\n      type: object\n      properties: { name: { type: string } }\n      additionalProperties: false",
  ),
  sqlite(
    "MCP1424",
    "join",
    "SELECT u.id, t.id FROM users u JOIN teams t ON t.id = u.team_id WHERE t.id = :team",
  ),
  postgres("MCP1425", "column", { source: "\n    reads: { orders: [id, total, state] }" }),
  postgres("MCP1425", "table", { source: "\n    reads: { order: [id] }" }),
  {
    code: "MCP1426",
    name: "misspelt",
    files: {
      "mcp.yaml": spec("SELECT id FROM users WHERE team_id = :team"),
      "db/schema.sql": `${schema}CREATE TABEL x (id);\n`,
    },
  },
  {
    code: "MCP1427",
    name: "offline",
    files: { "mcp.yaml": postgresSpec("", params), "db/schema.sql": "CREATE TABLE orders (id int);" },
  },
  sqlite(
    "MCP1428",
    "email",
    "SELECT id, email FROM users WHERE team_id = :team",
    "\n    result: { type: object, properties: { email: { type: string } } }",
  ),
  postgres("MCP1429", "column", {
    source: "\n    reads: { orders: [id, total, placed, state, note], secrets: [id] }",
  }),
  sqlite("MCP1430", "count", "SELECT count(*) FROM users WHERE team_id = :team"),
  postgres("MCP1431", "date", { params: params.replace(", format: date", "") }),
  postgres("MCP1432", "function", { calls: ["public.revenue"] }),
];
