import { expect, test } from "vitest";
import type { Context } from "../src/guard/call.js";
import { ToolError } from "../src/guard/errors.js";
import { withDatabases } from "../src/sources/handler-databases.js";
import { writableDatabase, type WritableDatabase } from "../src/sources/handler-writes.js";
import { outcomeUnknown } from "../src/sources/writable.js";
import { standIn, type StandIn } from "./support/stand-in.js";

const limits = {
  rows: 7,
  bytes: 1_000,
  rate: { calls: 1, seconds: 1 },
  concurrency: 1,
  timeoutMs: 1,
};

/** Runs a handler that may change the database. */
const within = async <T>(
  desk: StandIn,
  work: (desk: WritableDatabase) => Promise<T>,
  stop: AbortSignal = new AbortController().signal,
): Promise<T> => {
  const handler = withDatabases(
    (_args, { sources }) => work((sources as unknown as { readonly desk: WritableDatabase }).desk),
    { sources: ["desk"], writes: ["desk"] },
    writableDatabase,
  );
  return (await handler({}, { sources: { desk }, limits, stop } as unknown as Context)) as T;
};

test("a transaction runs statements with bound values, and is committed at the end", async () => {
  const desk = standIn([{ rows: [{ id: 4711 }], changed: 1 }, { changed: 1 }]);
  const id = await within(desk, (database) =>
    database.transaction(async (sql) => {
      const { rows } = await sql<{
        id: number;
      }>`INSERT INTO orders (total) VALUES (${5}) RETURNING id`;
      const { changed } = await sql`UPDATE orders SET status = ${"x"} WHERE id = ${rows[0]?.id}`;
      expect([changed, desk.committed]).toEqual([1, false]);
      return rows[0]?.id;
    }),
  );
  expect(id).toBe(4711);
  expect(desk.committed).toBe(true);
  expect(desk.statements).toEqual([
    { text: "INSERT INTO orders (total) VALUES ($1) RETURNING id", values: [5] },
    { text: "UPDATE orders SET status = $1 WHERE id = $2", values: ["x", 4711] },
  ]);
});

test("nothing is committed of a handler that throws", async () => {
  const desk = standIn([]);
  const failed = within(desk, (database) =>
    database.transaction(async (sql) => {
      await sql`DELETE FROM orders`;
      throw new ToolError("NO_CREDIT", "The customer has no credit.");
    }),
  );
  await expect(failed).rejects.toMatchObject({ code: "NO_CREDIT" });
  expect(desk.committed).toBe(false);
});

test("nothing is committed after a statement that failed, whatever the handler makes of it", async () => {
  const conflict = new ToolError("CONFLICT", "There is one like it already.");
  const desk = standIn([conflict]);
  const failed = within(desk, (database) =>
    database.transaction(async (sql) => {
      await sql`INSERT INTO orders (id) VALUES (1)`.catch(() => undefined);
      await sql`UPDATE orders SET id = 1`.catch(() => undefined);
      return "fine";
    }),
  );
  await expect(failed).rejects.toBe(conflict);
  expect(desk.statements).toHaveLength(1);
  expect(desk.committed).toBe(false);
});

test("a call commits once, and may try again what has not happened", async () => {
  const desk = standIn([new ToolError("CONFLICT", "Busy."), {}, {}]);
  await within(desk, async (database) => {
    const change = () => database.transaction((sql) => sql`DELETE FROM orders`);
    await expect(change()).rejects.toMatchObject({ code: "CONFLICT" });
    await change();
    await expect(change()).rejects.toThrow("A call has one transaction");
  });
});

test("what may have happened is not tried again", async () => {
  const lost: StandIn = {
    ...standIn([]),
    transaction: () => Promise.reject(outcomeUnknown(new Error("gone"))),
  };
  await within(lost, async (database) => {
    const change = () => database.transaction((sql) => sql`DELETE FROM orders`);
    await expect(change()).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(change()).rejects.toThrow("A call has one transaction");
  });
});

test.each([
  "COMMIT",
  "-- done\nROLLBACK",
  "/* x */ begin",
  "SET ROLE x",
  "DROP TABLE t",
  "",
  "LOCK t",
])("a transaction does not take %j", async (text) => {
  const desk = standIn([]);
  const template = Object.freeze(
    Object.assign([text], { raw: Object.freeze([text]) }),
  ) as unknown as TemplateStringsArray;
  const failed = within(desk, (database) => database.transaction(async (sql) => sql(template)));
  await expect(failed).rejects.toThrow("reads or changes rows, and nothing else");
  expect(desk.statements).toEqual([]);
  expect(desk.committed).toBe(false);
});

test.each([
  "SELECT 1",
  " -- why\n/* x */ WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a",
  "(SELECT 1)",
])("a transaction takes %j", async (text) => {
  const desk = standIn([]);
  const template = Object.freeze(
    Object.assign([text], { raw: Object.freeze([text]) }),
  ) as unknown as TemplateStringsArray;
  await within(desk, (database) => database.transaction(async (sql) => sql(template)));
  expect(desk.committed).toBe(true);
});

test("statements that come too late are refused", async () => {
  const desk = standIn([]);
  await within(desk, async (database) => {
    const sql = await database.transaction(async (own) => ({ own }));
    await expect(sql.own`DELETE FROM orders`).rejects.toThrow("after the end of its transaction");
  });
  expect(desk.statements).toEqual([]);
});

test("a call that has ended changes nothing", async () => {
  const desk = standIn([]);
  const controller = new AbortController();
  const failed = within(
    desk,
    (database) =>
      database.transaction(async (sql) => {
        controller.abort(new Error("gone"));
        await sql`DELETE FROM orders`;
      }),
    controller.signal,
  );
  await expect(failed).rejects.toThrow("gone");
  expect(desk.statements).toEqual([]);
  expect(desk.committed).toBe(false);
});
