import { createConnection, type ConnectionOptions } from "mysql2";

/** How long the request may take: late is better than not at all. */
const patienceMs = 5_000;

/**
 * Ends what a connection runs, over a connection of its own, for which an account needs no right. `QUERY` leaves
 * the connection as it is, but does nothing to a statement that has not begun; `CONNECTION` ends whatever there
 * is. Never rejects; whether the query has ended is for its own connection to tell.
 */
export const kill = (
  what: "QUERY" | "CONNECTION",
  threadId: number | null,
  config: ConnectionOptions,
): Promise<void> =>
  new Promise((resolve) => {
    const side = createConnection({ ...config, connectTimeout: patienceMs });
    const end = (): void => {
      clearTimeout(timer);
      side.destroy();
      resolve();
    };
    const timer = setTimeout(end, patienceMs);
    side.on("error", end);
    side.query(`KILL ${what} ${Number(threadId)}`, end);
  });
