/** The health check of the image, as the engine runs it: by its exit code. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const script = fileURLToPath(new URL("../../../templates/image/deploy/healthcheck.mjs", import.meta.url));

async function codeFor(port: number, ...args: string[]): Promise<unknown> {
  const child = spawn(process.execPath, [script, ...args], { env: { PORT: `${port}` }, stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [unknown];
  return code;
}

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("is 0 for an answer of 200 at the path asked for, /livez unless said otherwise, else 1", async () => {
  const port = await serve(({ url }, response) => {
    response.statusCode = url === "/livez" ? 200 : 503;
    response.end("{}");
  });
  expect(await codeFor(port)).toBe(0);
  expect(await codeFor(port, "/livez")).toBe(0);
  expect(await codeFor(port, "/readyz")).toBe(1);
});

test("is 1 where nothing answers, and where something never does", async () => {
  expect(await codeFor(await serve(() => {}))).toBe(1);
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, "close");
  expect(await codeFor(port)).toBe(1);
});
