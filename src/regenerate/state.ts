/** Where a project keeps what the generator knows of it. */
import type { Hash } from "./hash.js";

export const stateFolder = ".create-mcp-prod";
export const lockPath = `${stateFolder}/lock.json`;

/** The texts last generated, one file for each distinct one, named by its hash: two branches never conflict here. */
export const baseFolder = `${stateFolder}/base`;

/** Where runs on this machine keep what is their own. Never committed; but for `settledPath`, gone when a run ends. */
export const runFolder = `${stateFolder}/run`;

/** What the last run read when it had nothing to write. */
export const settledPath = `${runFolder}/settled.json`;

/** Edited files that are no longer generated, out of the way of the build: under their own path in here. */
const parkedFolder = `${stateFolder}/parked`;

/** What a run is about to write by merging, until it is done. */
export const pendingPath = `${stateFolder}/pending.json`;

/** The `number`-th place for a file that is parked, from 1. */
export const parkingPlace = (path: string, number: number): string =>
  `${parkedFolder}/${path}${number === 1 ? "" : `.${number}`}`;

export const basePath = (hash: Hash): string => `${baseFolder}/${hash.slice("sha256:".length)}`;

/** Not for any file of the output, and not to be believed of a lock. */
export const isReserved = (path: string): boolean =>
  path === lockPath ||
  path === pendingPath ||
  [baseFolder, runFolder, parkedFolder].some((folder) => path.startsWith(`${folder}/`));
