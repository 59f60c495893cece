import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import type { Logger } from "pino";

export interface StoreSettings {
  /** `redis://` or `rediss://`, with user and password if the store asks for them. Never logged. */
  readonly url: string;
  /** The server's name: before every key, so that servers can share a store. */
  readonly name: string;
  /** When the store is away: count in this process, or refuse. */
  readonly onFailure: "local" | "deny";
}

/** A connection to Redis or Valkey, and whether it is of use now. */
export interface Store {
  readonly client: Redis;
  readonly isUp: () => boolean;
  /** Processes that share the store, as far as is known. */
  readonly replicas: () => number;
  /** A command failed: nobody asks the store again before it has answered a heartbeat. */
  readonly failed: (error: unknown) => void;
  /** A call had to be answered without the store. */
  readonly missed: () => void;
  readonly close: () => Promise<void>;
}

const answerMs = 200;
const stepMs = 50;
const heartbeatMs = 5_000;
const heartbeatsMissed = 3;
const probeMs = 500;
/** After an outage: how long the store must answer before it is asked again. Until then all replicas have reported. */
const settlingMs = 2_000;
const startMs = 2_000;

/**
 * Says that this process is there. Returns how many are, and the epoch: an id that changes when the store has lost
 * its data. Uses the store's clock, for those of the processes may differ.
 */
const heartbeat = `
local now = tonumber(redis.call('TIME')[1])
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[2])
redis.call('HSET', KEYS[1], ARGV[1], now)
redis.call('EXPIRE', KEYS[1], 172800)
local replicas = 0
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  if fields[i] ~= 'epoch' then
    if tonumber(fields[i + 1]) < now - tonumber(ARGV[3]) then
      redis.call('HDEL', KEYS[1], fields[i])
    else
      replicas = replicas + 1
    end
  end
end
return { redis.call('HGET', KEYS[1], 'epoch'), replicas }`;

/**
 * ioredis's defaults wait for a store that is away, for minutes when it is frozen. With these a command fails at
 * once while there is no connection; `inTime` sees to the rest. Nothing is sent twice: it would be counted twice.
 */
const connect = ({ url, name }: StoreSettings): Redis =>
  new Redis(url, {
    lazyConnect: true,
    connectionName: name,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2_000,
    commandTimeout: 2_000, // of the handshake
    retryStrategy: (times) => Math.min(times * 100, 800) + Math.random() * 200,
  });

/**
 * The store's answer, or a rejection after 200 ms. They are counted in steps, and after each what has arrived is
 * read: a process that was held up itself must not take an answer that waits to be read for silence, as ioredis's
 * own `commandTimeout` does.
 */
export const inTime = <T>(answer: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    let stepsLeft = answerMs / stepMs;
    const step = (): void => {
      if (stepsLeft-- > 0) timer = setTimeout(() => setImmediate(step), stepMs);
      else reject(Object.assign(new Error("The store did not answer."), { code: "ETIMEDOUT" }));
    };
    let timer: NodeJS.Timeout | undefined;
    step();
    const stop = (): void => {
      stepsLeft = 0;
      clearTimeout(timer);
    };
    void answer.then(resolve, reject).finally(stop);
  });

/** What went wrong in a word. Messages hold host names, and are not for the log. */
const reasonOf = (error: unknown): string => {
  const { code, name, message = "" } = error as { code?: unknown; name?: string; message?: string };
  if (typeof code === "string") return code;
  if (message === "Command timed out") return "ETIMEDOUT";
  return (name === "ReplyError" && /^[A-Z]+\b/.exec(message)?.[0]) || "closed";
};

/**
 * Connects, and keeps watch: a heartbeat every 5 s, every 500 ms during an outage. Waits 2 s at most for the store
 * to be there; a store that is away does not keep the server from starting.
 * @param report Tells the store of calls that it has not counted; with each heartbeat, before the store counts as
 * up. `lost`: it has lost its data since the heartbeat before.
 */
export const openStore = async (
  settings: StoreSettings,
  log: Logger,
  report: (client: Redis, lost: boolean) => Promise<void>,
): Promise<Store> => {
  const client = connect(settings);
  const id = randomUUID();
  const key = `${settings.name}:limit:fleet`;
  let state: "starting" | "up" | "down" | "closed" = "starting";
  let epoch: string | undefined;
  let replicas = 1;
  let latest = 1;
  let outages = 0;
  let missed = 0;
  let downSince = 0;
  let answersSince: number | undefined;
  let complete = true;
  let timer: NodeJS.Timeout | undefined;

  const failed = (error: unknown): void => {
    answersSince = undefined;
    if (state === "down" || state === "closed") return;
    state = "down";
    downSince = performance.now();
    outages++;
    missed = 0;
    const level = settings.onFailure === "deny" ? "error" : "warn";
    const { onFailure } = settings;
    log[level]({ event: "limit_store_down", reason: reasonOf(error), onFailure, replicas });
    schedule();
  };

  const answered = (): void => {
    const now = performance.now();
    answersSince ??= now;
    if (state === "starting") state = "up";
    // Nobody has anything to report when no call was admitted and nothing was lost.
    const needed = settings.onFailure === "deny" && complete ? 0 : settlingMs;
    if (state !== "down" || now - answersSince < needed) return;
    state = "up";
    complete = true;
    const ms = Math.round(now - downSince);
    log.info({ event: "limit_store_up", ms, calls: missed, outages, replicas });
  };

  const beat = async (): Promise<void> => {
    try {
      const stale = (heartbeatMs / 1_000) * heartbeatsMissed;
      const reply = await inTime(client.eval(heartbeat, 1, key, id, randomUUID(), stale));
      const [current, count] = reply as [string, number];
      // The larger of two: after a restart of the store, the others have not reported back yet.
      const known = Math.max(1, count, latest);
      if (known !== replicas) log.debug({ event: "limit_fleet", replicas: known });
      replicas = known;
      latest = count;
      const lost = epoch !== undefined && epoch !== current;
      epoch = current;
      complete &&= !lost;
      await report(client, lost);
      answered();
    } catch (error) {
      failed(error);
      // A connection may be dead without an end, or lead to what is no longer the primary.
      if (client.status === "ready") client.disconnect(true);
    }
  };

  const schedule = (): void => {
    clearTimeout(timer);
    if (state === "closed") return;
    timer = setTimeout(() => void beat().finally(schedule), state === "up" ? heartbeatMs : probeMs);
    timer.unref();
  };

  client.on("error", failed);
  client.on("close", () => failed(new Error("closed")));
  const tooLate = new Promise((resolve) => setTimeout(resolve, startMs).unref());
  await Promise.race([client.connect().catch(failed), tooLate]);
  await beat();
  schedule();

  return {
    client,
    isUp: () => state === "up",
    replicas: () => replicas,
    failed,
    missed: () => {
      missed++;
    },
    close: async () => {
      const wasUp = state === "up";
      state = "closed";
      clearTimeout(timer);
      if (wasUp) await inTime(client.hdel(key, id)).catch(() => {});
      client.disconnect();
    },
  };
};
