import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRedisLimiter } from "../src/guard/redis-limiter.js";
import type { StoreSettings } from "../src/guard/redis-store.js";
import type { Tool } from "../src/guard/tool.js";
import { fixtureTools } from "./support/tools.js";

const rarely = fixtureTools.find((tool) => tool.definition.name === "rarely") as Tool;
const { calls } = rarely.limits.rate;
const nowhere = "redis://127.0.0.1:1";

async function open(settings: Partial<StoreSettings>) {
  const events: string[] = [];
  const write = (line: string) => void events.push((JSON.parse(line) as { event: string }).event);
  const limiter = await openRedisLimiter(
    { url: nowhere, name: `test-${randomUUID()}`, onFailure: "local", ...settings },
    pino({}, { write }),
  );
  onTestFinished(limiter.close);
  const take = async (count: number) => {
    const answers = [];
    for (let call = 0; call < count; call++) answers.push(await limiter.consume(rarely, "user:1"));
    return answers;
  };
  return { limiter, events, take };
}

describe("while the limit store is away", () => {
  test("local: the process counts by itself, says so once in the log, and stays ready", async () => {
    const { limiter, events, take } = await open({ onFailure: "local" });
    const answers = await take(calls + 2);
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(calls);
    expect(events.filter((event) => event === "limit_store_down")).toHaveLength(1);
    expect(limiter.ready()).toBe(true);
  });

  test.each(["local", "deny"] as const)(
    "%s: a store that takes connections and says nothing keeps nobody waiting",
    async (onFailure) => {
      const sockets = new Set<Socket>();
      const frozen = createServer((socket) => void sockets.add(socket));
      await once(frozen.listen(0, "127.0.0.1"), "listening");
      onTestFinished(() => {
        frozen.close();
        for (const socket of sockets) socket.destroy();
      });
      const { port } = frozen.address() as AddressInfo;
      const { take } = await open({ url: `redis://127.0.0.1:${port}`, onFailure });
      if (onFailure === "local") expect((await take(1))[0]).toMatchObject({ allowed: true });
      else await expect(take(1)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    },
  );

  test("deny: calls are refused with a code and the time to wait, and the server is not ready", async () => {
    const { limiter, take } = await open({ onFailure: "deny" });
    await expect(take(1)).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringMatching(/Try again in \d+ s/) as string,
    });
    expect(limiter.ready()).toBe(false);
  });
});

const url = process.env["REDIS_URL"] ?? "";

describe.skipIf(url === "")("with the store of REDIS_URL (skipped when that is not set)", () => {
  test("two processes together admit what one would, and say when to try again", async () => {
    const name = `test-${randomUUID()}`;
    const [one, two] = await Promise.all([open({ url, name }), open({ url, name })]);
    const answers = (await Promise.all([one.take(calls), two.take(calls)])).flat();
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(calls);
    for (const answer of answers) {
      if (!answer.allowed) expect(answer.retryAfterMs).toBeGreaterThan(0);
    }
    expect(two.limiter.ready()).toBe(true);
    expect(two.events).not.toContain("limit_store_down");
  });
});
