// @ts-check
// The built server, started once as `npm start` does, for what it says of itself: the contract, the limits, and what
// its credentials may do.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @typedef {object} Start
 * @property {boolean} ready
 * @property {readonly Readonly<Record<string, any>>[]} lines What it logged, a parsed line each.
 * @property {string} [reason] Why it did not start, as it told its operator.
 */

/**
 * @param {string} project
 * @param {string} script Of `npm start`.
 * @returns {Promise<Start>}
 */
export async function startOnce(project, script, timeoutMs = 30_000) {
  const folder = await mkdtemp(join(tmpdir(), "evidence-"));
  const child = spawn(process.execPath, script.split(" ").slice(1), {
    cwd: project,
    env: {
      ...process.env,
      // Nobody is to reach it, and its record is not the one of the server that may run beside it.
      HOST: "127.0.0.1",
      PORT: "0",
      METRICS_PORT: "0",
      AUDIT_FILE: join(folder, "audit.jsonl"),
      LOG_LEVEL: "info",
    },
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = once(child, "close");
  /** @type {Record<string, any>[]} */
  const lines = [];
  /** @type {string[]} */
  const said = [];
  let ready = false;
  try {
    const reader = createInterface({ input: child.stderr });
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    for await (const line of reader) {
      const event = parsed(line);
      if (event === undefined) said.push(line);
      else lines.push(event);
      ready = event?.event === "ready";
      if (ready) break;
    }
    clearTimeout(timer);
    child.stdin.end();
    child.stderr.resume();
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(force);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (ready) return { ready, lines };
  return {
    ready,
    lines,
    reason: said.join("\n").trim() || `It was not ready within ${timeoutMs / 1000} s.`,
  };
}

const parsed = (/** @type {string} */ line) => {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
