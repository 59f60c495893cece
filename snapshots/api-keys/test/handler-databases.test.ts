import { expect, test } from "vitest";
import type { Context } from "../src/guard/call.js";
import { withDatabases, type Database } from "../src/sources/handler-databases.js";
import type { Bounds, DatabaseSource, Values } from "../src/sources/database.js";
import type { Truncation } from "../src/guard/tool.js";

interface Asked {
  readonly text: string;
  readonly values: Values;
  readonly bounds: Bounds;
}

/** A database that answers with one row, and keeps what it was asked. */
const database = (
  truncated?: Truncation,
): { readonly source: DatabaseSource; readonly asked: Asked[] } => {
  const asked: Asked[] = [];
  const source: DatabaseSource = {
    query: async (text, values, bounds) => {
      asked.push({ text, values, bounds });
      return { kind: "rows", rows: [{ id: 1 }], ...(truncated && { truncated }) };
    },
    parameter: (place) => `$${place}`,
    prepare: () => {},
    check: async () => {},
    close: async () => {},
  };
  return { source, asked };
};

const stop = new AbortController().signal;
const limits = {
  rows: 7,
  bytes: 1_000,
  rate: { calls: 1, seconds: 1 },
  concurrency: 1,
  timeoutMs: 1,
};

/** What a handler makes of the databases that it is given. */
const within = async <T>(
  work: (sources: { readonly main: Database }) => Promise<T>,
  sources: Readonly<Record<string, DatabaseSource>>,
  names: readonly string[] = ["main"],
): Promise<T> => {
  const handler = withDatabases(
    (_args, context) => work(context.sources as unknown as { readonly main: Database }),
    { sources: names, writes: [] },
  );
  return (await handler({}, { sources, limits, stop, deadline: 9 } as unknown as Context)) as T;
};

test("a statement is the template's text with places for what stands in it", async () => {
  const { source, asked } = database();
  const name = "'; DROP TABLE users; --";
  const answer = await within(
    async ({ main }) =>
      main.query`SELECT id FROM users WHERE name = ${name} AND active = ${true} LIMIT ${2n}`,
    { main: source },
  );
  expect(answer).toEqual({ rows: [{ id: 1 }] });
  expect(asked).toEqual([
    {
      text: "SELECT id FROM users WHERE name = $1 AND active = $2 LIMIT $3",
      values: { p1: name, p2: 1, p3: 2n },
      bounds: { rows: 7, bytes: 1_000, signal: stop, deadline: 9 },
    },
  ]);
});

test("what is not there is NULL, dates are moments, and lists stay lists", async () => {
  const { source, asked } = database();
  await within(
    async ({ main }) =>
      main.query`SELECT ${undefined}, ${null}, ${new Date(0)}, ${["a", undefined, false, 2n]}`,
    { main: source },
  );
  expect(asked[0]?.values).toEqual({
    p1: null,
    p2: null,
    p3: "1970-01-01T00:00:00.000Z",
    p4: ["a", null, 0, 2n],
  });
});

test("text that was put together is no statement", async () => {
  const { source, asked } = database();
  const text = ["SELECT 1"];
  const forged = Object.assign(text, { raw: text }) as unknown as TemplateStringsArray;
  for (const parts of [forged, "SELECT 1" as unknown as TemplateStringsArray]) {
    const query = within(async ({ main }) => main.query(parts), { main: source });
    await expect(query).rejects.toThrow("A statement is a template");
  }
  expect(asked).toEqual([]);
});

test.each(["rows", "bytes"] as const)("a result that was cut by %s is none", async (by) => {
  const { source } = database({ by, cap: 7 });
  const query = within(async ({ main }) => main.query`SELECT id FROM users`, { main: source });
  await expect(query).rejects.toMatchObject({
    code: "RESULT_TOO_LARGE",
    message: `The database has more than the 7 ${by} that this tool may read at once. Ask for less.`,
  });
});

test("a handler sees the databases of its tool, and no other", async () => {
  const sources = { main: database().source, desk: database().source };
  expect(await within(async (seen) => Object.keys(seen), sources)).toEqual(["main"]);
  expect(await within(async (seen) => Object.keys(seen.main), sources)).toEqual(["query"]);
});
