/** One music shop in SQLite and in PostgreSQL: the same tools give the same answers, in a small shop and in the full one. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CallToolResult, Client, Tool } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectHttp, npmIn, repository, startHttp, type Running } from "../../scripts/project.mjs";
import {
  hasPostgres,
  psql,
  startPostgres,
  whySkipped,
  type PostgresServer,
} from "../support/postgres-server.js";
import { generatedExample, type GeneratedExample } from "./generated-example.js";

type Call = readonly [tool: string, args?: Readonly<Record<string, unknown>> | undefined];

/** Each tool with arguments of every kind: given and left out, with and without a match, at a page's end. */
const calls: readonly Call[] = [
  ["search_tracks", { text: "o", limit: 100 }],
  ["search_tracks", { text: "RIVER", genre: "Rock" }],
  ["search_tracks", { text: "'; DROP TABLE track; --" }],
  ["list_albums", { artist: "a" }],
  ["get_album", { id: 1 }],
  ["get_album", { id: 999_999 }],
  ["list_genres"],
  ["best_selling_artists", { limit: 50 }],
  ["best_selling_artists", { from: "2009-06-01", to: "2024-12-31" }],
  ["best_selling_artists", { to: "2000-01-01" }],
  ["sales_by_country"],
  ["get_track", { id: 7 }],
  ["list_tracks", { limit: 200 }],
  ["list_tracks", { after: 100, limit: 5 }],
  ["get_artists", { ids: [1, 3, 2, 3] }],
  ["get_artists", { ids: [999_999] }],
  ["tracks_by_length", { limit: 100 }],
  ["tracks_by_length", { genre: "Jazz", at_least: 200, at_most: 300 }],
  ["genres_of_artist", { artist: "e" }],
  ["revenue_by_genre"],
  ["sales_by_month", { year: 2024 }],
  ["sales_by_month", { year: 2010 }],
  ["best_selling_tracks", { limit: 50 }],
  ["best_selling_tracks", { genre: "Jazz" }],
  ["unsold_tracks"],
  ["unsold_tracks", { after: 100, limit: 200 }],
  ["search_customers", { text: "an" }],
  ["search_customers", { text: "a", country: "Germany" }],
  ["top_customers", { limit: 50 }],
  ["get_invoice", { id: 5 }],
  ["list_invoices", { limit: 200 }],
  ["list_invoices", { after: 10, from: "2009-03-01", to: "2025-02-01", at_least: 1.98, limit: 20 }],
];
/** A tool with the names of its columns: how much more is known of them depends on the engine. */
function alike({ outputSchema, ...tool }: Tool) {
  const { properties = {} } = outputSchema ?? {};
  const { rows } = properties as Readonly<
    Record<string, { readonly items?: { readonly properties?: object } }>
  >;
  return { ...tool, columns: Object.keys(rows?.items?.properties ?? {}) };
}

/** Whose email addresses are in the one shop and in the other. */
const emails = { small: "Liam.ODwyer@example.com", full: "luisg@embraer.com.br" };

let sqlite: GeneratedExample;
let postgres: GeneratedExample;
beforeAll(async () => {
  sqlite = await generatedExample("chinook");
  postgres = await generatedExample("chinook-postgres");
});
afterAll(async () => {
  await sqlite?.remove();
  await postgres?.remove();
});

describe.each([
  ["the small shop of the examples, PostgreSQL embedded", "small", true, ""],
  [
    "the full Chinook database, on a PostgreSQL server",
    "full",
    hasPostgres && existsSync(join(repository, "../shared/realdata/chinook_postgres.sql")),
    hasPostgres ? " (skipped without its scripts)" : whySkipped,
  ],
] as const)("%s", (_, size, isThere, why) => {
  describe.skipIf(!isThere)(isThere ? "answers the same from both" : `answers the same${why}`, () => {
    let database: PostgresServer | undefined;
    const servers: Running[] = [];
    const clients: Client[] = [];
    beforeAll(async () => {
      const env: Record<string, string> = {};
      if (size === "full") {
        const data = join(repository, "../shared/realdata");
        rmSync(join(sqlite.folder, "db/chinook.sqlite"));
        const build = join(repository, "examples/chinook/build.mjs");
        execFileSync(process.execPath, [
          build,
          join(sqlite.folder, "db/chinook.sqlite"),
          join(data, "chinook_sqlite.sql"),
        ]);
        database = await startPostgres();
        for (const [file, name] of [
          [join(data, "chinook_postgres.sql"), "postgres"],
          [join(postgres.folder, "db/shop/roles.sql"), "chinook"],
        ] as const) {
          const { status, stderr } = psql(database.url("postgres", name), ["-f", file]);
          if (status !== 0) throw new Error(stderr);
        }
        env["DATABASE_URL"] = database.url("chinook_mcp", "chinook");
      }
      for (const project of [sqlite, postgres]) {
        const server = await startHttp(project.folder, { env });
        servers.push(server);
        clients.push(await connectHttp(server.url));
      }
    });
    afterAll(async () => {
      for (const client of clients) await client.close();
      for (const server of servers) await server.stop();
      await database?.stop();
    });

    const answers = async ([name, args = {}]: Call): Promise<readonly [unknown, unknown]> => {
      const call = async (client: Client | undefined) => {
        const result = (await client?.callTool({ name, arguments: args })) as CallToolResult;
        expect(result.isError, JSON.stringify(result.content)).toBeFalsy();
        return result.structuredContent;
      };
      return [await call(clients[0]), await call(clients[1])];
    };

    test("lists the same tools, with the same columns", async () => {
      const [one, other] = await Promise.all(
        clients.map(async (client) => (await client.listTools()).tools.map(alike)),
      );
      expect(other).toEqual(one);
      expect(one?.length).toBeGreaterThanOrEqual(15);
      expect([...new Set(calls.map(([name]) => name)), "customer_invoices"].sort()).toEqual(
        one?.map(({ name }) => name).sort(),
      );
    });

    test.each(calls.map(([name, args]) => ({ name, args })))("$name $args", async ({ name, args }) => {
      const [one, other] = await answers([name, args]);
      expect(other).toEqual(one);
    });

    test("customer_invoices", async () => {
      const [one, other] = await answers(["customer_invoices", { email: emails[size] }]);
      expect(other).toEqual(one);
      expect((one as { readonly rows: readonly unknown[] }).rows).not.toEqual([]);
    });

    test("and not only empty ones: every tool finds something", async () => {
      const found = new Set<string>();
      for (const call of calls) {
        const [one] = await answers(call);
        if ((one as { readonly rows: readonly unknown[] }).rows.length > 0) found.add(call[0]);
      }
      expect([...found].sort()).toEqual([...new Set(calls.map(([name]) => name))].sort());
    });
  });
});

test("the example on PostgreSQL passes its own tests without a server", async () => {
  const { stdout, stderr } = await npmIn(postgres.folder, ["test"]);
  expect(`${stdout}${stderr}`).toMatch(/Tests .*passed/);
  const roles = readFileSync(join(postgres.folder, "db/shop/roles.sql"), "utf8");
  expect(roles).toContain(
    "GRANT SELECT (customer_id, first_name, last_name, city, country, email) ON public.customer",
  );
}, 600_000);
