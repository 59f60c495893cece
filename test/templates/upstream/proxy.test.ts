/** The guard under a Node that is told of a proxy, in a process of its own: the variable counts at the start only. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { execa } from "execa";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const sources = join(repository, "templates/upstream/src/sources");

const script = `
import { fetch } from "undici";
import { openEgress } from "${join(sources, "upstream-egress.ts")}";
const url = process.argv[2];
const egress = openEgress({ origins: [url], networks: ["127.0.0.1"], connections: 1 });
const request = { method: "GET", headers: {}, signal: AbortSignal.timeout(10_000) };
const guarded = await (await egress.fetch(new URL(url), request)).text();
const other = await (await fetch(url)).text();
console.log(JSON.stringify({ guarded, other }));
await egress.close();
`;

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  // Node asks the proxy for a tunnel, whatever the address.
  server.on("connect", (_request, socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    socket.once("data", () => {
      socket.end("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nproxy");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test("NODE_USE_ENV_PROXY does not lead requests around the guard", async () => {
  const service = await listen((_request, response) => response.end("service"));
  const proxy = await listen((_request, response) => response.end("proxy"));
  // Below the repository, where `undici` is found.
  const folder = await mkdtemp(join(repository, "node_modules/.proxy-test-"));
  try {
    const entry = join(folder, "entry.ts");
    const outfile = join(folder, "entry.mjs");
    await writeFile(entry, script);
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
    });
    const env = {
      NODE_USE_ENV_PROXY: "1",
      HTTP_PROXY: proxy.url,
      HTTPS_PROXY: proxy.url,
      NO_PROXY: "",
      no_proxy: "",
    };
    const { stdout } = await execa(process.execPath, [outfile, service.url], { env, timeout: 20_000 });
    const isKnown = process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
    expect(JSON.parse(stdout)).toEqual({
      guarded: "service",
      // Where Node knows the variable, it holds for whatever names no way out of its own.
      other: isKnown ? "proxy" : "service",
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
    service.close();
    proxy.close();
  }
});
