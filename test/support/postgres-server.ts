/** A real PostgreSQL for tests: on loopback, as a user that is not root, gone when the test is. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "./redis.js";

const debian = "/usr/lib/postgresql";

/** Folders with `initdb` and `postgres`; `POSTGRES_BIN` names another one, such as of another version. */
const candidates = [
  process.env["POSTGRES_BIN"] ?? "",
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : [])
    .sort()
    .reverse(),
];
const holding = (program: string): string | undefined =>
  candidates.find((folder) => folder !== "" && existsSync(join(folder, program)));
const bin = holding("initdb");

/** PostgreSQL refuses to run as root: Debian's package makes a user for it. */
const isRoot = process.getuid?.() === 0;
const idOf = (flag: "-u" | "-g"): number =>
  Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim() || Number.NaN);
const user = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};

export const hasPostgres = bin !== undefined && Object.values(user).every(Number.isInteger);
/** For `describe.skipIf`'s title. */
export const whySkipped = hasPostgres ? "" : " (skipped: there is no PostgreSQL here)";

/** Runs `psql` as people do, without their settings. */
export function psql(
  url: string,
  args: readonly string[],
): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(
    join(holding("psql") as string, "psql"),
    ["-X", "-q", "-d", url, ...args],
    {
      encoding: "utf8",
    },
  );
  return { status, stderr };
}

export interface PostgresServer {
  readonly port: number;
  /** `postgres://role@127.0.0.1:…/database`: nobody is asked for a password. */
  readonly url: (role?: string, database?: string) => string;
  /** Runs SQL, several statements at once if need be, as the superuser or another role. */
  readonly run: (
    sql: string,
    role?: string,
    database?: string,
  ) => Promise<readonly Record<string, unknown>[]>;
  /** 14, say. */
  readonly version: () => Promise<number>;
  /** Immediate shutdown, as in a crash. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-postgres-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  const data = join(folder, "data");
  const port = await freePort();
  const options = { cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" }, ...user };
  const made = spawnSync(
    join(bin as string, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
    { ...options, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);

  const url = (role = "postgres", database = "postgres") =>
    `postgres://${role}@127.0.0.1:${port}/${database}`;
  const run: PostgresServer["run"] = async (sql, role, database) => {
    const client = new Client({ connectionString: url(role, database), connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      const result = (await client.query(sql)) as { rows: Record<string, unknown>[] } | { rows: never[] }[];
      return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
    } finally {
      await client.end();
    }
  };
  let server: ChildProcess;
  const launch = async (): Promise<void> => {
    const given = [
      ...["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"],
      ...["max_connections=60", "shared_buffers=32MB", "log_min_messages=fatal", ...settings],
    ];
    server = spawn(
      join(bin as string, "postgres"),
      ["-D", data, "-p", `${port}`, ...given.flatMap((setting) => ["-c", setting])],
      { ...options, stdio: ["ignore", "ignore", "inherit"] },
    );
    for (let attempt = 0; ; attempt += 1) {
      try {
        await run("SELECT 1");
        return;
      } catch (error) {
        if (attempt > 150 || server.exitCode !== null) throw error;
        await wait(100);
      }
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill(signal);
    await gone;
  };
  // A test that is cut off must not leave it behind.
  const last = (): void => void server?.kill("SIGQUIT");
  process.once("exit", last);
  await launch();
  return {
    port,
    url,
    run,
    version: async () => {
      const [told] = await run("SELECT current_setting('server_version_num')::int / 10000 AS version");
      return Number(told?.["version"]);
    },
    kill: () => end("SIGQUIT"),
    restart: launch,
    stop: async () => {
      await end("SIGQUIT");
      process.off("exit", last);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
