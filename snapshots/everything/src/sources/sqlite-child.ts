import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the build makes of `sqlite-reader.ts`, also for tests, which run from `src/`. */
const program = fileURLToPath(new URL("../../dist/sources/sqlite-reader.js", import.meta.url));

const permission = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission"; // until Node 22.12
/** It reads, and SQLite's own code comes as an addon. No writing, no processes, no threads, no code from text. */
const flags = [
  permission,
  "--allow-fs-read=*",
  "--allow-addons",
  "--disallow-code-generation-from-strings",
  "--disable-warning=ExperimentalWarning",
  "--disable-warning=SecurityWarning",
];

/**
 * The one place that starts processes: this Node itself, no shell, a program that is part of the build, and
 * nothing of the environment, which has the server's secrets.
 */
export const startReader = (database: string): ChildProcess =>
  fork(program, [database], {
    env: {},
    execArgv: flags,
    serialization: "advanced", // keys beyond 2^53 are no JSON
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });

/** A process that reads one database. */
export type Reader = ReturnType<typeof startReader>;
