/**
 * Lookups by key over HTTP: a generated server with everything on, beside MCP Toolbox (Go) on the same SQLite
 * file. Also what 1,000 tools cost beside 10, and whether memory stays flat over 100,000 calls.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cli, install, npmIn } from "../scripts/project.mjs";
import { inTurn, median, pairedRatio, table } from "./numbers.mjs";
import { writeSpec } from "./spec.mjs";
import { loadWire, post } from "./wire.mjs";

const width = 16;
const toolboxPackage = "@toolbox-sdk/server@1.12.0";
const version = "2026-07-28";

/** @param {string} work an empty folder  @param {{ rounds: number, ms: number, calls: number }} options */
export async function benchToolbox(work, { rounds, ms, calls }) {
  const few = await prepare(work, 10);
  const many = await prepare(work, 1000, few);
  const running = {
    generated: await startGenerated(few, join(work, "few"), 10),
    "1,000 tools": await startGenerated(many, join(work, "many"), 1000),
    ...(await startToolbox(work, join(few, "db/main.sqlite"))),
  };
  const results = Object.fromEntries(Object.keys(running).map((name) => [name, []]));
  try {
    const subjects = Object.entries(running).map(([name, { load, cpuMs }]) => [
      name,
      async () => {
        const before = await cpuMs();
        const result = await load(ms, 700);
        const cpu = ((await cpuMs()) - before) / result.made;
        results[name].push({ ...result, cpu: cpu * 1000 });
        return result.perSecond;
      },
    ]);
    await warmUp(running);
    const perSecond = await inTurn(rounds, Object.fromEntries(subjects));
    report(results, perSecond, { rounds, ms });
    await reportMemory(running.generated, calls);
  } finally {
    for (const { stop } of Object.values(running)) await stop();
  }
}

/** Compilers and caches have settled then: a server runs for weeks. */
async function warmUp(running) {
  for (const { load } of Object.values(running)) await load(2500, 0);
}

function report(results, perSecond, { rounds, ms }) {
  console.log(
    `\nlookups by key over HTTP, everything on, ${width} connections, median of ${rounds} rounds of ${ms / 1000} s\n`,
  );
  table(
    ["server", "calls/s", "p50 ms", "p99 ms", "CPU µs/call"],
    Object.entries(results).map(([name, all]) => [
      name,
      median(all.map((result) => result.perSecond)).toFixed(0),
      median(all.map((result) => result.p50)).toFixed(1),
      median(all.map((result) => result.p99)).toFixed(1),
      median(all.map((result) => result.cpu)).toFixed(0),
    ]),
  );
  const ratio = (a, b) => pairedRatio(perSecond[a], perSecond[b]).toFixed(2);
  if (perSecond.toolbox) console.log(`\ngenerated / toolbox: ${ratio("generated", "toolbox")}`);
  console.log(`1,000 tools / 10 tools: ${ratio("1,000 tools", "generated")}`);
}

/** Memory after each tenth of so many calls. */
async function reportMemory({ load, rss }, calls) {
  const sizes = [];
  for (let part = 0; part < 10; part++) {
    await load({ calls: calls / 10 }, 0);
    sizes.push(await rss());
  }
  const shown = sizes.map((size) => size.toFixed(0)).join(" ");
  console.log(`resident memory over ${calls} calls, in MB: ${shown}`);
}

/** Generates, installs (once: the dependencies are the same) and builds. */
async function prepare(work, tools, installed) {
  const spec = await writeSpec(join(work, `spec-${tools}`), tools, { handlers: false });
  const project = join(work, `project-${tools}`);
  await cli([project, "--spec", spec, "--yes", "--no-install", "--no-git"]);
  if (installed === undefined) await install(project);
  else await symlink(join(installed, "node_modules"), join(project, "node_modules"), "junction");
  await npmIn(project, ["run", "build"]);
  return project;
}

/** The generated server as an operator runs it: log and audit record go to files. */
async function startGenerated(project, folder, tools) {
  await mkdir(folder);
  const log = join(folder, "log.jsonl");
  const fd = openSync(log, "a");
  const child = spawn(process.execPath, ["dist/main.js", "--http"], {
    cwd: project,
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", AUDIT_FILE: join(folder, "audit.jsonl") },
    stdio: ["ignore", "ignore", fd],
  });
  closeSync(fd);
  const ready = await until(child, async () =>
    (await readFile(log, "utf8")).split("\n").find((line) => line.includes('"event":"ready"')),
  );
  const url = new URL(JSON.parse(ready).address);
  return server(child, url, (n) => {
    const name = `get_user_${n % tools}`;
    const meta = {
      "io.modelcontextprotocol/protocolVersion": version,
      "io.modelcontextprotocol/clientInfo": { name: "bench", version: "1.0.0" },
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const headers = { "mcp-protocol-version": version, "mcp-method": "tools/call", "mcp-name": name };
    return post(url, { ...common, ...headers }, message(n, name, { _meta: meta }));
  });
}

/** MCP Toolbox, or nothing, with the reason. It speaks revisions up to 2025-06-18. */
async function startToolbox(work, database) {
  const folder = join(work, "toolbox");
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), "{}\n");
  try {
    await npmIn(folder, ["install", "--no-audit", "--no-fund", "--loglevel=error", toolboxPackage]);
    await writeFile(join(folder, "tools.yaml"), toolboxTools(database));
    const port = await freePort();
    // The program itself: the package's own command is a Node process that starts it.
    const platform = `${process.platform}-${process.arch}`;
    const program = join(folder, `node_modules/@toolbox-sdk/server-${platform}/bin/toolbox`);
    const args = ["--config", "tools.yaml", "--port", String(port), "--disable-version-check"];
    const child = spawn(program, args, { cwd: folder, stdio: "ignore" });
    const failed = once(child, "error").then(([error]) => Promise.reject(error));
    const url = new URL(`http://127.0.0.1:${port}/mcp`);
    const answers = async () => (await fetch(url).catch(() => undefined)) !== undefined;
    await Promise.race([failed, until(child, answers)]);
    const headers = { ...common, "mcp-protocol-version": "2025-06-18" };
    const request = (n) => post(url, headers, message(n, `get_user_${n % 10}`));
    return { toolbox: server(child, url, request) };
  } catch (error) {
    console.log(`without MCP Toolbox: ${String(error.message).split("\n")[0]}`);
    return {};
  }
}

const common = { "content-type": "application/json", accept: "application/json, text/event-stream" };

const message = (id, name, more) =>
  JSON.stringify({
    jsonrpc: "2.0",
    id,
    method: "tools/call",
    params: { name, arguments: { id: 1 + (id % 5000) }, ...more },
  });

const toolboxTools = (database) =>
  [
    `kind: source\nname: main\ntype: sqlite\ndatabase: ${database}\n`,
    ...Array.from(
      { length: 10 },
      (_, n) => `kind: tool
name: get_user_${n}
type: sqlite-sql
source: main
description: Return one user by id, with team and role.
parameters:
  - { name: id, type: integer, description: The user's id. }
statement: |
  SELECT u.id, u.name, u.email, t.name AS team, u.role
  FROM users AS u JOIN teams AS t ON t.id = u.team_id
  WHERE u.id = ?
`,
    ),
  ].join("---\n");

/** A process that answers lookups. */
function server(child, url, request) {
  const check = ({ status, body }) => {
    if (status !== 200 || !body.includes("email")) throw new Error(`${status} ${body.slice(0, 400)}`);
  };
  return {
    load: (span, warmMs) => {
      const end = typeof span === "number" ? { ms: span } : { ms: 600_000, calls: span.calls };
      return loadWire(url, request, check, { width, warmMs, ...end });
    },
    rss: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
    },
    /** Processor time of all threads so far, in ms. NaN where there is no /proc. */
    cpuMs: async () => {
      const stat = await readFile(`/proc/${child.pid}/stat`, "utf8").catch(() => "");
      const [user, system] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13);
      return (Number(user) + Number(system)) * 10; // ticks of USER_HZ, which is 100 on all of Linux
    },
    stop: async () => {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function until(child, look) {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found) return found;
    if (child.exitCode !== null) break;
    await setTimeout(50);
  }
  throw new Error(`${child.spawnfile} did not start`);
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
