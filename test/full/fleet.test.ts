/**
 * Three real processes of one generated server and a real Redis: together they admit what one would, also while
 * Redis is frozen, gone, or back without its data.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { repository, startHttp, type Running } from "../../scripts/project.mjs";
import { hasOpenssl, makeCertificate } from "../support/certificate.js";
import { freePort, startRedis, storeServer, whySkipped, type RedisServer } from "../support/redis.js";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

const password = "s3cret-of-the-fleet";
/** Of the spec: calls of `list_items` and of `find_item` in an hour, for each caller. */
const budget = 30;
const smallBudget = 10;
/** An answer may take this long, whatever the store does. */
const longestAnswerMs = 300;

/** Each test has callers of its own, so that no budget of another is in its way. */
const callers = [
  "together",
  "batch",
  "self-made",
  "frozen",
  "in-time",
  "killed",
  "newcomer",
  "deny",
] as const;
type Caller = (typeof callers)[number];
const keyOf = (caller: Caller) => `key-of-${caller}-0123456789abcdef0123456789abcdef`;
const apiKeys = callers
  .map((caller) => `${caller}:${createHash("sha256").update(keyOf(caller)).digest("hex")}`)
  .join(",");

interface Answer {
  /** `undefined`: the call was admitted. */
  readonly code: string | undefined;
  readonly text: string;
  readonly ms: number;
}

async function post(
  { url }: Running,
  caller: Caller,
  headers: Record<string, string>,
  body: unknown,
): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      authorization: `Bearer ${keyOf(caller)}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return response.text();
}

async function call(replica: Running, caller: Caller, name = "list_items", meta = {}): Promise<Answer> {
  const started = performance.now();
  const era = "2026-07-28";
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": era,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "fleet", version: "1.0.0" },
    ...meta,
  };
  const headers = { "mcp-protocol-version": era, "mcp-method": "tools/call", "mcp-name": name };
  const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: {}, _meta } };
  const answer = await post(replica, caller, headers, message);
  const ms = performance.now() - started;
  const [, text = answer] = /"text":"((?:[^"\\]|\\.)*)"/.exec(answer) ?? [];
  return { code: answer.includes('"rows"') ? undefined : text.split(":", 1)[0], text, ms };
}

const callTimes = (replica: Running, caller: Caller, count: number, tool?: string) =>
  Promise.all(Array.from({ length: count }, () => call(replica, caller, tool)));

const admitted = (answers: readonly Answer[]) => answers.filter(({ code }) => code === undefined).length;

const eventsOf = (replica: Running, name: string) => replica.logged.filter(({ event }) => event === name);

describe.skipIf(storeServer === undefined)(`a fleet that counts in Redis${whySkipped}`, () => {
  let folder: string;
  let project: GeneratedExample;
  let redis: RedisServer;
  let fleet: readonly Running[];
  const replicas: Running[] = [];
  /** How the three reach the store: with the password in the address, in a file, and over TLS. */
  const addresses: Record<string, string>[] = [];

  const start = async (env: Record<string, string>): Promise<Running> => {
    const replica = await startHttp(project.folder, {
      env: { LOG_LEVEL: "debug", API_KEYS: apiKeys, ...env },
    });
    replicas.push(replica);
    return replica;
  };

  /** The same number of calls to each replica, at once. */
  const callAll = async (caller: Caller, each: number, tool?: string) =>
    (await Promise.all(fleet.map((replica) => callTimes(replica, caller, each, tool)))).flat();

  /** Waits until every replica has logged an event so many times. */
  const allLogged = (name: string, times: number, of = fleet) =>
    Promise.all(
      of.map((replica) =>
        replica.line((line) => line["event"] === name && eventsOf(replica, name).length >= times),
      ),
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "mcp-fleet-"));
    const tlsPort = await freePort();
    const { cert, key } = hasOpenssl ? makeCertificate(folder) : { cert: "", key: "" };
    const tls = [
      "--tls-port",
      `${tlsPort}`,
      "--tls-cert-file",
      cert,
      "--tls-key-file",
      key,
      "--tls-auth-clients",
      "no",
    ];
    redis = await startRedis({ password, settings: hasOpenssl ? tls : [] });
    const secretFile = join(folder, "redis-url");
    writeFileSync(secretFile, `${redis.url}\n`);
    addresses.push(
      { REDIS_URL: redis.url },
      { REDIS_URL_FILE: secretFile },
      hasOpenssl
        ? { REDIS_URL: `rediss://:${password}@127.0.0.1:${tlsPort}`, NODE_EXTRA_CA_CERTS: cert }
        : { REDIS_URL: redis.url },
    );
    project = await generatedProject("fleet", ["--spec", join(repository, "test/specs/fleet/mcp.yaml")]);
    fleet = await Promise.all(addresses.map(start));
    await Promise.all(
      fleet.map(({ line }) => line(({ event, replicas: known }) => event === "limit_fleet" && known === 3)),
    );
  });

  afterAll(async () => {
    await Promise.all(replicas.map(({ stop }) => stop()));
    await redis?.stop();
    await project?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("three processes together admit what one would, and tell the others when to try again", async () => {
    const answers = await callAll("together", 20);
    expect(admitted(answers)).toBe(budget);
    for (const { code, text } of answers) {
      if (code === undefined) continue;
      expect(text).toMatch(
        /^RATE_LIMITED: At most 30 calls of list_items an hour\. Try again in \d{3,4} s\./,
      );
    }
    expect(admitted(await callAll("newcomer", 1))).toBe(3);
  });

  test("each call of a JSON-RPC batch counts", async () => {
    const batch = Array.from({ length: 5 }, (_, id) => ({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name: "find_item", arguments: {} },
    }));
    const headers = { "mcp-protocol-version": "2025-03-26" };
    const answers = (await Promise.all(fleet.map((replica) => post(replica, "batch", headers, batch)))).join(
      "\n",
    );
    expect(answers.match(/RATE_LIMITED/g)).toHaveLength(15 - smallBudget);
    expect(answers.match(/"structuredContent":\{"rows"/g)).toHaveLength(smallBudget);
    expect(admitted(await callAll("batch", 1, "find_item"))).toBe(0);
  });

  test("_meta that names another caller does not buy another budget", async () => {
    const [replica] = fleet as [Running];
    await callTimes(replica, "self-made", budget);
    const clientInfo = { name: "somebody else", version: "1.0.0" };
    const meta = { "io.modelcontextprotocol/clientInfo": clientInfo, clientId: "somebody else" };
    expect((await call(replica, "self-made", "list_items", meta)).code).toBe("RATE_LIMITED");
  });

  test("while Redis is frozen, they answer in time and still admit no more than one would", async () => {
    expect(admitted(await callAll("frozen", 4))).toBe(12);
    redis.freeze();
    const answers = [...(await callAll("frozen", 1)), ...(await callAll("frozen", 19))];
    expect(admitted(answers)).toBe(budget - 12);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, "RATE_LIMITED"]));
    for (const replica of fleet) {
      expect(eventsOf(replica, "limit_store_down")).toMatchObject([
        { level: "warn", reason: "ETIMEDOUT", replicas: 3 },
      ]);
      expect((await fetch(new URL("/readyz", replica.url))).status).toBe(200);
    }

    redis.thaw();
    await allLogged("limit_store_up", 1);
    for (const replica of fleet) {
      expect(eventsOf(replica, "limit_store_down")).toHaveLength(1);
      expect(eventsOf(replica, "limit_store_up")).toMatchObject([{ outages: 1, calls: 20, replicas: 3 }]);
    }
    expect(admitted(await callAll("frozen", 5))).toBe(0);
  });

  test("no answer takes longer for it, not even the first one of an outage", async () => {
    // The rest of this machine's work can make any one answer late: the best of three outages counts.
    const slowest: number[] = [];
    for (let outage = 2; outage <= 4; outage++) {
      redis.freeze();
      const answers = [...(await callAll("in-time", 1)), ...(await callAll("in-time", 2))];
      redis.thaw();
      await allLogged("limit_store_up", outage);
      expect(admitted(answers)).toBe(9);
      slowest.push(Math.max(...answers.map(({ ms }) => ms)));
      if (slowest.some((ms) => ms < longestAnswerMs)) break;
    }
    expect(Math.min(...slowest)).toBeLessThan(longestAnswerMs);
  });

  test("when Redis is killed and comes back without its data, they tell it what they have admitted", async () => {
    const outages = eventsOf(fleet[0] as Running, "limit_store_down").length;
    expect(admitted(await callAll("killed", 4))).toBe(12);
    await redis.kill();
    await allLogged("limit_store_down", outages + 1);
    const answers = await callAll("killed", 20);
    expect(admitted(answers)).toBe(budget - 12);
    expect(answers.every(({ ms }) => ms < 5_000)).toBe(true);

    await redis.restart();
    await allLogged("limit_store_up", outages + 1);
    expect(admitted(await callAll("killed", 5))).toBe(0);
    expect(admitted(await callAll("together", 5))).toBe(0);
    expect(admitted(await callAll("newcomer", 20))).toBe(budget - 3);
  });

  test("with deny, calls are refused in time while Redis is frozen, and the server is not ready until it is back", async () => {
    const strict = await start({ REDIS_URL: redis.url, LIMIT_STORE_ON_FAILURE: "deny" });
    const ready = async () => (await fetch(new URL("/readyz", strict.url))).status;
    expect((await call(strict, "together")).code).toBe("RATE_LIMITED");
    expect(await ready()).toBe(200);

    redis.freeze();
    onTestFinished(redis.thaw);
    const refused = [await call(strict, "deny"), await call(strict, "deny")];
    for (const { text } of refused) {
      expect(text).toMatch(/^STORE_UNAVAILABLE: .*Try again in \d+ s\. \(call [0-9a-f-]{36}\)$/);
    }
    expect(refused[1]?.ms).toBeLessThan(longestAnswerMs);
    expect(await ready()).toBe(503);

    redis.thaw();
    await allLogged("limit_store_up", 1, [strict]);
    expect((await call(strict, "deny")).code).toBeUndefined();
    expect(await ready()).toBe(200);
  });

  test("no password is in any log line", () => {
    expect(JSON.stringify(replicas.map(({ logged }) => logged))).not.toContain(password);
  });

  test("they end at SIGTERM without waiting for Redis, frozen or not", async () => {
    const [first, ...others] = replicas as [Running, ...Running[]];
    expect(await first.stop()).toBe(0);
    redis.freeze();
    onTestFinished(redis.thaw);
    const started = performance.now();
    expect(await Promise.all(others.map(({ stop }) => stop()))).toEqual(others.map(() => 0));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
