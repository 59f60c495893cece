import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkCredential, CredentialError, type Standing } from "../src/sources/credential.js";
import { watchCredential } from "../src/sources/credential-watch.js";
import { createLog } from "../src/telemetry/log.js";

const log = createLog({ level: "silent" });
const levels = { error: vi.spyOn(log, "error"), warn: vi.spyOn(log, "warn") };
afterEach(() => {
  vi.clearAllMocks();
});

const standing = (...ids: readonly string[]): Standing => ({
  login: { kind: "role", name: "reader" },
  findings: ids.map((id) => ({ id, privilege: `right ${id}`, remedy: `REVOKE ${id};` })),
  warnings: [],
});
const check = (found: Standing, allowed: readonly string[] = []) =>
  checkCredential(() => Promise.resolve(found), "main", allowed, log);

describe("a credential", () => {
  test("that can only read is accepted", async () => {
    await check(standing());
    expect(levels.error).not.toHaveBeenCalled();
    expect(levels.warn).not.toHaveBeenCalled();
  });

  test("that can do more is refused, with what takes each right away", async () => {
    await expect(check(standing("a", "b"), ["b"])).rejects.toMatchObject({
      name: "CredentialError",
      findings: [{ id: "a" }],
      message: [
        'The credential of source "main" (role reader) can do more than read, so nothing is served. It has:',
        "  right a",
        "    REVOKE a;",
        "db/main/roles.sql makes a role that has none of this.",
      ].join("\n"),
    });
    expect(levels.error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ event: "credential_refused", role: "reader", findings: ["a"] }),
    );
  });

  test("with very many rights is refused in a message of bearable length", async () => {
    const many = Array.from({ length: 500 }, (_, index) => `right_${index}`);
    const account = { kind: "account", name: "'me'@'%'" } as const;
    const refused = check({ ...standing(...many), login: account });
    await expect(refused).rejects.toThrow(
      /\(account 'me'@'%'\)[^]*\n {2}and 480 more\n.* makes an account that /,
    );
  });

  test("with rights that the spec accepts is accepted, and they are logged", async () => {
    await check({ ...standing("a"), warnings: ["much"] }, ["a", "b"]);
    expect(levels.warn.mock.calls).toEqual([
      [{ event: "credential_exceptions", source: "main", role: "reader", allowed: ["a"] }],
      [{ event: "credential_generous", source: "main", role: "reader", warnings: ["much"] }],
    ]);
  });
});

describe("the watch over a credential", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const watched = () => {
    const ask = vi.fn((_connection: string) => Promise.resolve(standing()));
    return { ask, watch: watchCredential(ask, { name: "main", allowed: [] }, log) };
  };

  test("asks once for connections that are made at the same time, and not again soon", async () => {
    const { ask, watch } = watched();
    await Promise.all([watch.admit("one"), watch.admit("two")]);
    await watch.admit("three");
    expect(await watch.recheck("three")).toBe(false);
    expect(ask).toHaveBeenCalledExactlyOnceWith("one");
  });

  test("asks again after a while: for a new connection, later for readiness", async () => {
    const { ask, watch } = watched();
    await watch.admit("one");
    vi.advanceTimersByTime(30_001);
    expect(await watch.recheck("one")).toBe(false);
    await watch.admit("two");
    vi.advanceTimersByTime(60_001);
    expect(await watch.recheck("two")).toBe(true);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  test("asks again after a connection was lost, which it logs once", async () => {
    const { ask, watch } = watched();
    watch.lost(new Error("before the first check"));
    await watch.admit("one");
    watch.lost(new Error("gone"));
    watch.lost(new Error("gone"));
    await watch.admit("two");
    expect(ask).toHaveBeenCalledTimes(2);
    expect(levels.warn).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ event: "source_lost", source: "main" }),
    );
  });

  test("lets no call through from a refusal until the credential is right again", async () => {
    const { ask, watch } = watched();
    await watch.admit("one");
    watch.demand();
    vi.advanceTimersByTime(60_001);
    ask.mockResolvedValueOnce(standing("DELETE"));
    await expect(watch.recheck("one")).rejects.toBeInstanceOf(CredentialError);
    expect(watch.demand).toThrow(expect.objectContaining({ code: "SOURCE_UNAVAILABLE" }));
    expect(await watch.recheck("one")).toBe(true);
    watch.demand();
  });

  test("knows for metrics how things stand, without asking", async () => {
    const { ask, watch } = watched();
    expect(watch.state()).toEqual({ up: false, accepted: true, losses: 0 });
    await watch.admit("one");
    watch.reached(true);
    expect(watch.state()).toEqual({ up: true, accepted: true, losses: 0 });
    // One of several connections is no outage; that none can be had is.
    watch.lost(new Error("gone"));
    watch.lost(new Error("gone"));
    expect(watch.state()).toEqual({ up: true, accepted: true, losses: 1 });
    watch.reached(false);
    expect(watch.state()).toEqual({ up: false, accepted: true, losses: 1 });
    watch.reached(true);
    ask.mockResolvedValueOnce(standing("DELETE"));
    await expect(watch.admit("two")).rejects.toBeInstanceOf(CredentialError);
    expect(watch.state()).toEqual({ up: false, accepted: false, losses: 1 });
    await watch.admit("three");
    expect(watch.state()).toEqual({ up: true, accepted: true, losses: 1 });
  });

  test("takes an answer that never came for no answer", async () => {
    const { ask, watch } = watched();
    ask.mockRejectedValueOnce(new Error("the connection broke"));
    await expect(watch.admit("one")).rejects.toThrow("the connection broke");
    watch.demand();
    await watch.admit("two");
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
