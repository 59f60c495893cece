import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startHttp } from "./support/http.js";

describe("listening", () => {
  test("refuses to listen beyond this machine without authentication", async () => {
    await expect(startHttp({ host: "0.0.0.0" })).rejects.toThrow(/without authentication/);
  });

  test("says that a port is taken, and takes no other", async () => {
    const other = createServer();
    await once(other.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    await expect(startHttp({ port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1 port ${port}: another process does. Stop it, or set PORT.`,
    );
  });

  test("is alive and ready to whoever asks, by whatever Host, and not ready when its sources are not", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const status = async (path: string) => (await fetch(new URL(path, server.url))).status;
    expect(await status("/livez")).toBe(200);
    expect(await status("/readyz")).toBe(200);
    server.ready.value = false;
    expect(await status("/livez")).toBe(200);
    expect(await status("/readyz")).toBe(503);
  });
});
