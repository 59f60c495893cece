import { afterEach, describe, expect, test, vi } from "vitest";
import { ToolError } from "../src/guard/errors.js";
import { pending, type Pending } from "../src/sources/pending.js";
import type { Left, Read } from "../src/sources/read.js";
import { endingMs, openRemote, type Driver } from "../src/sources/remote-source.js";
import type { Rows } from "../src/sources/database.js";

const noRows: Rows = { kind: "rows", rows: [] };

/** A database whose every step the test takes. */
const fake = () => {
  const read = {
    rows: undefined as unknown as Pending<Rows>,
    left: undefined as unknown as Pending<Left>,
    destroy: vi.fn(),
  };
  const driver = {
    connect: vi.fn(() => Promise.resolve("connection")),
    read: vi.fn((): Read => {
      read.rows = pending();
      read.left = pending();
      return { rows: read.rows.promise, left: read.left.promise, destroy: read.destroy };
    }),
    cancel: vi.fn(() => Promise.resolve()),
    giveBack: vi.fn(),
    destroy: vi.fn(),
    tryOut: vi.fn(() => Promise.resolve()),
    ping: vi.fn(() => Promise.resolve()),
    load: () => ({ used: 1, waiting: 2, most: 3 }),
    list: (items: readonly unknown[]) => `{${items.join()}}`,
    parameter: () => "?",
    failureOf: (error: unknown) => new ToolError("SOURCE_ERROR", "It failed.", { cause: error }),
    codeOf: () => "E42",
    close: vi.fn(() => Promise.resolve()),
  } satisfies Driver<string>;
  const watch = {
    demand: vi.fn(),
    admit: vi.fn(() => Promise.resolve()),
    recheck: vi.fn(() => Promise.resolve(false)),
    lost: vi.fn(),
    reached: vi.fn(),
    state: () => ({ up: true, accepted: true, losses: 0 }),
  };
  return { driver, watch, read };
};

const opened = async () => {
  const { driver, watch, read } = fake();
  const source = await openRemote<string>(driver, watch, "main");
  vi.clearAllMocks();
  const controller = new AbortController();
  const bounds = { rows: 1, bytes: 1, deadline: Infinity, signal: controller.signal };
  const query = () => source.query("SELECT ?", { a: 1n, b: null, c: "x", d: [1, "y"] }, bounds);
  return { driver, watch, read, source, controller, query };
};

const reason = new Error("the caller went away");
afterEach(() => {
  vi.useRealTimers();
});

describe("a query", () => {
  test("sends every value as a text, and gives the connection back", async () => {
    const { driver, read, query } = await opened();
    const rows = query();
    await vi.waitFor(() => expect(driver.read).toHaveBeenCalledOnce());
    const sent = ["1", null, "x", "{1,y}"];
    expect(driver.read).toHaveBeenCalledWith("connection", "SELECT ?", sent, expect.anything());
    read.rows.resolve(noRows);
    expect(await rows).toBe(noRows);
    expect(driver.giveBack).not.toHaveBeenCalled();
    read.left.resolve("ready");
    await vi.waitFor(() =>
      expect(driver.giveBack).toHaveBeenCalledExactlyOnceWith("connection", "ready", undefined),
    );
  });

  test("whose call has ended is not begun", async () => {
    const { driver, controller, query } = await opened();
    controller.abort(reason);
    await expect(query()).rejects.toBe(reason);
    expect(driver.connect).not.toHaveBeenCalled();
  });

  test("whose call ends while it waits for a connection is not begun", async () => {
    const { driver, controller, query } = await opened();
    const connection = pending<string>();
    driver.connect.mockReturnValueOnce(connection.promise);
    const rows = query();
    controller.abort(reason);
    connection.resolve("late");
    await expect(rows).rejects.toBe(reason);
    expect(driver.read).not.toHaveBeenCalled();
    expect(driver.giveBack).toHaveBeenCalledExactlyOnceWith("late", "ready");
  });

  test("is not begun with a credential that was refused", async () => {
    const { driver, watch, query } = await opened();
    watch.demand.mockImplementationOnce(() => {
      throw new ToolError("SOURCE_UNAVAILABLE", "Refused.");
    });
    await expect(query()).rejects.toThrow("Refused.");
    expect(driver.connect).not.toHaveBeenCalled();
  });

  test("ends with its call, and its connection with it, whatever it still answers", async () => {
    const { driver, read, controller, query } = await opened();
    const cancelled = pending<void>();
    driver.cancel.mockReturnValueOnce(cancelled.promise);
    const rows = query();
    await vi.waitFor(() => expect(driver.read).toHaveBeenCalledOnce());
    controller.abort(reason);
    expect(driver.cancel).toHaveBeenCalledExactlyOnceWith("connection");
    read.rows.resolve(noRows);
    read.left.resolve("ready");
    await expect(rows).rejects.toBe(reason);
    expect(driver.destroy).not.toHaveBeenCalled(); // the request to end it may still arrive
    cancelled.resolve();
    await vi.waitFor(() => expect(driver.destroy).toHaveBeenCalledOnce());
    expect(driver.giveBack).not.toHaveBeenCalled();
  });

  test("that does not end when it is told to is cut off", async () => {
    const { driver, read, controller, query } = await opened();
    const rows = query();
    await vi.waitFor(() => expect(driver.read).toHaveBeenCalledOnce());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    controller.abort(reason);
    vi.advanceTimersByTime(endingMs - 1);
    expect(read.destroy).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(read.destroy).toHaveBeenCalledOnce();
    read.rows.reject(new Error("cut"));
    await expect(rows).rejects.toBe(reason);
  });

  test("that fails tells callers what the driver makes of it, and the pool why", async () => {
    const { driver, read, query } = await opened();
    const error = new Error("syntax");
    const rows = query();
    await vi.waitFor(() => expect(driver.read).toHaveBeenCalledOnce());
    read.rows.reject(error);
    read.left.resolve("failed");
    await expect(rows).rejects.toMatchObject({ code: "SOURCE_ERROR", cause: error });
    expect(driver.giveBack).toHaveBeenCalledExactlyOnceWith("connection", "failed", error);
  });

  test("without a connection says whether the database is away or busy", async () => {
    const { driver, query } = await opened();
    driver.connect.mockRejectedValueOnce(new Error("ECONNREFUSED 10.0.0.1"));
    const away = { code: "SOURCE_UNAVAILABLE", message: expect.not.stringContaining("10.0.0.1") };
    await expect(query()).rejects.toMatchObject(away);
    driver.connect.mockRejectedValueOnce(new ToolError("OVERLOADED", "Busy."));
    await expect(query()).rejects.toThrow("Busy.");
  });
});

describe("the health", () => {
  test("is the watch's and the pool's", async () => {
    const { source } = await opened();
    const health = { up: true, accepted: true, losses: 0, used: 1, waiting: 2, most: 3 };
    expect(source.health()).toEqual(health);
  });

  test("changes when a connection could be had or not; neither a busy pool nor a caller says that", async () => {
    const { driver, watch, read, source, controller, query } = await opened();
    driver.connect.mockRejectedValueOnce(new Error("ECONNREFUSED"));
    await expect(query()).rejects.toThrow();
    driver.connect.mockRejectedValueOnce(new Error("ECONNREFUSED"));
    await expect(source.check()).rejects.toThrow("ECONNREFUSED");
    expect(watch.reached.mock.calls).toEqual([[false], [false]]);

    watch.reached.mockClear();
    driver.connect.mockRejectedValueOnce(new ToolError("OVERLOADED", "Busy."));
    await expect(query()).rejects.toThrow("Busy.");
    driver.connect.mockRejectedValueOnce(new ToolError("OVERLOADED", "Busy."));
    await expect(source.check()).rejects.toThrow("Busy.");
    expect(watch.reached).not.toHaveBeenCalled();

    await source.check();
    const rows = query();
    await vi.waitFor(() => expect(driver.read).toHaveBeenCalledOnce());
    read.rows.resolve(noRows);
    await rows;
    expect(watch.reached.mock.calls).toEqual([[true], [true]]);

    watch.reached.mockClear();
    const connection = pending<string>();
    driver.connect.mockReturnValueOnce(connection.promise);
    const cancelled = query();
    controller.abort(reason);
    connection.reject(reason);
    await expect(cancelled).rejects.toBe(reason);
    expect(watch.reached).not.toHaveBeenCalled();
  });
});

describe("readiness", () => {
  test("tries each statement once, then only asks for a sign of life", async () => {
    const { driver, source } = await opened();
    source.prepare("SELECT 1");
    source.prepare("SELECT 2");
    await source.check();
    await source.check();
    expect(driver.tryOut.mock.calls).toEqual([
      ["connection", "SELECT 1"],
      ["connection", "SELECT 2"],
    ]);
    expect(driver.ping).toHaveBeenCalledTimes(2);
    expect(driver.giveBack).toHaveBeenCalledTimes(2);
  });

  test("names a statement that cannot run, each time it is asked", async () => {
    const { driver, source } = await opened();
    driver.tryOut.mockRejectedValue(new Error("no such column"));
    source.prepare(`SELECT nmae\n  FROM users -- ${"x".repeat(200)}`);
    for (let time = 0; time < 2; time += 1) {
      await expect(source.check()).rejects.toThrow(
        /^Source "main" cannot run a tool's statement: no such column: SELECT nmae FROM users -- x+$/,
      );
    }
    expect(driver.destroy).toHaveBeenCalledTimes(2);
    expect(driver.giveBack).not.toHaveBeenCalled();
  });

  test("takes a check of the credential, when one is due, for the sign of life", async () => {
    const { driver, watch, source } = await opened();
    watch.recheck.mockResolvedValueOnce(true);
    await source.check();
    expect(driver.ping).not.toHaveBeenCalled();
    watch.recheck.mockRejectedValueOnce(new Error("too many rights"));
    await expect(source.check()).rejects.toThrow("too many rights");
    expect(driver.destroy).toHaveBeenCalledOnce();
  });
});

describe("the start", () => {
  test("says that there is no database by a code, and leaves nothing open", async () => {
    const { driver, watch } = fake();
    driver.connect.mockRejectedValueOnce(new Error("password of 10.0.0.1"));
    await expect(openRemote<string>(driver, watch, "main")).rejects.toThrow(
      /^The database of source "main" cannot be reached \(E42\)\.$/,
    );
    expect(driver.close).toHaveBeenCalledOnce();
  });
});
