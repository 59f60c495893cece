import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { openRedisLimiter } from "../../../templates/redis/src/guard/redis-limiter.js";
import type { StoreSettings } from "../../../templates/redis/src/guard/redis-store.js";
import { freePort, startRedis, storeServer, whySkipped, type RedisServer } from "../../support/redis.js";
import { limitedTool, readableLog } from "./fixtures.js";

const tool = limitedTool("query_users", 10, 60);
let fresh = 0;

/** A limiter that is closed when the test ends. Without a name it shares with no other. */
async function open(url: string, settings: Partial<StoreSettings> = {}) {
  const lines = readableLog();
  const name = `server-${++fresh}`;
  const limiter = await openRedisLimiter({ url, name, onFailure: "local", ...settings }, lines.log);
  onTestFinished(limiter.close);
  const take = async (calls: number, principal = "user:1") => {
    const answers = await Promise.all(Array.from({ length: calls }, () => limiter.consume(tool, principal)));
    return answers.filter(({ allowed }) => allowed).length;
  };
  return { ...lines, name, limiter, take };
}

describe.skipIf(storeServer === undefined)(`calls counted in Redis${whySkipped}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis({ password: "s3cret" });
  });
  afterAll(() => redis.stop());

  test("two processes together admit what one would, and say when to try again", async () => {
    const name = "shared";
    const [one, two] = await Promise.all([open(redis.url, { name }), open(redis.url, { name })]);
    const counts = await Promise.all([one.take(20), two.take(20)]);
    expect(counts[0] + counts[1]).toBe(10);
    const refused = await two.limiter.consume(tool, "user:1");
    expect(refused).toMatchObject({ allowed: false });
    const wait = "retryAfterMs" in refused ? refused.retryAfterMs : 0;
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });

  test("callers, tools, windows and servers are counted apart", async () => {
    const { take, limiter } = await open(redis.url, { name: "apart" });
    expect(await take(20, "user:1")).toBe(10);
    expect(await take(20, "user:2")).toBe(10);
    expect(await limiter.consume(limitedTool("get_user", 10, 60), "user:1")).toEqual({ allowed: true });
    const hourly = await open(redis.url, { name: "apart" });
    expect(await hourly.limiter.consume(limitedTool("query_users", 10, 3600), "user:1")).toEqual({
      allowed: true,
    });
    expect(await (await open(redis.url, { name: "elsewhere" })).take(20)).toBe(10);
  });

  test("every key begins with the server's name and ends by itself", async () => {
    const { name, take } = await open(redis.url);
    await take(1, "client:crm");
    const client = new Redis(redis.url);
    onTestFinished(() => client.disconnect());
    const keys = (await client.keys(`${name}:*`)).sort();
    expect(keys).toEqual(
      ["fleet", "prepared", "query_users:60:client:crm"].map((key) => `${name}:limit:${key}`),
    );
    for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(0);
  });

  test("a replica that leaves is no longer counted, and so is one that is gone without a word", async () => {
    const name = "leaving";
    const first = await open(redis.url, { name });
    const second = await openRedisLimiter({ url: redis.url, name, onFailure: "local" }, first.log);
    const client = new Redis(redis.url);
    onTestFinished(() => client.disconnect());
    const seen = async () => Object.keys(await client.hgetall(`${name}:limit:fleet`)).length - 1;
    await client.hset(`${name}:limit:fleet`, "crashed", 1);
    expect(await seen()).toBe(3);
    await second.close();
    expect(await seen()).toBe(2);
    await open(redis.url, { name });
    expect(await client.hexists(`${name}:limit:fleet`, "crashed")).toBe(0);
  });

  test("a wrong password is an outage with its reason, and the password is not logged", async () => {
    const { logged, limiter, text } = await open(redis.url.replace("s3cret", "wr0ng"), { onFailure: "deny" });
    expect(logged("limit_store_down")).toMatchObject([{ reason: "WRONGPASS", level: 50, onFailure: "deny" }]);
    expect(limiter.ready()).toBe(false);
    expect(text()).not.toMatch(/wr0ng|s3cret/);
  });

  test("a store that is not there when the server starts: it starts, counts by itself, and is found later", async () => {
    const port = await freePort();
    const { take, limiter, logged } = await open(`redis://127.0.0.1:${port}`);
    expect(limiter.ready()).toBe(true);
    expect(await take(20)).toBe(10);
    expect(logged("limit_store_down")).toMatchObject([{ reason: "ECONNREFUSED" }]);
    const late = await startRedis({ settings: ["--port", `${port}`] });
    onTestFinished(late.stop);
    await vi.waitFor(() => expect(logged("limit_store_up")).toHaveLength(1), {
      timeout: 10_000,
      interval: 50,
    });
    expect(logged("limit_store_up")).toMatchObject([{ calls: 20, outages: 1 }]);
    expect(await take(20)).toBe(0);
    expect(logged("limit_store_down")).toHaveLength(1);
  }, 15_000);

  test("with deny, calls without the store are refused with a code and a time to wait, and the server is not ready", async () => {
    const { limiter } = await open(`redis://127.0.0.1:${await freePort()}`, { onFailure: "deny" });
    await expect(limiter.consume(tool, "user:1")).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringMatching(/try again in \d+ s/i) as string,
    });
    expect(limiter.ready()).toBe(false);
  });
});
