/** PGlite as a connection: PostgreSQL in a child process, ended when the connection is closed. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Connection, Description, Row } from "./connection.js";

/** Beside this file in the sources, and beside the bundle in the package. */
const child = fileURLToPath(new URL("./pglite-child.mjs", import.meta.url));

export interface PgliteFiles {
  /** PGlite's main module. */
  readonly module: string;
  /** Modules of extensions, by the name under which they export it. */
  readonly extensions: Readonly<Record<string, string>>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: {
    readonly message?: string;
    readonly code?: string;
    readonly hint?: string;
    readonly position?: string;
  };
}

/** Starts it: about 4 s. Rejects when it does not start, and with `signal.reason` when stopped. */
export async function startPglite(files: PgliteFiles, signal: AbortSignal): Promise<Connection> {
  const process = fork(child, { stdio: ["ignore", "ignore", "pipe", "ipc"], execArgv: [] });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>();
  let count = 0;
  let said = "";
  process.stderr?.on("data", (text: Buffer) => {
    said = (said + text.toString()).slice(-2000);
  });
  const fail = (reason: unknown) => {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  process.on("message", ({ id, value, error }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(Object.assign(new Error(error.message), error));
  });
  process.on("error", fail);
  process.on("exit", (code, killed) => {
    const why = said.trim().split("\n").at(-1) ?? "";
    fail(signal.aborted ? signal.reason : new Error(`PGlite ended (${killed ?? code}) ${why}`.trim()));
  });
  const stop = () => process.kill("SIGKILL");
  signal.addEventListener("abort", stop, { once: true });

  const ask = (request: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      count += 1;
      waiting.set(count, { resolve, reject });
      process.send({ id: count, ...request });
    });

  const connection: Connection = {
    query: async (sql) => (await ask({ do: "query", sql })) as readonly Row[],
    describe: async (sql) => (await ask({ do: "describe", sql })) as Description,
    close: async () => {
      signal.removeEventListener("abort", stop);
      if (process.exitCode !== null || process.signalCode !== null) return;
      process.removeAllListeners("exit");
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGKILL");
      await ended;
    },
  };
  try {
    await ask({ do: "start", ...files });
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
  return connection;
}
