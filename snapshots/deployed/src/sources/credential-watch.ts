import type { Logger } from "pino";
import { checkCredential, CredentialError, type Standing } from "./credential.js";
import { unavailable } from "./database-errors.js";
import type { WatchState } from "./database-health.js";

/** The credential is checked again with a new connection if the latest check is older. */
const freshMs = 30_000;
/** The same when only readiness is asked. */
const staleMs = 60_000;

/** What is known of a source's credential. Rights change while a server runs, and an outage may hide it. */
export interface CredentialWatch<Connection> {
  /** Throws while the latest check found more rights than to read. */
  readonly demand: () => void;
  /** For a new connection: checks unless that was done a moment ago. Rejects with a `CredentialError`. */
  readonly admit: (connection: Connection) => Promise<void>;
  /** For readiness: checks if it is time to. Resolves with whether it was. */
  readonly recheck: (connection: Connection) => Promise<boolean>;
  /** A connection failed: whoever answers next may be another database. */
  readonly lost: (error: unknown) => void;
  /** Whether a connection could be had when one was wanted. */
  readonly reached: (isThere: boolean) => void;
  readonly state: () => WatchState;
}

/** @param ask Asks the database what the credential of a connection may do. */
export const watchCredential = <Connection>(
  ask: (connection: Connection) => Promise<Standing>,
  { name: source, allowed }: { readonly name: string; readonly allowed: readonly string[] },
  log: Logger,
): CredentialWatch<Connection> => {
  /** Of the latest check that found nothing; in the past when a connection was lost since. */
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;
  let refused: CredentialError | undefined;
  let isReached = false;
  let losses = 0;

  /** Connections that are made at once share one check. */
  const check = (connection: Connection): Promise<void> =>
    (checking ??= checkCredential(() => ask(connection), source, allowed, log)
      .then(() => {
        checkedAt = performance.now();
        refused = undefined;
      })
      .catch((error: unknown) => {
        if (error instanceof CredentialError) refused = error;
        throw error;
      })
      .finally(() => {
        checking = undefined;
      }));

  const isOlderThan = (ms: number): boolean => performance.now() - checkedAt > ms;

  return {
    demand: () => {
      if (refused !== undefined) throw unavailable(refused);
    },
    admit: async (connection) => {
      if (isOlderThan(freshMs)) await check(connection);
    },
    recheck: async (connection) => {
      const isDue = refused !== undefined || isOlderThan(staleMs);
      if (isDue) await check(connection);
      return isDue;
    },
    lost: (error) => {
      if (checkedAt === -Infinity) return;
      checkedAt = -Infinity;
      losses += 1;
      log.warn({ event: "source_lost", source, err: error });
    },
    reached: (isThere) => {
      isReached = isThere;
    },
    state: () => ({
      up: isReached && refused === undefined,
      accepted: refused === undefined,
      losses,
    }),
  };
};
