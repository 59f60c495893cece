/** What must hold of a database that handlers change, whichever it is. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { RunStatement, WritableSource } from "../../templates/writable/src/sources/writable.js";
import { bounds } from "./remote-source.js";

/**
 * A kind of database, and how it says what the tests ask of it. Before each of them there is one row of `orders`, of
 * customer 1, with the id 1 and the status `new`; there is a customer 2, and none with 99.
 */
export interface WritableSubject {
  /** Both there when the tests run. */
  readonly server: () => { readonly kill: () => Promise<void>; readonly restart: () => Promise<void> };
  readonly source: () => WritableSource;
  /** `id`, `customer` and `status` of all orders, by id, and only of those that are committed. */
  readonly orders: () => Promise<readonly unknown[]>;
  /** A new order of the customer that it is given. */
  readonly insert: string;
  /** Transactions that hold something. */
  readonly open: () => Promise<number>;
  /** A statement that takes ten minutes. */
  readonly endless: string;
  /** Statements with more than 400 rows, and with more bytes than a call may have. */
  readonly oversized: readonly string[];
  /** What fails, how, with which code for the caller and which for the log. */
  readonly failing: readonly (readonly [
    what: string,
    statement: string,
    code: string,
    cause: string | RegExp,
  ])[];
}

/** The tests that every kind of database is put to. */
export function testTransactions({ source, orders, open, ...subject }: WritableSubject): void {
  const before = [{ id: 1, customer: 1, status: "new" }];
  const place = (run: RunStatement, customer = 2) => run(subject.insert, { customer });
  /** Some databases say for a tenth of a second what they said before. */
  const patience = { timeout: 3_000, interval: 250 };

  test("undoes all of it when the handler throws, and passes on what it threw", async () => {
    const own = new Error("no credit");
    const failed = source().transaction(async (run) => {
      await place(run);
      throw own;
    }, bounds());
    await expect(failed).rejects.toBe(own);
    expect(await orders()).toEqual(before);
  });

  test("undoes all of it when a statement failed, also when the handler goes on as if nothing was", async () => {
    const failed = source().transaction(async (run) => {
      await place(run);
      await place(run, 99).catch(() => undefined);
      return "done";
    }, bounds());
    await expect(failed).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await orders()).toEqual(before);
  });

  test("waits for statements that the handler did not wait for", async () => {
    await source().transaction(async (run) => {
      void place(run);
    }, bounds());
    expect(await orders()).toHaveLength(2);
    const failed = source().transaction(async (run) => {
      void place(run);
      place(run, 99).catch(() => undefined);
    }, bounds());
    await expect(failed).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await orders()).toHaveLength(2);
  });

  test.each(subject.failing)(
    "tells callers of %s only its kind, and the log its number",
    async (_what, statement, code, cause) => {
      const failed = source().transaction((run) => run(statement, {}), bounds());
      await expect(failed).rejects.toMatchObject({
        code,
        cause: { code: expect.stringMatching(cause) as string },
      });
      await expect(failed).rejects.not.toThrow(/hunter2|orders|constraint/);
      expect(await orders()).toEqual(before);
    },
  );

  test("does not take a statement that ends it for success", async () => {
    const failed = source().transaction(async (run) => {
      await run("COMMIT", {});
      await place(run);
    }, bounds());
    await expect(failed).rejects.toThrow();
    expect(await orders()).toEqual(before);
  });

  test("refuses a result of more rows or bytes than a call may have, and undoes it", async () => {
    for (const statement of subject.oversized) {
      const failed = source().transaction(
        async (run) => {
          await place(run);
          await run(statement, {});
        },
        bounds({ rows: 400 }),
      );
      await expect(failed).rejects.toMatchObject({ code: "RESULT_TOO_LARGE" });
      await expect.poll(open, patience).toBe(0);
    }
    expect(await orders()).toEqual(before);
  });

  test.each([
    ["a statement runs", (run: RunStatement) => run(subject.endless, {})],
    ["nothing runs", () => new Promise<never>(() => undefined)],
  ])("leaves nothing behind when the call ends while %s", async (_when, then) => {
    const controller = new AbortController();
    const reason = new Error("the caller went away");
    let began = (): void => undefined;
    const begun = new Promise<void>((resolve) => (began = resolve));
    const ended = source().transaction(
      async (run) => {
        await place(run);
        began();
        await then(run);
      },
      bounds({ signal: controller.signal }),
    );
    const outcome = Promise.race([ended, wait(2_000)]).catch((error: unknown) => error);
    await begun;
    await wait(100);
    controller.abort(reason);
    await expect.poll(open, patience).toBe(0);
    expect([reason, undefined]).toContain(await outcome);
    expect(await orders()).toEqual(before);
    await source().transaction((run) => place(run), bounds());
    expect(await orders()).toHaveLength(2);
  });

  test("does not begin for a call that has ended", async () => {
    const signal = AbortSignal.abort(new Error("gone"));
    await expect(source().transaction((run) => place(run), bounds({ signal }))).rejects.toThrow("gone");
    expect(await orders()).toEqual(before);
  });

  test("leaves reading read-only", async () => {
    await source().transaction((run) => place(run), bounds());
    const read = source().query("UPDATE orders SET status = 'x'", {}, bounds());
    await expect(read).rejects.toMatchObject({ code: "WRITE_REFUSED" });
    const { rows } = await source().query("SELECT status FROM orders", {}, bounds());
    expect(rows).toEqual([{ status: "new" }, { status: "new" }]);
  });

  test("does not survive an outage, and the next one is served", async () => {
    const lost = source().transaction(async (run) => {
      await place(run);
      await subject.server().kill();
      await run("SELECT 1", {});
    }, bounds());
    await expect(lost).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    await subject.server().restart();
    const served = () =>
      source()
        .transaction((run) => place(run), bounds())
        .then(
          () => true,
          () => false,
        );
    await expect.poll(served, { timeout: 10_000 }).toBe(true);
    expect(await orders()).toHaveLength(2);
  });
}
