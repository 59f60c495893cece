import type { DatabaseSource } from "./database.js";

/** What a pool of connections is at. */
export interface PoolLoad {
  /** Connections that calls have, or that are being made for them. */
  readonly used: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
  /** Connections that there may be at once. */
  readonly most: number;
}

/** What is known of the way to a database, and of its credential. */
export interface WatchState {
  /** The latest call that wanted a connection got one, and the credential is accepted. */
  readonly up: boolean;
  /** The latest check of the credential found it right. */
  readonly accepted: boolean;
  /** How often connections were lost; those that went at the same time count once. */
  readonly losses: number;
}

/** A database on the network. */
export interface RemoteSource extends DatabaseSource {
  /** What metrics say of it. Asks nobody. */
  readonly health: () => WatchState & PoolLoad;
}
