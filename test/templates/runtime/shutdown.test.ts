import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
let program: string;

/** A process that waits for its end; its argument says how closing goes. */
const source = `
import { onShutdown } from ${JSON.stringify(fileURLToPath(new URL("../../../templates/base/src/shutdown.ts", import.meta.url)))};
const write = (fields) => console.log(JSON.stringify(fields.err ? { ...fields, err: fields.err.message } : fields));
const log = { info: write, error: write, fatal: write };
const mode = process.argv[2];
const close = async () => {
  console.log("closing");
  if (mode === "hang") await new Promise(() => {});
  if (mode === "fail") throw new Error("no");
};
const shutdown = onShutdown(close, { log, timeoutMs: 200 });
setInterval(() => {}, 1_000);
console.log("up");
if (mode === "eof") { shutdown("stdin closed"); shutdown("again"); }
if (mode === "throw") setTimeout(() => { throw new Error("uncaught"); });
if (mode === "reject") void Promise.reject(new Error("unhandled"));
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "shutdown-"));
  program = join(folder, "program.mjs");
  await build({
    stdin: { contents: source, resolveDir: folder, loader: "js" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
    logLevel: "silent",
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (mode: string, signals: readonly NodeJS.Signals[]) => {
  const child = spawn(process.execPath, [program, mode]);
  let output = "";
  const waitingFor = ["up", "closing"];
  child.stdout.on("data", (data: Buffer) => {
    output += data;
    const sent = 2 - waitingFor.length;
    const signal = signals[sent];
    if (signal === undefined || !output.includes(waitingFor[0] ?? "")) return;
    waitingFor.shift();
    child.kill(signal);
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
};

describe("onShutdown", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("closes and ends with 0 on %s", async (signal) => {
    const { code, output } = await run("", [signal]);
    expect(code).toBe(0);
    expect(output).toContain(`{"event":"stopping","reason":"${signal}"}`);
    expect(output).toContain('{"event":"stopped"}');
  });

  it("ends for another reason, once", async () => {
    const { code, output } = await run("eof", []);
    expect(code).toBe(0);
    expect(output.match(/stopping/g)).toHaveLength(1);
  });

  it.each([
    ["closing fails", "fail", '"err":"no"'],
    ["closing takes too long", "hang", "closing took too long"],
  ])("ends with 1 when %s", async (_name, mode, words) => {
    const { code, output } = await run(mode, ["SIGTERM"]);
    expect(code).toBe(1);
    expect(output).toContain(words);
  });

  it("ends at once on a second signal", async () => {
    expect(await run("hang", ["SIGTERM", "SIGINT"])).toMatchObject({ code: 1 });
  });

  it.each([
    ["an error that nobody caught", "throw", "uncaught"],
    ["a rejection that nobody caught", "reject", "unhandled"],
  ])("logs %s, closes, and ends with 1", async (_name, mode, message) => {
    const { code, output } = await run(mode, []);
    expect(code).toBe(1);
    expect(output).toContain(`{"event":"crash","err":"${message}"}`);
    expect(output).toContain("closing");
  });
});
