import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callBody, post, startHttp, type HttpFixture } from "./support/http.js";
import { raw, requestBytes } from "./support/raw.js";

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
