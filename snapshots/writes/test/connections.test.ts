import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  callBody,
  callHeaders,
  connectHttp,
  post,
  startHttp,
  type HttpFixture,
} from "./support/http.js";
import { raw, requestBytes } from "./support/raw.js";
import { begun } from "./support/tools.js";

describe("limits on slow and many connections", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp({
      limits: { headersMs: 400, requestMs: 800, answerMs: 800, connections: 40 },
    });
  });
  afterAll(() => server.close());

  test("answers headers that come too slowly with 408", async () => {
    const head = ["POST /mcp HTTP/1.1\r\n", "Host: localhost\r\n", "X-A: 1\r\n", "X-B: 2\r\n"];
    expect(await raw(server.url, [...head, "X-C: 3\r\n", "X-D: 4\r\n"], 150)).toMatch(
      /^HTTP\/1.1 408 /,
    );
  });

  test("answers a body that comes too slowly with 408", async () => {
    const headers = "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n";
    const head = `POST /mcp HTTP/1.1\r\n${headers}\r\n`;
    const answer = await raw(server.url, [head, ..."{ 'a':1 }"], 150);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  test("closes a connection on which nothing comes", async () => {
    expect(await raw(server.url, [])).toMatch(/^HTTP\/1.1 408 /);
  });

  test("makes room for who has something to say when others keep connections idle", async () => {
    const { hostname, port } = new URL(server.url);
    const idle = Array.from({ length: 60 }, () => connect(Number(port), hostname));
    for (const socket of idle) {
      socket.on("error", () => {});
      socket.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    await Promise.all(
      idle.map((socket) => Promise.race([once(socket, "data"), once(socket, "close")])),
    );
    for (let count = 0; count < 5; count++) {
      expect(await raw(server.url, [requestBytes()])).toMatch(/^HTTP\/1.1 200 /);
    }
    for (const socket of idle) socket.destroy();
  });

  /** Asks for more than the buffers between hold, and reads nothing of it. */
  const unread = async (): Promise<Socket> => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).on("error", () => {});
    await once(socket, "connect");
    socket.pause();
    const text = "x".repeat(60_000);
    const body = callBody("echo", { text });
    const request = requestBytes({ body }).replace("Connection: close\r\n", "");
    for (let count = 0; count < 200; count++) socket.write(request);
    return socket;
  };

  test("gives up a client that does not take its answers", async () => {
    const socket = await unread();
    await expect.poll(() => server.load?.().requests, { timeout: 5_000 }).toBeGreaterThan(0);
    await expect
      .poll(() => server.load?.(), { timeout: 5_000 })
      .toEqual({ connections: 0, requests: 0 });
    socket.destroy();
  });

  test("holds no more connections than it may, and serves again when they end", async () => {
    const { hostname, port } = new URL(server.url);
    const sockets = Array.from({ length: 45 }, () => connect(Number(port), hostname));
    await Promise.all(
      sockets.map((socket) =>
        once(
          socket.on("error", () => {}),
          "connect",
        ),
      ),
    );
    // Whether it was refused or made room for another.
    const closed = () => sockets.filter((socket) => socket.closed || socket.destroyed).length;
    await expect.poll(closed).toBeGreaterThanOrEqual(5);
    expect(server.load?.().connections).toBeLessThanOrEqual(40);
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => server.load?.().connections).toBe(0);
    expect((await post(server.url)).status).toBe(200);
  });
});

describe("starting and ending", () => {
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

  test("answers every call in flight before it ends, and takes no new connection", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    await (await connectHttp(server.url, "2026-07-28")).listTools(); // leaves an idle connection
    const labels = Array.from({ length: 20 }, (_, index) => `in flight ${index}`);
    const calls = labels.map(async (label) => {
      const response = await post(server.url, { tool: "slow", args: { label, ms: 300 } });
      return response.json();
    });
    await expect.poll(() => labels.every((label) => begun.has(label))).toBe(true);
    const started = performance.now();
    await server.drain();
    expect(performance.now() - started).toBeLessThan(5_000);
    for (const answer of await Promise.all(calls)) expect(answer).toHaveProperty("result.content");
    await expect(post(server.url)).rejects.toThrow("fetch failed");
  });

  test("loses no call of clients that go on calling while it ends", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const lost: unknown[] = [];
    let answered = 0;
    const client = async (): Promise<void> => {
      for (;;) {
        try {
          const response = await post(server.url);
          await response.json();
          answered++;
        } catch (error) {
          const { code } = (error as Error).cause as NodeJS.ErrnoException;
          if (code !== "ECONNREFUSED") lost.push(error);
          return;
        }
      }
    };
    const clients = Array.from({ length: 10 }, client);
    await expect.poll(() => answered).toBeGreaterThan(50);
    await server.drain();
    await Promise.all(clients);
    expect(lost).toEqual([]);
    expect(server.audited()).toHaveLength(answered);
  });

  test("is not ready while it drains, on a connection that it still has", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk));
    const body = callBody("slow", { label: "not ready", ms: 300 });
    const headers = Object.entries({ ...callHeaders("slow"), "content-length": `${body.length}` });
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\n${lines}\r\n${body}`);
    await expect.poll(() => begun.has("not ready")).toBe(true);
    const drained = server.drain();
    socket.write("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await Promise.all([drained, once(socket, "close")]);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK.*HTTP\/1.1 503 .*"unavailable"/s);
  });

  test("leaves no connection open whose client wants it closed, also behind an answer that streams", async () => {
    const server = await startHttp();
    const era = "2025-11-25";
    const body = JSON.stringify({ jsonrpc: "2.0", id: 7, method: "no/such" });
    const headers = { ...callHeaders("echo", era), "content-length": `${body.length}` };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `POST /mcp HTTP/1.1\r\nHost: localhost\r\n${lines.join("")}Connection: close\r\n`;
    const answer = await raw(server.url, [`${head}\r\n${body}`]);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK.*-32601/s);
    expect(answer).toMatch(/^Connection: close\r$/m);
    server.close();
  });

  test("ends after a while although a call goes on", async () => {
    const server = await startHttp({ limits: { drainMs: 100 } });
    onTestFinished(server.close);
    const args = { label: "hung", ms: 10_000 };
    const hung = post(server.url, { tool: "slow", args }).catch(() => "cut off");
    await expect.poll(() => begun.has("hung")).toBe(true);
    await server.drain();
    expect(await hung).toBe("cut off");
  });
});
