import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  callBody,
  callHeaders,
  connectHttp,
  post,
  startHttp,
  type HttpFixture,
} from "./support/http.js";
import { begun, stopped } from "./support/tools.js";

/** Sends bytes as they are and resolves with all that comes back. */
async function raw(url: string, chunks: readonly string[], pauseMs = 0): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk)).on("error", () => {});
  // Not `once` of node:events, which rejects when the server resets what is written after its answer.
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const chunk of chunks) {
    if (answer !== "") break;
    socket.write(chunk);
    if (pauseMs > 0) await setTimeout(pauseMs);
  }
  await closed;
  return answer;
}

describe("the edge of the HTTP transport", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp({
      allowedHosts: ["mcp.example.com"],
      allowedOrigins: ["https://app.example.com"],
    });
  });
  afterAll(() => server.close());

  /** Posts with node:http, which sends whatever `Host` it is told to. */
  const postAs = async (headers: Record<string, string>): Promise<number | undefined> => {
    const sent = request(server.url, {
      method: "POST",
      headers: { ...callHeaders("echo"), ...headers },
    });
    sent.end(callBody("echo", { text: "hi" }));
    const [response] = await once(sent, "response");
    response.resume();
    return response.statusCode;
  };

  test.each([
    ["evil.example", 403],
    ["evil.example:80", 403],
    ["localhost.evil.example", 403],
    ["evil.example@localhost", 403],
    ["localhost/evil", 403],
    ["localhost", 200],
    ["[::1]:3000", 200],
    ["MCP.example.com", 200],
  ])("answers Host %j with %i", async (host, status) => {
    expect(await postAs({ host })).toBe(status);
  });

  test.each([
    ["https://evil.example", 403],
    ["https://app.example.com.evil.example", 403],
    ["http://app.example.com", 403],
    ["null", 403],
    ["https://app.example.com", 200],
    ["http://localhost:6274", 200],
  ])("answers Origin %j with %i", async (origin, status) => {
    expect(await postAs({ origin })).toBe(status);
  });

  test("answers a request without a Host with 400, with an empty one with 403", async () => {
    const end = "Connection: close\r\n\r\n";
    expect(await raw(server.url, [`GET /mcp HTTP/1.1\r\n${end}`])).toMatch(/^HTTP\/1.1 400 /);
    expect(await raw(server.url, [`GET /mcp HTTP/1.1\r\nHost:\r\n${end}`])).toMatch(
      /^HTTP\/1.1 403 /,
    );
  });

  test("runs nothing of a request that its Host or Origin rules out", async () => {
    const before = server.audited().length;
    await postAs({ host: "evil.example" });
    await postAs({ origin: "https://evil.example" });
    expect(server.audited()).toHaveLength(before);
    expect(server.logged("http_refused").at(-1)).toMatchObject({ status: 403, level: "warn" });
  });

  test("lets pages of an allowed origin read answers, and no others", async () => {
    const allowed = "https://app.example.com";
    const asked = await fetch(server.url, {
      method: "OPTIONS",
      headers: {
        origin: allowed,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type, mcp-param-region, x-other",
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe(allowed);
    expect(asked.headers.get("access-control-allow-headers")).toMatch(/mcp-param-region$/);
    const answer = await post(server.url, { headers: { origin: allowed } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(allowed);
    const local = await post(server.url, { headers: { origin: "http://localhost:6274" } });
    expect(local.status).toBe(200);
    expect(local.headers.get("access-control-allow-origin")).toBeNull();
  });

  test.each(["GET", "DELETE", "PUT", "OPTIONS"])("answers %s with 405", async (method) => {
    const response = await fetch(server.url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  test("answers another path with 404", async () => {
    expect((await fetch(new URL("/other", server.url))).status).toBe(404);
  });

  test.each([
    ["text/plain", { "content-type": "text/plain" }],
    ["a compressed body", { "content-encoding": "gzip" }],
  ])("answers %s with 415", async (_what, headers) => {
    expect((await post(server.url, { headers })).status).toBe(415);
  });

  test("answers a body that is too large with 413, announced or not", async () => {
    const huge = callBody("echo", { text: "x".repeat(300_000) });
    expect((await post(server.url, { body: huge })).status).toBe(413);
    const sent = request(server.url, { method: "POST", headers: callHeaders("echo") });
    sent.on("error", () => {}); // the server closes while the body is still on its way
    sent.write(huge.slice(0, 150_000));
    sent.end(huge.slice(150_000));
    const [response] = await once(sent, "response");
    response.resume();
    expect(response.statusCode).toBe(413);
  });

  test("answers a body that is announced as too large before it comes", async () => {
    const headers =
      "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n";
    const answer = await raw(server.url, [`POST /mcp HTTP/1.1\r\n${headers}\r\n`]);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test("answers headers of more than 8 KiB with 431", async () => {
    const head = `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"x".repeat(9_000)}\r\n\r\n`;
    expect(await raw(server.url, [head])).toMatch(/^HTTP\/1.1 431 /);
  });

  test("does not let caches or content sniffing at its answers", async () => {
    const { headers } = await post(server.url);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("guards each call of a batch on its own, and refuses large batches", async () => {
    const calls = (count: number) =>
      JSON.stringify(
        Array.from({ length: count }, (_, id) => ({
          ...(JSON.parse(callBody("rarely", {}, "2025-11-25")) as object),
          id,
        })),
      );
    const headers = { "mcp-protocol-version": "2025-03-26" };
    const before = server.audited().length;
    const answer = await (
      await post(server.url, { era: "2025-11-25", headers, body: calls(5) })
    ).text();
    expect(answer.match(/RATE_LIMITED/g)).toHaveLength(2);
    expect(server.audited()).toHaveLength(before + 5);
    const refused = await post(server.url, { era: "2025-11-25", headers, body: calls(11) });
    expect(refused.status).toBe(400);
    expect(server.audited()).toHaveLength(before + 5);
  });

  test.each(["2025-11-25", "2026-07-28"] as const)(
    "stops the work of a caller that hangs up, %s",
    async (era) => {
      const label = `hang up ${era}`;
      const controller = new AbortController();
      const sent = fetch(server.url, {
        method: "POST",
        headers: callHeaders("slow", era),
        body: callBody("slow", { label, ms: 10_000 }, era),
        signal: controller.signal,
      });
      const read = sent.then((response) => response.text()).catch(() => undefined);
      await expect.poll(() => begun.has(label)).toBe(true);
      controller.abort();
      await read;
      await expect.poll(() => stopped.get(label)).toMatchObject({ code: "CANCELLED" });
      expect(server.audited().at(-1)).toMatchObject({ tool: "slow", outcome: "cancelled" });
    },
  );

  test("compares the headers that repeat arguments with the arguments", async () => {
    const args = { region: "eu", shard: 42 };
    const call = async (headers: Record<string, string>) =>
      (await post(server.url, { tool: "routed", args, headers })).status;
    expect(await call({ "mcp-param-region": "eu", "mcp-param-shard": "42.0" })).toBe(200);
    expect(await call({ "mcp-param-region": "=?base64?ZXU=?=", "mcp-param-shard": "42" })).toBe(
      200,
    );
    expect(await call({ "mcp-param-region": "us", "mcp-param-shard": "42" })).toBe(400);
    expect(await call({ "mcp-param-region": "=?base64?ZXU?=", "mcp-param-shard": "42" })).toBe(400);
    expect(await call({ "mcp-param-region": "eu" })).toBe(400);
    const mismatch = await post(server.url, { tool: "routed", args });
    expect(await mismatch.json()).toMatchObject({ id: 7, error: { code: -32_020 } });
    expect((await post(server.url, { tool: "routed", args, era: "2025-11-25" })).status).toBe(200);
  });
});

describe("limits on slow and many connections", () => {
  let server: HttpFixture;
  beforeAll(async () => {
    server = await startHttp({ limits: { headersMs: 400, requestMs: 800, connections: 40 } });
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

  test("refuses connections beyond the limit and serves again when others end", async () => {
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
    await setTimeout(50);
    expect(sockets.filter((socket) => socket.closed || socket.destroyed).length).toBeGreaterThan(0);
    for (const socket of sockets) socket.destroy();
    await setTimeout(50);
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
    const { port } = other.address() as AddressInfo;
    await expect(startHttp({ port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1 port ${port}: another process does. Stop it, or set PORT.`,
    );
    other.close();
  });

  test("is alive and ready to whoever asks, by whatever Host, and not ready when its sources are not", async () => {
    const server = await startHttp();
    const status = async (path: string) => (await fetch(new URL(path, server.url))).status;
    expect(await status("/livez")).toBe(200);
    expect(await status("/readyz")).toBe(200);
    server.ready.value = false;
    expect(await status("/livez")).toBe(200);
    expect(await status("/readyz")).toBe(503);
    server.close();
  });

  test("answers every call in flight before it ends, and takes no new connection", async () => {
    const server = await startHttp();
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
    server.close();
  });

  test("loses no call of clients that go on calling while it ends", async () => {
    const server = await startHttp();
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
    server.close();
  });

  test("is not ready while it drains, on a connection that it still has", async () => {
    const server = await startHttp();
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
    server.close();
  });

  test("ends after a while although a call goes on", async () => {
    const server = await startHttp({ limits: { drainMs: 100 } });
    const args = { label: "hung", ms: 10_000 };
    const hung = post(server.url, { tool: "slow", args }).catch(() => "cut off");
    await expect.poll(() => begun.has("hung")).toBe(true);
    await server.drain();
    expect(await hung).toBe("cut off");
    server.close();
  });
});
