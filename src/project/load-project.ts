/** Loads a project's spec the way every command does: paths as the reader writes them, statements checked. */
import { dirname, join, relative, resolve } from "node:path";
import { loadSpec, type Loaded } from "../spec/load.js";
import type { ReadFile } from "../spec/read.js";
import type { Terminal } from "../terminal.js";
import { postgresFor } from "./engines.js";
import type { FoundSpec } from "./find-spec.js";
import { diskReader } from "./read-file.js";
import { lastReleaseOf } from "./releases.js";

export interface Loading {
  readonly terminal: Terminal;
  /** Fetch no engine to check statements with: what is known of them has to do. */
  readonly offline: boolean;
  /** Default: the disk. */
  readonly readFile?: ReadFile;
}

/** The spec's path as its reader would write it: relative to the current folder. */
export const specPath = ({ folder, name }: FoundSpec, { cwd }: Terminal): string =>
  relative(cwd, join(folder, name)).replaceAll("\\", "/");

/** Errors: those of a spec. */
export const loadProject = (found: FoundSpec, loading: Loading): Promise<Loaded> =>
  loadSpecFile(specPath(found, loading.terminal), loading);

/** A spec by its path, wherever it is: the engine is looked for in its folder. Errors: those of a spec. */
export function loadSpecFile(path: string, { terminal, offline, readFile }: Loading): Promise<Loaded> {
  const folder = dirname(resolve(terminal.cwd, path));
  return loadSpec(path, readFile ?? diskReader(terminal.cwd), {
    connectPostgres: postgresFor(folder, terminal, offline),
    releaseOf: (major) => lastReleaseOf(folder, major),
  });
}
