/** What must hold of a source on the network, whichever database it is. */
import { afterEach, expect, test } from "vitest";
import type { DatabaseSource } from "../../templates/databases/src/sources/database.js";
import type { RemoteSource } from "../../templates/remote/src/sources/database-health.js";
import type { RemoteSettings } from "../../templates/remote/src/sources/remote-source.js";

interface Server {
  readonly run: (sql: string) => Promise<readonly Record<string, unknown>[]>;
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
}

type Changes = Partial<RemoteSettings & { readonly timeoutMs: number }>;

/** A kind of database, and how it says what the tests ask of it. */
export interface Subject {
  /** Started when the tests run. */
  readonly server: () => Server;
  /** Opens a source with the login that the generated SQL makes. */
  readonly open: (changes: Changes) => Promise<RemoteSource>;
  /** How many queries of that login the server works on, as `n`. */
  readonly running: string;
  /** 200,000 rows, each with a text of so many characters. */
  readonly many: (characters: number) => string;
  /** One value of 300 MB. */
  readonly huge: string;
  /** What the kinds of statements that take ten minutes do. */
  readonly endless: readonly (readonly [does: string, statement: string])[];
  /** One of them that the server itself ends. */
  readonly slow: string;
  /** Statements that can run. */
  readonly sound: readonly string[];
  /** For each that can not, what is said of it. */
  readonly unsound: readonly (readonly [statement: string, says: RegExp])[];
  /** Gives the login a right to write, and takes it away. */
  readonly grant: string;
  readonly revoke: string;
  /** An address where nothing answers, with the password `hunter2`. */
  readonly nowhere: string;
}

/** How far a query of a test may go. */
export const bounds = (changes: { rows?: number; bytes?: number; signal?: AbortSignal } = {}) => ({
  rows: 500,
  bytes: 256 * 1024,
  signal: new AbortController().signal,
  deadline: Infinity,
  ...changes,
});

const one = "SELECT 1 AS one";

/** Opens sources that are closed after the test. */
export function openingSources<C extends object, S extends DatabaseSource>(open: (changes: C) => Promise<S>) {
  const opened: S[] = [];
  afterEach(async () => {
    for (const source of opened.splice(0)) await source.close();
  });
  return async (changes: C): Promise<S> => {
    const source = await open(changes);
    opened.push(source);
    return source;
  };
}

/** The tests that every kind of database is put to. */
export function testRemoteSource(subject: Subject): void {
  const opened = openingSources(subject.open);
  const running = async (): Promise<number> =>
    Number((await subject.server().run(subject.running))[0]?.["n"]);
  const answers = (source: DatabaseSource): Promise<boolean> =>
    source.check().then(
      () => true,
      () => false,
    );
  const expectToServe = async (source: DatabaseSource): Promise<void> => {
    expect((await source.query(one, {}, bounds())).rows).toEqual([{ one: 1 }]);
  };

  test("refuses two columns of one name, and goes on", async () => {
    const source = await opened({});
    await expect(source.query("SELECT 1 AS id, 2 AS id", {}, bounds())).rejects.toMatchObject({
      code: "SOURCE_ERROR",
      message: "The query gives two columns of one name.",
    });
    await expectToServe(source);
  });

  test("stops at the cap of 200,000 rows, in flat memory", async () => {
    const source = await opened({});
    const many = subject.many(100);
    await source.query(many, {}, bounds());
    const before = process.memoryUsage().rss;
    for (let time = 0; time < 20; time += 1) {
      const { rows, truncated } = await source.query(many, {}, bounds({ rows: 100 }));
      expect(rows).toHaveLength(100);
      expect(truncated).toEqual({ by: "rows", cap: 100 });
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
    await expect.poll(running, { timeout: 2_000 }).toBe(0);
  });

  test("stops at the cap of bytes, again and again", async () => {
    const source = await opened({});
    const wide = subject.many(2_000);
    for (let time = 0; time < 4; time += 1) {
      const { rows, truncated } = await source.query(wide, {}, bounds({ rows: 100_000, bytes: 100_000 }));
      expect(truncated).toEqual({ by: "bytes", cap: 100_000 });
      expect(rows.length).toBeGreaterThan(40);
      expect(rows.length).toBeLessThan(60);
    }
    await expect.poll(running, { timeout: 2_000 }).toBe(0);
  });

  test("stops a value of 300 MB by the cap of bytes, in flat memory", async () => {
    const source = await opened({});
    const before = process.memoryUsage().rss;
    const { rows, truncated } = await source.query(subject.huge, {}, bounds());
    expect(truncated).toEqual({ by: "bytes", cap: 256 * 1024 });
    expect(rows).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    await expect.poll(running, { timeout: 2_000 }).toBe(0);
    await expectToServe(source);
  });

  test.each(subject.endless)(
    "leaves no query behind that %s when the call ends",
    async (_does, statement) => {
      const source = await opened({});
      const controller = new AbortController();
      const query = source.query(statement, {}, bounds({ rows: 100_000, signal: controller.signal }));
      const ended = query.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      await expect.poll(running, { timeout: 5_000 }).toBe(1);
      const reason = new Error("the caller went away");
      controller.abort(reason);
      await expect.poll(running, { timeout: 2_000, interval: 50 }).toBe(0);
      expect(await ended).toBe(reason);
      await expectToServe(source);
    },
  );

  test("ends a query by itself at the server's ceiling", async () => {
    const source = await opened({ timeoutMs: 200 });
    const slow = source.query(subject.slow, {}, bounds());
    await expect(slow).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  test("lets no call wait for a connection beyond its end, and tells others that it is busy", async () => {
    const source = await opened({ connections: 1 });
    const controller = new AbortController();
    const [[, sleep = ""] = []] = subject.endless;
    const first = source.query(sleep, {}, bounds({ signal: controller.signal })).catch(() => 1);
    const second = source.query(one, {}, bounds({ signal: AbortSignal.timeout(200) }));
    await expect.poll(source.health).toMatchObject({ up: true, used: 1, waiting: 1, most: 1 });
    await expect(second).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(source.query(one, {}, bounds())).rejects.toMatchObject({ code: "OVERLOADED" });
    controller.abort(new Error("enough"));
    expect(await first).toBe(1);
    await expectToServe(source);
    await expect.poll(source.health).toMatchObject({ up: true, used: 0, waiting: 0 });
  });

  test("finds at the start a statement that could never run", async () => {
    const source = await opened({});
    for (const statement of subject.sound) source.prepare(statement);
    await source.check();
    for (const [statement, says] of subject.unsound) {
      const other = await opened({});
      other.prepare(statement);
      await expect(other.check()).rejects.toThrow(says);
      await expect(other.check()).rejects.toThrow(/Source "main" cannot run a tool's statement: /);
    }
  });

  test("is unavailable during an outage, and answers after it without a restart", async () => {
    const source = await opened({});
    await source.query(one, {}, bounds());
    expect(source.health()).toMatchObject({ up: true, accepted: true, losses: 0 });
    await subject.server().kill();
    await expect(source.query(one, {}, bounds())).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    await expect(source.check()).rejects.toThrow();
    expect(source.health()).toMatchObject({ up: false, accepted: true, losses: 1, waiting: 0 });
    await subject.server().restart();
    await expect.poll(() => answers(source), { timeout: 10_000 }).toBe(true);
    await expectToServe(source);
    await expect.poll(source.health).toMatchObject({ up: true, accepted: true, losses: 1, used: 0 });
  });

  test("after an outage, is unavailable while its credential can do more than read", async () => {
    const source = await opened({});
    await subject.server().run(subject.grant);
    await subject.server().kill();
    await expect(source.query(one, {}, bounds())).rejects.toThrow();
    await subject.server().restart();
    await expect(source.check()).rejects.toThrow();
    await expect(source.query(one, {}, bounds())).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    expect(source.health()).toMatchObject({ up: false, accepted: false });
    await subject.server().run(subject.revoke);
    await expect.poll(() => answers(source), { timeout: 10_000 }).toBe(true);
    await expectToServe(source);
    expect(source.health()).toMatchObject({ up: true, accepted: true });
  });

  test("says that a database cannot be reached, without its address", async () => {
    await expect(opened({ url: subject.nowhere })).rejects.toThrow(
      /^The database of source "main" cannot be reached \(ECONNREFUSED\)\.$/,
    );
  });
}
