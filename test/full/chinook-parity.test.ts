/**
 * The tools of the two music shops, by whatever arguments their schemas let through: SQLite and the embedded PostgreSQL
 * give the same rows. The arguments are made up, the same ones each time.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { DatabaseSync } from "@photostructure/sqlite";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../../scripts/project.mjs";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import type { ServerModel, Tool } from "../../src/spec/model.js";
import type { Context } from "../../templates/base/src/guard/call.js";
import type { Rows, DatabaseSource } from "../../templates/databases/src/sources/database.js";
import { embeddedWire } from "../../templates/embeddedPostgres/src/sources/embedded-wire.js";
import { openPostgres } from "../../templates/postgres/src/sources/postgres.js";
import { select } from "../../templates/sql/src/sources/select.js";
import { readSqlite } from "../../templates/sqlite/src/sources/sqlite.js";
import { bounds } from "./remote-source.js";

const seed = 20_240_229;
const setsOfArguments = 24;

type Schema = Readonly<Record<string, unknown>>;
type Args = Readonly<Record<string, unknown>>;

async function modelOf(example: string): Promise<ServerModel> {
  const spec = join(repository, "examples", example, "mcp.yaml");
  const loaded = await loadSpec(spec, async (path) => readFileSync(path));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.value.model;
}

/** The SQL that makes the shop, and fills it. */
function scriptsOf({ sources: [source] }: ServerModel): readonly string[] {
  if (source === undefined || !("schema" in source)) throw new Error("the example brings its data");
  return [source.schema?.text ?? "", source.seed?.text ?? ""];
}

function openSmallSqlite(model: ServerModel, folder: string): DatabaseSource {
  const file = join(folder, "chinook.sqlite");
  const database = new DatabaseSync(file);
  for (const script of scriptsOf(model)) database.exec(script);
  database.close();
  return readSqlite({ name: "shop", file });
}

async function openSmallPostgres(model: ServerModel): Promise<DatabaseSource> {
  const files = new Map((await render(model)).map(({ path, text }) => [path, text]));
  const database = await PGlite.create();
  for (const script of [...scriptsOf(model), files.get("db/shop/roles.sql") ?? ""]) {
    await database.exec(script.replace(/^\\.*$/gm, "")); // lines for psql
  }
  const begin = async () => {
    await database.exec("ROLLBACK");
    await database.exec("DISCARD ALL");
    await database.exec("SET SESSION AUTHORIZATION chinook_mcp");
  };
  const settings = {
    name: "shop",
    url: "postgres://chinook_mcp@embedded/postgres",
    stream: () => embeddedWire({ begin, answer: (messages) => database.execProtocolRaw(messages) }),
    application: "chinook",
    schemas: ["public"],
    connections: 1,
    timeoutMs: 20_000,
    allowed: [],
  };
  const source = await openPostgres(settings, pino({ level: "silent" }));
  return { ...source, close: () => source.close().finally(() => database.close()) };
}

const call = (tool: Tool, source: DatabaseSource, args: Args): Promise<Rows> => {
  if (tool.implementation.kind !== "sql") throw new Error(`${tool.name} is no statement`);
  const { statement, parameters, places } = tool.implementation;
  const bindings = Object.fromEntries(parameters.map(({ name, type }) => [name, type]));
  const { signal, deadline } = bounds();
  const context = { sources: { shop: source }, limits: tool.limits, stop: signal, deadline };
  return select("shop", statement, bindings, places)(args, context as unknown as Context) as Promise<Rows>;
};

/** Texts that stand in the database, in parts and in other cases, and texts that mean something to some database. */
const texts = (known: readonly string[], most: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...known) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...known), fc.nat(8), fc.integer({ min: 1, max: 4 }), fc.boolean())
          .map(([text, from, length, isUpper]) => {
            const part = text.slice(from % text.length).slice(0, length);
            return isUpper ? part.toUpperCase() : part;
          }),
      },
      fc.constantFrom("'", "%", "_", "\\", '"', "{}", "NULL", " ", "--", "$1", ":id", "🎉", "a\u0301"),
      fc.string({ minLength: 1, maxLength: 10 }),
    )
    .map((text) => text.slice(0, most));

const dates = fc.oneof(
  fc.constantFrom("0001-01-01", "9999-12-31", "2024-02-29"),
  fc
    .date({ min: new Date("2008-12-31"), max: new Date("2027-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);

/** A value that the schema of an argument lets through. */
function valueOf(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const { type, format, items } = schema;
  const {
    minimum = 0,
    maximum,
    maxLength,
    maxItems,
    minItems,
  } = schema as Readonly<Record<string, number | undefined>>;
  if (type === "array") {
    const item = valueOf(items as Schema, known);
    return fc.array(item, { minLength: minItems ?? 0, maxLength: Math.min(maxItems ?? 0, 12) });
  }
  if (format === "date") return dates;
  if (format === "email") {
    const emails = known.filter((text) => text.includes("@"));
    return fc
      .tuple(fc.constantFrom(...emails, "nobody@example.com"), fc.boolean())
      .map(([email, isUpper]) => (isUpper ? email.toUpperCase() : email));
  }
  if (type === "string") return texts(known, maxLength ?? 100);
  if (type === "number") return fc.integer({ min: minimum * 100, max: 3_000 }).map((cents) => cents / 100);
  const most = Math.min(maximum ?? Infinity, minimum + 130);
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: minimum, max: most }) },
    fc.constantFrom(minimum, maximum ?? 2 ** 31 - 1),
  );
}

/** Arguments as a call's are once they are validated: defaults are filled in, others may be absent. */
function argumentsOf({ inputSchema, caps }: Tool, known: readonly string[]): fc.Arbitrary<Args> {
  const { properties = {}, required = [] } = inputSchema as {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
  };
  return fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => {
        const cap = caps[name];
        const value = valueOf(cap === undefined ? schema : { ...schema, maximum: cap }, known);
        if (required.includes(name)) return [name, value];
        return [name, fc.oneof({ weight: 2, arbitrary: value }, fc.constant(schema["default"]))];
      }),
    ),
  );
}

describe("the small shop of the examples", () => {
  const folder = mkdtempSync(join(tmpdir(), "create-mcp-prod-parity-"));
  let tools: readonly (readonly [Tool, Tool])[];
  let sqlite: DatabaseSource;
  let postgres: DatabaseSource;
  let known: readonly string[];
  beforeAll(async () => {
    const [one, other] = await Promise.all(["chinook", "chinook-postgres"].map(modelOf));
    if (one === undefined || other === undefined) throw new Error("there are two examples");
    tools = one.tools.map((tool, index) => [tool, other.tools[index] as Tool]);
    sqlite = openSmallSqlite(one, folder);
    postgres = await openSmallPostgres(other);
    const { rows } = await sqlite.query(
      `SELECT Name AS text FROM Artist UNION SELECT Name FROM Genre UNION SELECT Country FROM Customer
        UNION SELECT FirstName || ' ' || LastName FROM Customer UNION SELECT Email FROM Customer
        UNION SELECT Name FROM Track WHERE TrackId % 7 = 0 ORDER BY text`,
      {},
      bounds(),
    );
    known = rows.map(({ text }) => String(text));
  }, 120_000);
  afterAll(async () => {
    await sqlite?.close();
    await postgres?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("answers every tool the same from SQLite and from PostgreSQL", { timeout: 120_000 }, async () => {
    const silent: string[] = [];
    for (const [one, other] of tools) {
      expect(other.name).toBe(one.name);
      let found = 0;
      for (const args of fc.sample(argumentsOf(one, known), { seed, numRuns: setsOfArguments })) {
        const fromSqlite = await call(one, sqlite, args);
        const fromPostgres = await call(other, postgres, args);
        expect(fromPostgres, `${one.name} ${JSON.stringify(args)}`).toEqual(fromSqlite);
        found += fromSqlite.rows.length;
      }
      if (found === 0) silent.push(one.name);
    }
    expect(silent).toEqual([]); // or the arguments of these compare nothing with nothing
  });
});
