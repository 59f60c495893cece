/**
 * A deployed server, as far as a machine without a container engine has one: its image made by the steps of its
 * Dockerfile, three processes of it on file systems that they can only read, behind a real nginx with the emitted
 * configuration, with a real Redis, and a real PostgreSQL made by the scripts of the compose file.
 */
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempt, cli, npmIn, repository, run } from "../../scripts/project.mjs";
import { nginx, startEdge, whyNoNginx, type Edge } from "../support/nginx.js";
import {
  hasPostgres,
  psql,
  startPostgres,
  whySkipped as whyNoPostgres,
  type PostgresServer,
} from "../support/postgres-server.js";
import {
  freePort,
  startRedis,
  storeServer,
  whySkipped as whyNoStore,
  type RedisServer,
} from "../support/redis.js";
import { buildImage, canSeal, startContainer, whyUnsealed, type Container, type Image } from "./image.js";

const key = "key-of-somebody-0123456789abcdef0123456789abcdef";
const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
/** Of the spec: calls of `count_orders` in an hour. */
const budget = 30;
const auditKeyFile = "AUDIT_KEY";

let work: string;
let project: string;
const inProject = (...path: string[]) => join(project, ...path);
const secret = (name: string) => inProject("deploy/secrets", name);
const secretText = (name: string) => readFileSync(secret(name), "utf8");

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "mcp-deployed-"));
  project = join(work, "server");
  await cli([
    project,
    "--spec",
    join(repository, "test/specs/deployed/mcp.yaml"),
    "--yes",
    "--no-install",
    "--no-git",
  ]);
  await npmIn(project, ["install", "--package-lock-only"]);
});
afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 3 }));

describe("the secrets of the compose file", () => {
  test("are made, but for those that somebody has to write, which are named", async () => {
    const first = await attempt("npm", ["run", "--silent", "deploy:secrets"], { cwd: project });
    expect(first.code).toBe(1);
    expect(first.stderr.match(/missing: \S+/g)).toEqual([
      "missing: deploy/secrets/PARCELS_TOKEN",
      "missing: deploy/secrets/API_KEYS",
    ]);
    const { stderr } = await run("npm", ["run", "--silent", "mint-api-key", "--", "my-client"], {
      cwd: project,
    });
    expect(stderr).toContain("my-client:");
    writeFileSync(secret("API_KEYS"), `somebody:${createHash("sha256").update(key).digest("hex")}`);
    writeFileSync(secret("PARCELS_TOKEN"), "unused");
    expect((await attempt("npm", ["run", "--silent", "deploy:secrets"], { cwd: project })).code).toBe(0);
  });

  test("are left as they are by another run, and are in a folder that nobody else can open", async () => {
    const before = secretText("REDIS_URL");
    await run("npm", ["run", "--silent", "deploy:secrets"], { cwd: project });
    expect(secretText("REDIS_URL")).toBe(before);
    expect(statSync(inProject("deploy/secrets")).mode & 0o777).toBe(0o700);
  });

  test("of which one is lost are not made anew by halves", async () => {
    const before = secretText("store.conf");
    rmSync(secret("store.conf"));
    const { code, stderr } = await attempt("npm", ["run", "--silent", "deploy:secrets"], { cwd: project });
    writeFileSync(secret("store.conf"), before);
    expect(code).toBe(1);
    expect(stderr).toBe("REDIS_URL without its counterpart: remove it, to have both made anew.\n");
  });

  test("are all that the compose file names", () => {
    const compose = readFileSync(inProject("deploy/compose.yaml"), "utf8");
    const files = [...compose.matchAll(/^ {4}file: secrets\/(\S+)$/gm)].map(([, name = ""]) => name);
    expect(files).toHaveLength(8);
    for (const name of files) expect(existsSync(secret(name)), name).toBe(true);
  });

  test("and nothing else of the project, are kept out of version control", async () => {
    await run("git", ["init", "-q"], { cwd: project });
    const { stdout } = await run("git", ["status", "--porcelain", "-uall"], { cwd: project });
    expect(stdout).toContain("deploy/secrets.json");
    expect(stdout).not.toMatch(/AUDIT_KEY|REDIS_URL|store\.conf|superuser/);
    rmSync(inProject(".git"), { recursive: true });
  });
});

const skipped = !canSeal || nginx === undefined || !hasPostgres || storeServer === undefined;
const why = `${whyUnsealed}${whyNoNginx}${whyNoPostgres}${whyNoStore}`;

describe.skipIf(skipped)(`an image, three times behind an edge${why}`, () => {
  let image: Image;
  let redis: RedisServer;
  let postgres: PostgresServer;
  let edge: Edge;
  let port: number;
  const fleet: Container[] = [];
  /** Where the edge's DNS says that replicas are. */
  let serving: readonly string[] = addresses;

  /** One of the three, with secrets in files as the compose file gives them, and a trail of its own to look at. */
  const start = (index: number, settings: Record<string, string> = {}) =>
    startContainer(image, {
      HOST: addresses[index] ?? "",
      PORT: `${port}`,
      METRICS_HOST: "127.0.0.1",
      METRICS_PORT: "0",
      TRUST_PROXY: "1",
      AUDIT_FILE: join(work, `audit-${index}/audit.jsonl`),
      ...Object.fromEntries(
        ["DATABASE_URL", "REDIS_URL", "API_KEYS", "AUDIT_KEY", "PARCELS_TOKEN"].map((name) => [
          `${name}_FILE`,
          join(work, "run-secrets", name),
        ]),
      ),
      ...settings,
    });

  beforeAll(async () => {
    chmodSync(work, 0o755);
    image = await buildImage(project, join(work, "image"));

    const [, storePassword = ""] = /^requirepass (.*)$/m.exec(secretText("store.conf")) ?? [];
    const settings = secretText("store.conf")
      .trim()
      .split("\n")
      .filter((line) => !/^(?:bind|requirepass|save) /.test(line));
    redis = await startRedis({
      password: storePassword,
      settings: settings.flatMap((line) => line.replace(/^/, "--").split(" ")),
    });

    postgres = await startPostgres();
    await postgres.run("CREATE DATABASE app");
    const compose = readFileSync(inProject("deploy/compose.yaml"), "utf8");
    const scripts = [...compose.matchAll(/"\.\.\/(.*):\/docker-entrypoint-initdb\.d\/(.*):ro"/g)].map(
      ([, path = "", target = ""]) => ({ path: inProject(path), target }),
    );
    scripts.push({ path: secret("database-main.sql"), target: "90-password.sql" });
    for (const { path } of scripts.sort((one, other) => (one.target < other.target ? -1 : 1))) {
      const { status, stderr } = psql(postgres.url("postgres", "app"), ["-v", "ON_ERROR_STOP=1", "-f", path]);
      expect({ path, status, stderr: status === 0 ? "" : stderr }).toEqual({ path, status: 0, stderr: "" });
    }

    // The names of the compose file's network are loopback here.
    mkdirSync(join(work, "run-secrets"));
    const places = {
      "store:6379": `127.0.0.1:${redis.port}`,
      "database-main:5432": `127.0.0.1:${postgres.port}`,
    };
    for (const name of ["DATABASE_URL", "REDIS_URL", "API_KEYS", auditKeyFile, "PARCELS_TOKEN"]) {
      let text = secretText(name);
      for (const [from, to] of Object.entries(places)) text = text.replace(from, to);
      writeFileSync(join(work, "run-secrets", name), text, { mode: 0o644 });
    }
    for (const index of addresses.keys()) {
      mkdirSync(join(work, `audit-${index}`));
      await run("chown", [image.user, join(work, `audit-${index}`)]);
    }
    port = await freePort();
    fleet.push(...(await Promise.all(addresses.map((_, index) => start(index)))));
    const config = readFileSync(inProject("deploy/nginx.conf"), "utf8");
    edge = await startEdge(config, { addresses: () => serving, port });
  });

  afterAll(async () => {
    await Promise.all(fleet.map(({ stop }) => stop()));
    await edge?.stop();
    await postgres?.stop();
    await redis?.stop();
  });

  /** A call through the edge. `undefined`: it was admitted and answered. */
  const call = (name: string, args = {}): Promise<string | undefined> =>
    new Promise((resolve) => {
      const era = "2026-07-28";
      const _meta = {
        "io.modelcontextprotocol/protocolVersion": era,
        "io.modelcontextprotocol/clientCapabilities": {},
        "io.modelcontextprotocol/clientInfo": { name: "deployed", version: "1.0.0" },
      };
      const sent = request(
        { host: "127.0.0.1", port: edge.port, path: "/mcp", method: "POST" },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (part: string) => (text += part));
          response.once("end", () =>
            resolve(text.includes('"rows"') ? undefined : `${response.statusCode} ${text}`),
          );
          response.once("error", (error) => resolve(String(error)));
        },
      );
      sent.once("error", (error) => resolve(String(error)));
      for (const [header, value] of Object.entries({
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        authorization: `Bearer ${key}`,
        "mcp-protocol-version": era,
        "mcp-method": "tools/call",
        "mcp-name": name,
      })) {
        sent.setHeader(header, value);
      }
      sent.end(
        JSON.stringify({
          jsonrpc: "2.0",
          id: 1,
          method: "tools/call",
          params: { name, arguments: args, _meta },
        }),
      );
    });

  test("holds what the server needs and nothing of what it was made from", () => {
    const there = (path: string) => existsSync(join(image.root, "app", path));
    for (const path of ["dist/main.js", "db/prices.sqlite", "healthcheck.mjs", "node_modules/pg"])
      expect(there(path), path).toBe(true);
    for (const path of [
      "src",
      "test",
      "mcp.yaml",
      "deploy/secrets",
      ".npmrc",
      "node_modules/typescript",
      "node_modules/vitest",
    ]) {
      expect(there(path), path).toBe(false);
    }
  });

  test("is healthy by its own check while it serves, and says by another path whether it is ready", () => {
    const [first] = fleet as [Container];
    expect(first.healthy()).toBe(true);
    expect(first.healthy("/readyz")).toBe(true);
    expect(first.healthy("/nothing")).toBe(false);
  });

  test("three of them together admit what one would", async () => {
    const answers = await Promise.all(
      Array.from({ length: 3 * budget }, () => call("count_orders", { customer: "customer 1" })),
    );
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(budget);
    for (const answer of answers) if (answer !== undefined) expect(answer).toContain("RATE_LIMITED");
  });

  test("restarted one after another under load, they lose no call, and their audit trails are whole", async () => {
    const failures: string[] = [];
    let calls = 0;
    const over = new AbortController();
    const caller = async (tool: string): Promise<void> => {
      while (!over.signal.aborted) {
        calls += 1;
        const failure = await call(tool);
        if (failure !== undefined) failures.push(failure);
      }
    };
    const load = Promise.all(["list_orders", "list_prices", "list_orders", "list_prices"].map(caller));
    const codes: (number | null)[] = [];
    for (const index of addresses.keys()) {
      // As a cluster does: nobody is sent there any more (the edge looks names up every 2 s) before it is told to end.
      serving = addresses.filter((_, other) => other !== index);
      await wait(3_000);
      codes.push((await (fleet[index] as Container).stop()) ?? null);
      fleet[index] = await start(index);
      serving = addresses;
    }
    over.abort();
    await load;
    expect(failures).toEqual([]);
    expect(codes).toEqual([0, 0, 0]);
    expect(calls).toBeGreaterThan(50);

    await Promise.all(fleet.map(({ stop }) => stop()));
    let records = 0;
    for (const index of addresses.keys()) {
      const file = join(work, `audit-${index}/audit.jsonl`);
      const { stdout } = await run(process.execPath, ["dist/audit-verify.js", file], {
        cwd: join(image.root, "app"),
        env: { AUDIT_KEY_FILE: secret(auditKeyFile) },
      });
      expect(stdout).toContain("the chain is whole");
      records += Number(/: (\d+) records/.exec(stdout)?.[1]);
    }
    expect(records).toBe(calls + 3 * budget);
    fleet.splice(0, fleet.length, ...(await Promise.all(addresses.map((_, index) => start(index)))));
  });
});
