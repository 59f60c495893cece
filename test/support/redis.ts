/** A real Redis (or Valkey) for tests: on loopback, in memory only, gone when the test is. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const isThere = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

/** The program that tests start; `STORE_SERVER` names another one, such as `valkey-server`. */
export const storeServer = [process.env["STORE_SERVER"] ?? "", "redis-server", "valkey-server"].find(
  (program) => program !== "" && isThere(program),
);

/** For `describe.skipIf`'s title. */
export const whySkipped = storeServer === undefined ? " (skipped: there is no redis-server here)" : "";

export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:…`, with the password if there is one. */
  readonly url: string;
  /** SIGSTOP: accepts connections (the kernel does) and answers nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** SIGKILL: all data is lost. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port. */
  readonly restart: () => Promise<void>;
  /** Ends it, frozen or not, and removes its folder. */
  readonly stop: () => Promise<void>;
}

export interface RedisOptions {
  readonly password?: string;
  /** More settings of redis-server, such as `["--tls-port", "6380"]`. */
  readonly settings?: readonly string[];
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export async function startRedis({ password, settings = [] }: RedisOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-redis-"));
  const port = await freePort();
  const options = [
    "--port",
    `${port}`,
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const secret = password === undefined ? [] : ["--requirepass", password];
  let server = await launch([...options, ...secret, ...settings]);

  // A test that is cut off must not leave it behind.
  const last = (): void => void server.kill("SIGKILL");
  process.once("exit", last);

  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  };
  return {
    port,
    url: `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${port}`,
    freeze: () => void server.kill("SIGSTOP"),
    thaw: () => void server.kill("SIGCONT"),
    kill,
    restart: async () => {
      server = await launch([...options, ...secret, ...settings]);
    },
    stop: async () => {
      await kill();
      process.off("exit", last);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn(storeServer as string, args, { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (line.includes("Ready to accept connections")) {
      // The pipe must be read on, or the server would wait for a reader.
      server.stdout.resume();
      return server;
    }
  }
  throw new Error(`${storeServer} did not start:\n${said.join("\n")}`);
}
