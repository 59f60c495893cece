/** A real MariaDB (or MySQL) for tests: on loopback, as a user that is not root, gone when the test is. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { hasOpenssl, makeCertificate } from "./certificate.js";
import { freePort } from "./redis.js";

/** `MYSQL_BIN` names the folder of another server, such as one of MySQL or of another version. */
const folders = [
  process.env["MYSQL_BIN"] ?? "",
  "/usr/sbin",
  "/usr/bin",
  "/usr/libexec",
  "/usr/local/bin",
  "/opt/homebrew/bin",
];
const find = (...names: readonly string[]): string | undefined =>
  folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => !path.startsWith("mysql") && existsSync(path));

const program = find("mariadbd", "mysqld");
const installer = find("mariadb-install-db");
const clientProgram = find("mariadb", "mysql");

/** It refuses to run as root, and Debian's package makes a user for it. */
const isRoot = process.getuid?.() === 0;
const idOf = (flag: "-u" | "-g"): number =>
  Number(spawnSync("id", [flag, "mysql"], { encoding: "utf8" }).stdout.trim() || Number.NaN);
const user = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};

export const hasMysql =
  program !== undefined && clientProgram !== undefined && Object.values(user).every(Number.isInteger);
/** For `describe.skipIf`'s title. */
export const whySkipped = hasMysql ? "" : " (skipped: there is no MariaDB or MySQL here)";

export interface MysqlServer {
  readonly port: number;
  /** `mysql://user@127.0.0.1:…/database`: nobody is asked for a password. */
  readonly url: (user: string, database?: string) => string;
  /** Runs SQL, several statements at once if need be, as the administrator or another user; the last one's rows. */
  readonly run: (
    sql: string,
    user?: string,
    database?: string,
  ) => Promise<readonly Record<string, unknown>[]>;
  /** Runs the command-line client as people do, without their settings. */
  readonly client: (
    sql: string,
    user?: string,
    database?: string,
  ) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  /** As in a crash. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one, with TLS where a certificate can be made. */
export async function startMysql(settings: readonly string[] = []): Promise<MysqlServer> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-mysql-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  const data = join(folder, "data");
  const socket = join(folder, "socket");
  const port = await freePort();
  const options = { cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" }, ...user };
  const { cert, key } = hasOpenssl ? makeCertificate(folder) : { cert: "", key: "" };
  if (user.uid !== undefined && user.gid !== undefined && hasOpenssl) chownSync(key, user.uid, user.gid);
  const made = spawnSync(
    installer ?? (program as string),
    [
      "--no-defaults",
      `--datadir=${data}`,
      ...(installer === undefined
        ? ["--initialize-insecure"]
        : ["--auth-root-authentication-method=normal", "--skip-name-resolve"]),
    ],
    { ...options, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`no database could be made:\n${made.stdout}${made.stderr}`);

  const run: MysqlServer["run"] = async (sql, name, database) => {
    const where = name === undefined ? { socketPath: socket, user: "root" } : { port, user: name };
    const connection = await createConnection({
      host: "127.0.0.1",
      ...where,
      ...(database !== undefined && { database }),
      multipleStatements: true,
      connectTimeout: 5_000,
    });
    connection.on("error", () => undefined);
    try {
      const [result] = await connection.query(sql);
      const lists = Array.isArray(result) ? result : [];
      const last: unknown = Array.isArray(lists.at(-1)) ? lists.at(-1) : lists;
      return last as Record<string, unknown>[];
    } finally {
      await connection.end().catch(() => connection.destroy());
    }
  };
  const client: MysqlServer["client"] = (sql, name, database) => {
    const where =
      name === undefined
        ? [`--socket=${socket}`, "--user=root"]
        : ["--host=127.0.0.1", "--protocol=tcp", `--port=${port}`, `--user=${name}`];
    const { status, stdout, stderr } = spawnSync(
      clientProgram as string,
      ["--no-defaults", ...where, ...(database === undefined ? [] : [database])],
      { input: sql, encoding: "utf8" },
    );
    return { status, stdout, stderr };
  };

  let server: ChildProcess;
  const launch = async (): Promise<void> => {
    server = spawn(
      program as string,
      [
        "--no-defaults",
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--port=${port}`,
        "--bind-address=127.0.0.1",
        "--skip-name-resolve",
        `--pid-file=${join(folder, "pid")}`,
        `--log-error=${join(folder, "log")}`,
        "--innodb-buffer-pool-size=32M",
        // Written at each commit, though not synced: tests kill this server, and go on with what was committed.
        "--innodb-flush-log-at-trx-commit=2",
        ...(hasOpenssl ? [`--ssl-cert=${cert}`, `--ssl-key=${key}`] : []),
        ...settings,
      ],
      { ...options, stdio: "ignore" },
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
  const end = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  };
  // A test that is cut off must not leave it behind.
  const last = (): void => void server?.kill("SIGKILL");
  process.once("exit", last);
  await launch();
  return {
    port,
    url: (name, database = "app") => `mysql://${name}@127.0.0.1:${port}/${database}`,
    run,
    client,
    kill: end,
    restart: launch,
    stop: async () => {
      await end();
      process.off("exit", last);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
