/**
 * A generated server among hostile clients: `node bench/soak.mjs [MINUTES]`, 10 by default. Well-behaved callers
 * keep within their limits while others are slow, too large, forged, gone in the middle of a call, or far too
 * many. Everything stays on loopback, and so many of each kind at a time.
 */
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, cp, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { cli, install, npmIn, repository, startHttp } from "../scripts/project.mjs";
import { percentile } from "./numbers.mjs";
import { post } from "./wire.mjs";

const spec = `spec: 1
server: { name: soak-mcp, version: 1.0.0, description: Lookups by key among hostile clients. }
transports: { http: true }
auth: { apiKeys: true, scopes: { "users:read": Read users } }
limits: { rate: 200/second, concurrency: 32, timeout: 5s }
sources:
  main: { kind: sqlite, file: db/main.sqlite, schema: db/schema.sql, seed: db/seed.sql }
tools:
  get_user:
    description: Return one user by id.
    source: main
    params:
      id: { type: integer, minimum: 1, description: The user's id. }
    sql: SELECT id, name, email FROM users WHERE id = :id
    scopes: ["users:read"]
`;

/** Writes the spec of the server to soak, and gives its path. */
export async function writeSoakSpec(folder) {
  await mkdir(folder, { recursive: true });
  await cp(join(repository, "examples/internal-db/db"), join(folder, "db"), { recursive: true });
  const path = join(folder, "mcp.yaml");
  await writeFile(path, spec);
  return path;
}

const mint = (name) => {
  const key = randomBytes(32).toString("base64url");
  return { key, entry: `${name}:${createHash("sha256").update(key).digest("hex")}:users:read` };
};

const version = "2026-07-28";

/** A whole call of `get_user`. */
function call(url, key, { id = 7, headers = {}, more = "" } = {}) {
  const meta = {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = { name: "get_user", arguments: { id }, _meta: meta };
  const all = {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    "mcp-protocol-version": version,
    "mcp-method": "tools/call",
    "mcp-name": "get_user",
    authorization: `Bearer ${key}`,
    ...headers,
  };
  return post(url, all, JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params }) + more);
}

/** Sends pieces with pauses between them, and gives what came back before the end. */
async function talk(url, pieces, { pauseMs = 0, hangUpMs } = {}) {
  const socket = connect(Number(url.port), url.hostname);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk)).on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    if (pauseMs > 0) await setTimeout(pauseMs);
  }
  if (hangUpMs !== undefined) await Promise.race([closed, setTimeout(hangUpMs)]);
  else await Promise.race([closed, answered(socket, () => answer), setTimeout(5_000)]);
  socket.destroy();
  await closed;
  return answer;
}

async function answered(socket, text) {
  while (!socket.destroyed && !text().includes("\r\n\r\n")) await setTimeout(5);
}

/** One round of each way to be a nuisance. `count` keeps what was answered, by caller. */
function hostile(url, keys, count) {
  const slowly = (text) => text.slice(0, 60).split("");
  const good = (options) => call(url, keys.flood.key, options);
  const evil = (headers) => call(url, keys.flood.key, { headers });
  const garbage = () => randomBytes(400).toString("latin1");
  return {
    slowHeaders: () => talk(url, slowly(good()), { pauseMs: 50, hangUpMs: 0 }),
    slowBody: async () => {
      const [head, body] = good().split("\r\n\r\n");
      return talk(url, [`${head}\r\n\r\n`, ...slowly(body)], { pauseMs: 50, hangUpMs: 0 });
    },
    oversized: () => talk(url, [good({ more: " ".repeat(400_000) })]),
    endless: async () => {
      const [head] = good({ headers: { "transfer-encoding": "chunked" } }).split("\r\n\r\n");
      const chunk = `4000\r\n${" ".repeat(0x4000)}\r\n`;
      const unsized = head.replace(/\r\ncontent-length: \d+/, "");
      return talk(url, [`${unsized}\r\n\r\n`, ...Array.from({ length: 40 }, () => chunk)], { pauseMs: 2 });
    },
    forgedHost: () => talk(url, [good().replace(/\r\nhost: [^\r]*/, "\r\nhost: evil.example")]),
    forgedOrigin: () => talk(url, [evil({ origin: "https://evil.example" })]),
    forgedKey: () => talk(url, [call(url, "mcp_no_such_key")]),
    notHttp: () => talk(url, [garbage()], { hangUpMs: 100 }),
    notJson: () => talk(url, [post(url, { "content-type": "application/json" }, garbage())]),
    nested: () => talk(url, [call(url, keys.flood.key).replace(/\{"id":7\}/, `${"[".repeat(9)}`)]),
    // Asks for much and reads nothing of it.
    deaf: async () => {
      const socket = connect(Number(url.port), url.hostname).on("error", () => {});
      socket.pause();
      for (let asked = 0; asked < 50; asked++) socket.write(good());
      await setTimeout(500);
      socket.destroy();
    },
    goneBefore: () => talk(url, [call(url, keys.gone.key)], { hangUpMs: 0 }),
    goneDuring: () => talk(url, [call(url, keys.gone.key)], { hangUpMs: Math.random() * 4 }),
    flood: async () => {
      const answer = await talk(url, [call(url, keys.flood.key)]);
      if (answer.startsWith("HTTP/1.1 200")) count.flood++;
    },
  };
}

/** Calls at a pace far within the limits, one after the other on a connection that is kept. */
async function wellBehaved(url, key, until, tally) {
  const socket = connect(Number(url.port), url.hostname).setEncoding("utf8");
  await once(socket, "connect");
  const closed = new AbortController(); // else a connection that the server closes would be waited for without end
  socket.once("close", () => closed.abort());
  while (performance.now() < until) {
    const started = performance.now();
    socket.write(call(url, key, { id: 1 + Math.floor(Math.random() * 50) }));
    let answer = "";
    for (;;) {
      const [chunk] = await once(socket, "data", { signal: closed.signal });
      answer += chunk;
      const length = /content-length: (\d+)/i.exec(answer)?.[1];
      const body = answer.split("\r\n\r\n")[1];
      if (length !== undefined && body !== undefined && Buffer.byteLength(body) >= Number(length)) break;
    }
    tally.latencies.push(performance.now() - started);
    if (answer.startsWith("HTTP/1.1 200") && answer.includes('"structuredContent":{"rows":[{'))
      tally.served++;
    else tally.refused.push(answer.slice(0, 600));
    await setTimeout(50);
  }
  socket.destroy();
}

/** What a process holds: sockets, and resident memory in MB. Linux only; elsewhere nothing. */
async function holding(pid) {
  const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => "")));
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return {
    sockets: links.filter((link) => link.startsWith("socket:")).length,
    rss: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
  };
}

/** Audit records by caller. */
async function recordsOf(file) {
  const records = {};
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { principal } = JSON.parse(line);
    if (principal !== undefined) records[principal] = (records[principal] ?? 0) + 1;
  }
  return records;
}

/**
 * Soaks a built project and gives what was seen; see `problemsOf` for what it should be.
 * @param {string} folder  of the built project  @param {number} ms
 */
export async function soak(folder, ms) {
  const keys = { good: mint("good"), flood: mint("flood"), gone: mint("gone") };
  const work = await mkdtemp(join(tmpdir(), "soak-"));
  const auditFile = join(work, "audit.jsonl");
  const env = {
    API_KEYS: Object.values(keys)
      .map(({ entry }) => entry)
      .join(","),
    AUDIT_FILE: auditFile,
    AUDIT_KEY: "a key for soaking, 32 characters long",
  };
  const server = await startHttp(folder, { env });
  try {
    const { url, pid } = server;
    const tally = { served: 0, refused: [], latencies: [] };
    const count = { flood: 0 };
    const until = performance.now() + ms;
    const atFirst = await holding(pid);
    const memory = [];
    const watch = async () => {
      while (performance.now() < until) {
        memory.push((await holding(pid)).rss);
        server.logged.length = 0; // nobody looks at it, and it would be long
        await setTimeout(500);
      }
    };
    const again = async (nuisance) => {
      while (performance.now() < until) {
        await nuisance();
        await setTimeout(20);
      }
    };
    const nuisances = Object.entries(hostile(url, keys, count));
    await Promise.all([
      watch(),
      ...Array.from({ length: 6 }, () => wellBehaved(url, keys.good.key, until, tally)),
      ...nuisances.flatMap(([name, one]) =>
        Array.from({ length: name === "flood" ? 16 : 3 }, () => again(one)),
      ),
    ]);
    await setTimeout(1_500); // connections that were left hang up
    const atLast = await holding(pid);
    const code = await server.stop();
    const records = await recordsOf(auditFile);
    const verified = await npmIn(folder, ["run", "--silent", "audit:verify", "--", auditFile], { env }).then(
      () => "whole",
      (error) => error.message,
    );
    return { tally, count, atFirst, atLast, memory, code, records, verified };
  } finally {
    await server.stop();
    await rm(work, { recursive: true, force: true });
  }
}

/** What is wrong with what was seen; empty when all is well. */
export function problemsOf({ tally, count, atFirst, atLast, memory, code, records, verified }) {
  const half = Math.floor(memory.length / 2);
  const early = Math.max(...memory.slice(0, half));
  const late = Math.max(...memory.slice(half));
  const good = records["client:good"] ?? 0;
  const flood = records["client:flood"] ?? 0;
  return [
    code !== 0 && `the server ended with ${code}`,
    tally.served === 0 && "no well-behaved call was served",
    tally.refused.length > 0 &&
      `${tally.refused.length} well-behaved calls were refused: ${tally.refused[0]}`,
    good !== tally.served && `${tally.served} calls were served, ${good} recorded`,
    flood < count.flood && `${count.flood} calls of the flood were answered, ${flood} recorded`,
    verified !== "whole" && `the audit chain: ${verified}`,
    atLast.sockets > atFirst.sockets && `${atLast.sockets - atFirst.sockets} sockets are left`,
    late > early * 1.3 + 20 && `memory grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`,
  ].filter(Boolean);
}

async function main(minutes) {
  const work = await mkdtemp(join(tmpdir(), "create-mcp-prod-soak-"));
  try {
    const folder = join(work, "server");
    const path = await writeSoakSpec(join(work, "spec"));
    await cli([folder, "--spec", path, "--yes", "--no-install", "--no-git"]);
    await install(folder);
    await npmIn(folder, ["run", "build"]);
    const seen = await soak(folder, minutes * 60_000);
    const { tally, records, memory } = seen;
    console.log(`${tally.served} well-behaved calls served, ${tally.refused.length} refused`);
    const [p50, p99] = [0.5, 0.99].map((p) => percentile(tally.latencies, p).toFixed(1));
    console.log(`their latency: median ${p50} ms, 99th percentile ${p99} ms`);
    console.log("audit records by caller:", records);
    console.log(`sockets: ${seen.atFirst.sockets} at first, ${seen.atLast.sockets} at last`);
    const tenth = Math.max(1, Math.floor(memory.length / 10));
    const shown = memory.filter((_, i) => i % tenth === 0).map((size) => size.toFixed(0));
    console.log(`resident memory over time, in MB: ${shown.join(" ")}`);
    const problems = problemsOf(seen);
    console.log(problems.length === 0 ? "all is well" : problems.join("\n"));
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(Number(process.argv[2] ?? 10));
