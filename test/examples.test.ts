/** The examples' data fits their tools, and is the same on every machine. */
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { loadSpec } from "../src/spec/load.js";
import type { ServerModel, Tool } from "../src/spec/model.js";

type Value = string | number | boolean | null;

const root = fileURLToPath(new URL("../", import.meta.url));
const chinookScript = join(root, "../shared/realdata/chinook_sqlite.sql");

async function modelOf(name: string): Promise<ServerModel> {
  const loaded = await loadSpec(join(root, "examples", name, "mcp.yaml"), (path) => readFile(path));
  expect(loaded.diagnostics).toEqual([]);
  if (!loaded.ok) throw new Error(`examples/${name} does not load`);
  return loaded.value.model;
}

function build(model: ServerModel): DatabaseSyncInstance {
  const database = new DatabaseSync(":memory:");
  for (const source of model.sources) {
    if (source.kind !== "sqlite") throw new Error("examples run on what they bring");
    database.exec(`${source.schema?.text ?? ""};${source.seed?.text ?? ""}`);
  }
  return database;
}

/** Runs a tool's statement as written. An argument that is neither given nor has a default is `NULL`. */
function rowsOf(database: DatabaseSyncInstance, tool: Tool, args: Readonly<Record<string, Value>>) {
  if (tool.implementation.kind !== "sql") return [];
  const properties = tool.inputSchema["properties"] as Readonly<Record<string, { default?: Value }>>;
  const values = tool.implementation.parameters.map(({ name }) => {
    const value = args[name] ?? properties[name]?.default ?? null;
    return [name, typeof value === "boolean" ? Number(value) : value] as const;
  });
  return database.prepare(tool.implementation.statement).all(Object.fromEntries(values));
}

/** Arguments with which every tool finds something, in the small shop and in the full one. */
const answerable: Readonly<Record<string, Readonly<Record<string, Record<string, Value>>>>> = {
  "internal-db": {
    query_users: {},
    get_user: { id: 17 },
    find_user_by_email: { email: "Keiko.Bauer.1@example.com" },
    search_users: { text: "bauer" },
    count_users_by_team: {},
  },
  chinook: {
    search_tracks: { text: "o" },
    list_albums: { artist: "e" },
    get_album: { id: 1 },
    list_genres: {},
    best_selling_artists: {},
    sales_by_country: {},
    customer_invoices: { email: "liam.odwyer@example.com" },
    get_track: { id: 1 },
    list_tracks: {},
    get_artists: { ids: "[1, 2]" },
    tracks_by_length: {},
    genres_of_artist: { artist: "e" },
    revenue_by_genre: {},
    sales_by_month: { year: 2024 },
    best_selling_tracks: {},
    unsold_tracks: {},
    search_customers: { text: "a" },
    top_customers: {},
    get_invoice: { id: 1 },
    list_invoices: {},
  },
};

describe.each(Object.entries(answerable))("example %s", (name, calls) => {
  test("has an answer from every tool", async () => {
    const model = await modelOf(name);
    const database = build(model);
    expect(model.tools.map((tool) => tool.name)).toEqual(Object.keys(calls));
    for (const tool of model.tools) {
      expect(rowsOf(database, tool, calls[tool.name] ?? {}), tool.name).not.toEqual([]);
    }
    database.close();
  });

  test("has the same data on every machine", async () => {
    const database = build(await modelOf(name));
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    const hash = createHash("sha256");
    for (const { name: table } of tables as readonly { readonly name: string }[]) {
      hash.update(`${table}\n${JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).all())}\n`);
    }
    expect(hash.digest("hex")).toMatchSnapshot();
    database.close();
  });
});

test("internal-db has 5,000 users, and some of every kind", async () => {
  const database = build(await modelOf("internal-db"));
  const [counts] = database
    .prepare("SELECT count(*) AS users, sum(active) AS active, count(DISTINCT team_id) AS teams FROM users")
    .all();
  expect(counts).toEqual({ users: 5000, active: 4441, teams: 12 });
  database.close();
});

describe.skipIf(!existsSync(chinookScript))("the full Chinook database (skipped without its script)", () => {
  const folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-chinook-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is built by the example's script and answers every tool", async () => {
    const file = join(folder, "db/chinook.sqlite");
    execFileSync(process.execPath, [join(root, "examples/chinook/build.mjs"), file, chinookScript]);
    expect(statSync(file).mode & 0o222).toBe(0);
    const database = new DatabaseSync(file, { readOnly: true });
    const [customer] = database.prepare("SELECT min(Email) AS email FROM Customer").all();
    const calls = { ...answerable["chinook"], customer_invoices: customer as Record<string, Value> };
    for (const tool of (await modelOf("chinook")).tools) {
      const args = new Map(Object.entries(calls)).get(tool.name) ?? {};
      expect(rowsOf(database, tool, args), tool.name).not.toEqual([]);
    }
    const [{ tracks } = { tracks: 0 }] = database.prepare("SELECT count(*) AS tracks FROM Track").all() as [
      { tracks: number },
    ];
    expect(tracks).toBeGreaterThan(3000);
    database.close();
  });
});
