/** Calls as fast as a server answers, so many at once, over HTTP or stdio. Every answer is looked at. */
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { percentile } from "./numbers.mjs";

const version = "2026-07-28";
let nextId = 1;

/** One `tools/call` of the 2026-07-28 protocol, of a tool and a user picked in turn. */
function message(tools) {
  const id = nextId++;
  const name = `get_user_${id % tools}`;
  const text = JSON.stringify({
    jsonrpc: "2.0",
    id,
    method: "tools/call",
    params: {
      name,
      arguments: { id: 1 + (id % 5000) },
      _meta: {
        "io.modelcontextprotocol/protocolVersion": version,
        "io.modelcontextprotocol/clientInfo": { name: "bench", version: "1.0.0" },
        "io.modelcontextprotocol/clientCapabilities": {},
      },
    },
  });
  return { id, name, text };
}

function check(answer) {
  if (!answer.includes('"structuredContent":{"rows":[{"id":'))
    throw new Error(`not an answer: ${answer.slice(0, 400)}`);
}

/**
 * Keeps `width` calls going for `ms`, after every tool was called once and a warm-up of a third of that: a
 * server that just started is measured by its users for a second and not again.
 * @param {(tools: number) => Promise<void>} call
 * @returns {Promise<{ perSecond: number, p50: number, p99: number }>} latencies in ms
 */
async function drive(call, { tools, width, ms }) {
  let first = tools;
  const starter = async () => {
    while (first-- > 0) await call(tools);
  };
  await Promise.all(Array.from({ length: width }, starter));
  const from = performance.now() + ms / 3;
  const to = from + ms;
  const latencies = [];
  const worker = async () => {
    for (;;) {
      const started = performance.now();
      if (started >= to) return;
      await call(tools);
      const ended = performance.now();
      if (ended >= from && ended < to) latencies.push(ended - started);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return {
    perSecond: (latencies.length * 1000) / ms,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

/** @param {URL} url  @param {{ tools: number, width: number, ms: number }} options */
export async function loadHttp(url, options) {
  const agent = new Agent({ keepAlive: true, maxSockets: options.width });
  const call = (tools) =>
    new Promise((resolve, reject) => {
      const { name, text } = message(tools);
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": version,
        "mcp-method": "tools/call",
        "mcp-name": name,
      };
      const outgoing = request(url, { agent, method: "POST", headers }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (chunk) => (body += chunk));
        response.on("end", () => {
          try {
            check(body);
            resolve();
          } catch (error) {
            reject(error);
          }
        });
      });
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  try {
    return await drive(call, options);
  } finally {
    agent.destroy();
  }
}

/** @param {import("node:child_process").ChildProcess} child  @param {{ tools: number, width: number, ms: number }} options */
export async function loadStdio(child, options) {
  const waiting = new Map();
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const id = Number(/"id":(\d+)[,}]/.exec(line.slice(0, 40))?.[1] ?? JSON.parse(line).id);
    waiting.get(id)?.(line);
    waiting.delete(id);
  });
  const call = async (tools) => {
    const { id, text } = message(tools);
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${text}\n`);
    check(await answered);
  };
  try {
    return await drive(call, options);
  } finally {
    lines.close();
  }
}
