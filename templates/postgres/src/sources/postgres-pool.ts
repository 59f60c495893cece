import { Pool, type ClientBase, type PoolClient, type PoolConfig } from "pg";
import type { Stop } from "../guard/call.js";
import { CredentialError } from "./credential.js";
import { busy } from "./database-errors.js";
import type { PoolLoad } from "./database-health.js";

/** How often clients at hand go back to the pool, which ends those that nobody needs for `idleMs`. */
const tidyMs = 60_000;
const idleMs = 300_000;

export interface ClientPool {
  /** A client, unless the call ends first. */
  readonly take: (signal?: Stop) => Promise<PoolClient>;
  readonly giveBack: (client: PoolClient) => void;
  readonly load: () => PoolLoad;
  readonly close: () => Promise<void>;
}

/**
 * A pool whose clients stay at hand between calls, since to take one out of pg's costs a third of a lookup by key.
 * pg's makes and ends them, and has those who wait for one.
 *
 * @param setUp What is done with a new client before its first call.
 * @param lost Told of connections that failed.
 */
export const openPool = (
  config: PoolConfig & { readonly max: number },
  setUp: (client: ClientBase) => Promise<void>,
  lost: (error: unknown) => void,
): ClientPool => {
  const atHand: PoolClient[] = [];

  const failed = (client: ClientBase, error: unknown): void => {
    lost(error);
    const place = atHand.findIndex((other) => other === client);
    if (place !== -1) atHand.splice(place, 1)[0]?.release(true);
  };

  const pool = new Pool({
    ...config,
    idleTimeoutMillis: idleMs,
    onConnect: (client: ClientBase) => {
      // Also while a call has it: without a listener it would end the process.
      client.on("error", (error) => failed(client, error));
      return setUp(client);
    },
  });
  pool.on("error", lost);

  const tidy = (): void => {
    for (const client of atHand.splice(0)) client.release();
  };
  const tidying = setInterval(tidy, tidyMs).unref();

  const wait = (signal?: Stop): Promise<PoolClient> =>
    new Promise((resolve, reject) => {
      const abandon = (): void => reject(signal?.reason);
      signal?.addEventListener("abort", abandon);
      pool.connect().then(
        (client) => {
          signal?.removeEventListener("abort", abandon);
          if (signal?.aborted) client.release();
          else resolve(client);
        },
        (error: unknown) => {
          signal?.removeEventListener("abort", abandon);
          // One that could not be made is not counted any more.
          if (pool.totalCount >= config.max) return reject(busy());
          if (!(error instanceof CredentialError)) lost(error);
          reject(error);
        },
      );
    });

  let isClosing = false;
  return {
    take: (signal) => {
      const client = atHand.pop();
      return client === undefined ? wait(signal) : Promise.resolve(client);
    },
    giveBack: (client) => {
      if (isClosing || pool.waitingCount > 0) client.release();
      else atHand.push(client);
    },
    load: () => ({
      used: pool.totalCount - pool.idleCount - atHand.length,
      waiting: pool.waitingCount,
      most: config.max,
    }),
    close: () => {
      isClosing = true;
      clearInterval(tidying);
      tidy();
      return pool.end();
    },
  };
};
