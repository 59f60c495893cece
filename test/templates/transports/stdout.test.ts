import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { crossLayerImports } from "../../../scripts/templates-plugin.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A server over the process's own stdin and stdout, in a program that also prints. */
const program = `
  import { createFixture } from "./templates/base/test/support/fixture.ts";
  import { serveStdio } from "./templates/stdio/src/transports/stdio.ts";
  const fixture = createFixture();
  const transport = serveStdio({ ...fixture });
  console.log("noise of a dependency");
  process.stdout.write("more noise\\n");
  await transport.closed;
  await transport.drain();
  fixture.close();
  console.log("noise at the end");
  process.exit(0);
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-stdout-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const layers = crossLayerImports();
  await build({
    stdin: { contents: program, resolveDir: root, loader: "ts" },
    outfile: join(folder, "program.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    plugins: [
      {
        name: "layers",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\.?\// }, async ({ path, importer }) => {
            const resolved = await layers.resolveId(path, importer);
            return resolved === undefined ? undefined : { path: resolved };
          }),
      },
    ],
  });
});
afterAll(() => rm(folder, { recursive: true }));

function start(): ChildProcessWithoutNullStreams {
  const flags = ["--disallow-code-generation-from-strings"];
  const server = spawn(process.execPath, [...flags, join(folder, "program.mjs")]);
  onTestFinished(() => void server.kill("SIGKILL"));
  return server;
}

const request = (id: number, method: string, params: unknown): string =>
  `${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`;
const initialize = request(1, "initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1.0.0" },
});
const call = request(2, "tools/call", { name: "echo", arguments: { text: "hi" } });

test("puts nothing but protocol on stdout, whatever else is printed, and ends with stdin", async () => {
  const server = start();
  server.stdin.end(initialize + call);
  const [stdout, stderr, [code]] = await Promise.all([
    text(server.stdout),
    text(server.stderr),
    once(server, "exit"),
  ]);
  const messages = stdout.trimEnd().split("\n");
  expect(messages.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2]);
  for (const noise of ["noise of a dependency", "more noise", "noise at the end"]) {
    expect(stderr).toContain(noise);
  }
  expect(code).toBe(0);
});

test("ends without a crash when the client stops reading", async () => {
  const server = start();
  server.stdout.destroy();
  server.stdin.on("error", () => {}).write(initialize + call);
  const [stderr, [code]] = await Promise.all([text(server.stderr), once(server, "exit")]);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/at .*node:internal/);
});
