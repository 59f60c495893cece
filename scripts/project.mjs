/**
 * A generated project from the outside, as its first user sees it: made by the built command, installed, built,
 * started, called. For the demo, the benchmarks and the tests that need the real thing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

export const repository = fileURLToPath(new URL("../", import.meta.url));
export const command = fileURLToPath(new URL("../bin/create-mcp-prod.js", import.meta.url));

/** npm as a program: on Windows it is a script, which only a shell can start. */
const npm = (args) =>
  process.platform === "win32" ? ["cmd.exe", ["/d", "/s", "/c", "npm", ...args]] : ["npm", args];

/** Runs a program to its end. Throws, with the end of what it printed, unless it exits with 0. */
export async function run(program, args, { cwd, env, signal } = {}) {
  const result = await attempt(program, args, { cwd, env, signal });
  if (result.code !== 0) {
    const said = `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-30).join("\n");
    throw new Error(`${[program, ...args].join(" ")} ended with ${result.code}\n${said}`);
  }
  return result;
}

/** Runs a program to its end, whatever that is. `ms` is wall time. Throws once it has ended when `signal` fires. */
export async function attempt(program, args, { cwd, env, signal } = {}) {
  const started = performance.now();
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Not spawn's own `signal`, which does not wait for the end: whoever tidies up would race with it.
  const stop = () => child.kill("SIGTERM");
  signal?.addEventListener("abort", stop, { once: true });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => (output[name] += text));
  }
  const [code] = await once(child, "close");
  signal?.removeEventListener("abort", stop);
  signal?.throwIfAborted();
  return { ...output, code, ms: performance.now() - started };
}

/** Runs an npm command in a project. */
export const npmIn = (folder, args, options) => {
  const [program, all] = npm(args);
  return run(program, all, { ...options, cwd: folder });
};

/** Runs the built command. */
export const cli = (args, options) => run(process.execPath, [command, ...args], options);

/** Installs a project's dependencies, without questions and advertisements. */
export const install = (folder, options) =>
  npmIn(folder, ["install", "--no-audit", "--no-fund", "--loglevel=error"], options);

/**
 * Starts a built project over HTTP on a free port, and waits until it says that it is ready.
 * `logged` holds its log so far, one parsed line each; `line` waits for one that matches.
 */
export async function startHttp(folder, { env, execArgv = [] } = {}) {
  const child = spawn(process.execPath, [...execArgv, "dist/main.js", "--http"], {
    cwd: folder,
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "close");
  const logged = [];
  let heard = () => {};
  createInterface({ input: child.stderr }).on("line", (line) => {
    logged.push(parsed(line));
    heard();
  });
  void ended.then(() => heard());

  const line = async (matches, timeoutMs = 60_000) => {
    const late = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = logged.find(matches);
      if (found !== undefined) return found;
      if (child.exitCode !== null || child.signalCode !== null || late.aborted) {
        const said = logged.slice(-10).map((last) => JSON.stringify(last));
        throw new Error(`the server did not log what was waited for\n${said.join("\n")}`);
      }
      await new Promise((resolve) => {
        heard = resolve;
        late.addEventListener("abort", resolve, { once: true });
      });
    }
  };

  /** Ends the server as an operator does, and gives its exit code. */
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
    const [code] = await ended;
    clearTimeout(force);
    return code;
  };

  try {
    const ready = await line(({ event }) => event === "ready");
    return { url: new URL(ready.address), ready, logged, line, stop, pid: child.pid };
  } catch (error) {
    await stop();
    throw error;
  }
}

const parsed = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return { text: line };
  }
};

/** A client's choice of protocol era. */
const negotiation = (era) => ({
  versionNegotiation: { mode: era === "legacy" ? "legacy" : { pin: "2026-07-28" } },
});

const newClient = (era) => new Client({ name: "create-mcp-prod", version: "1.0.0" }, negotiation(era));

/** Connects the official client over HTTP. `era` is `modern` (2026-07-28) or `legacy` (the handshake before it). */
export async function connectHttp(url, era = "modern") {
  const client = newClient(era);
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
}

/** Connects the official client over stdio to a process of its own. */
export async function connectStdio(folder, { era = "modern", env } = {}) {
  const client = newClient(era);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ["dist/main.js", "--stdio"],
      cwd: folder,
      env: { ...env },
      stderr: "ignore",
    }),
  );
  return client;
}
