/** Calls per second of a generated server, everything on, beside the bare SDK: HTTP and stdio, 1 to 1,000 tools. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cli, install, npmIn } from "../scripts/project.mjs";
import { loadHttp, loadStdio } from "./load.mjs";
import { inTurn, median, pairedRatio, table } from "./numbers.mjs";
import { writeSpec } from "./spec.mjs";

const width = 16;
const bare = new URL("servers/bare-sdk.mjs", import.meta.url).pathname;

/** @param {string} work an empty folder  @param {{ rounds: number, ms: number, sizes: readonly number[] }} options */
export async function benchCalls(work, { rounds, ms, sizes }) {
  const rows = [];
  for (const tools of sizes) {
    const project = await prepare(work, tools);
    for (const transport of ["http", "stdio"]) {
      const database = join(project, "db/main.sqlite");
      const commands = {
        generated: [["dist/main.js", `--${transport}`], project],
        low: [[bare, database, String(tools), "server", transport], work],
        mcp: [[bare, database, String(tools), "mcp-server", transport], work],
      };
      const results = {};
      const subjects = Object.fromEntries(
        Object.entries(commands).map(([name, [args, cwd]]) => [
          name,
          async () => {
            const result = await measure(args, cwd, transport, { tools, width, ms });
            (results[name] ??= []).push(result);
            return result.perSecond;
          },
        ]),
      );
      const perSecond = await inTurn(rounds, subjects);
      rows.push([
        `${transport} ${tools}`,
        median(perSecond.generated).toFixed(0),
        median(results.generated.map((result) => result.p50)).toFixed(1),
        median(results.generated.map((result) => result.p99)).toFixed(1),
        median(perSecond.low).toFixed(0),
        median(perSecond.mcp).toFixed(0),
        pairedRatio(perSecond.generated, perSecond.low).toFixed(2),
        pairedRatio(perSecond.generated, perSecond.mcp).toFixed(2),
      ]);
    }
  }
  console.log(
    `\nlookups by key, calls per second, ${width} at once, median of ${rounds} rounds of ${ms / 1000} s\n`,
  );
  table(
    ["tools", "generated", "p50 ms", "p99 ms", "SDK Server", "SDK McpServer", "/ Server", "/ McpServer"],
    rows,
  );
}

let installed;

/** Generates, installs (once for all sizes: the dependencies are the same) and builds. */
async function prepare(work, tools) {
  const spec = await writeSpec(join(work, `spec-${tools}`), tools, { handlers: false });
  const project = join(work, `project-${tools}`);
  await cli([project, "--spec", spec, "--yes", "--no-install", "--no-git"]);
  if (installed === undefined) {
    await install(project);
    installed = join(project, "node_modules");
  } else {
    await symlink(installed, join(project, "node_modules"), "junction");
  }
  await npmIn(project, ["run", "build"]);
  return project;
}

export async function measure(args, cwd, transport, options) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0" },
    // The log goes to a pipe that somebody reads, as it does in production.
    stdio: [transport === "stdio" ? "pipe" : "ignore", transport === "stdio" ? "pipe" : "ignore", "pipe"],
  });
  const ended = once(child, "close");
  try {
    const log = createInterface({ input: child.stderr });
    if (transport === "stdio") {
      child.stderr.resume();
      return await loadStdio(child, options);
    }
    const address = await new Promise((resolve, reject) => {
      const said = [];
      log.on("line", (line) => {
        said.push(line);
        if (line.includes('"event":"ready"')) resolve(JSON.parse(line).address);
      });
      void ended.then(() =>
        reject(new Error(`${args.join(" ")} ended before it was ready\n${said.join("\n")}`)),
      );
    });
    log.close();
    child.stderr.resume();
    return await loadHttp(new URL(address), options);
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}
