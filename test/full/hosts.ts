/** Where a generated server runs that is no server of its own: a Worker, bundled, and a Lambda. */
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { repository } from "../../scripts/project.mjs";
import { freePort } from "../support/redis.js";
import type { Outside } from "./outside.js";

/** Bundles the built Worker as wrangler does and returns the file. */
export async function bundledWorker(folder: string): Promise<string> {
  const outfile = join(folder, "worker.bundle.mjs");
  await build({
    entryPoints: [join(folder, "dist/worker.js")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker"],
    external: ["node:*"],
    logLevel: "silent",
  });
  return outfile;
}

/** A generated server on a managed host, or on what stands for it here. */
export interface Host {
  readonly url: URL;
  /** What it has written so far. */
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
  readonly text: () => string;
  readonly stop: () => Promise<unknown>;
}

function follow(child: ChildProcess): Pick<Host, "lines" | "text"> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => (text += part));
  }
  const lines = () =>
    text
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { lines, text: () => text };
}

/** In Node, which makes no code from text. Rejects with what it said when it does not start. */
export async function inNode(
  kind: "worker" | "lambda",
  file: string,
  env: Readonly<Record<string, string>>,
  outside?: Outside,
): Promise<Host> {
  const child = fork(fileURLToPath(new URL("serve-host.mjs", import.meta.url)), [kind, file], {
    execArgv: ["--disallow-code-generation-from-strings"],
    env: { PATH: process.env["PATH"], ...env, ...(outside && { OUTSIDE: outside.address }) },
    silent: true,
  });
  const said = follow(child);
  const exited = once(child, "exit");
  const started = await Promise.race([once(child, "message"), exited.then(() => undefined)]);
  if (started === undefined) throw new Error(said.text());
  const [{ port }] = started as [{ port: number }];
  const stop = () => {
    child.kill();
    return exited;
  };
  return { url: new URL(`http://127.0.0.1:${port}/mcp`), ...said, stop };
}

/** Cloudflare's own runtime, where it is: `WORKERD`, or the `workerd` package of npm. */
export const workerd = [
  process.env["WORKERD"],
  join(repository, "node_modules/@cloudflare/workerd-linux-64/bin/workerd"),
].find((path) => path !== undefined && existsSync(path));

/**
 * In workerd, with the bundle in `folder`. It may reach this machine, which it would not by itself; with `outside`
 * nothing else, whatever it asks for: what is between a Worker and the world is not the Worker's to choose.
 */
export async function inWorkerd(
  folder: string,
  settings: Readonly<Record<string, string>>,
  outside?: Outside,
): Promise<Host> {
  const port = await freePort();
  const { compatibility_date: date, compatibility_flags: flags } = await wranglerConfig(folder);
  const texts = Object.entries(settings).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  const way = outside
    ? `external = (address = "${outside.address}", http = (style = proxy))`
    : `network = (allow = ["local", "private", "public"])`;
  const config = join(folder, "workerd.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", ${way})
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.bundle.mjs")],
  compatibilityDate = "${date}",
  compatibilityFlags = ${JSON.stringify(flags)},
  bindings = [${texts.join(", ")}]
);
`,
  );
  const child = spawn(workerd ?? "", ["serve", config], { stdio: ["ignore", "pipe", "pipe"] });
  const said = follow(child);
  const exited = once(child, "exit");
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  for (let attempts = 0; ; attempts++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) break;
    if (child.exitCode !== null || attempts > 100) throw new Error(said.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = () => {
    child.kill();
    return exited;
  };
  return { url, ...said, stop };
}

/** `wrangler.jsonc`, which allows comments and commas at the end. */
export async function wranglerConfig(folder: string) {
  const text = await readFile(join(folder, "wrangler.jsonc"), "utf8");
  const { outputFiles } = await build({
    stdin: { contents: `export default ${text}`, loader: "js" },
    write: false,
    format: "esm",
  });
  const code = Buffer.from(outputFiles[0]?.text ?? "").toString("base64");
  const module = (await import(`data:text/javascript;base64,${code}`)) as {
    default: { compatibility_date: string; compatibility_flags: string[]; main: string; name: string };
  };
  return module.default;
}
