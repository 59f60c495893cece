import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  callBody,
  callHeaders,
  connectHttp,
  post,
  startHttp,
  type HttpFixture,
} from "./support/http.js";
import { requestBytes, textFrom } from "./support/raw.js";
import { begun } from "./support/tools.js";

/** One call by a client of no kindness: nothing is tried again. The code of what went wrong, if something did. */
const callFrom = (agent: Agent, url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const body = callBody("echo", { text: "hi" });
    const sent = request(
      url,
      { agent, method: "POST", headers: callHeaders("echo") },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode === 200 ? undefined : "status"));
        response.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      },
    );
    sent.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    sent.end(body);
  });

const refusesConnections = async (url: string): Promise<boolean> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const refused = await once(socket, "connect").then(
    () => false,
    () => true,
  );
  socket.destroy();
  return refused;
};

describe("ending", () => {
  test("answers every call in flight before it ends, and takes no new connection", async () => {
    // Longer than the test may take: an idle connection must not be waited for.
    const server = await startHttp({ limits: { drainMs: 60_000 } });
    onTestFinished(server.close);
    await (await connectHttp(server.url, "2026-07-28")).listTools(); // leaves an idle connection
    const labels = Array.from({ length: 20 }, (_, index) => `in flight ${index}`);
    const calls = labels.map(async (label) => {
      const response = await post(server.url, { tool: "slow", args: { label, ms: 300 } });
      return response.json();
    });
    await expect.poll(() => labels.every((label) => begun.has(label))).toBe(true);
    await server.drain();
    for (const answer of await Promise.all(calls)) expect(answer).toHaveProperty("result.content");
    await expect(post(server.url)).rejects.toThrow("fetch failed");
  });

  test("answers those who are connected and wait to be accepted when it is told to end", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const { hostname, port } = new URL(server.url);
    const sockets = Array.from({ length: 50 }, () => connect(Number(port), hostname));
    // The kernel connects them all at once, the server accepts one in a turn.
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const answers = sockets.map(async (socket) => {
      socket.end(requestBytes());
      return (await textFrom(socket)).split("\r\n", 1)[0];
    });
    await server.drain();
    expect(await Promise.all(answers)).toEqual(sockets.map(() => "HTTP/1.1 200 OK"));
  });

  test("restarted again and again, loses no call of clients that go on calling", async () => {
    let server = await startHttp();
    onTestFinished(() => server.close());
    const { url } = server;
    const port = Number(new URL(url).port);
    const lost: unknown[] = [];
    let answered = 0;
    let audited = 0;
    const over = new AbortController();
    const client = async (agent: Agent): Promise<void> => {
      while (!over.signal.aborted) {
        const failure = await callFrom(agent, url);
        if (failure === undefined) answered++;
        else if (failure !== "ECONNREFUSED") lost.push(failure);
        else await wait(5);
      }
      agent.destroy();
    };
    const pools = [true, true, true, true, false, false, false, false];
    const clients = pools.map((keepAlive) => client(new Agent({ keepAlive })));
    for (let restart = 0; restart < 10; restart++) {
      const before = answered;
      await expect.poll(() => answered).toBeGreaterThan(before + 30);
      await server.drain();
      audited += server.audited().length;
      server.close();
      server = await startHttp({ port });
    }
    over.abort();
    await Promise.all(clients);
    audited += server.audited().length;
    expect(lost).toEqual([]);
    expect(audited).toBe(answered);
  }, 60_000);

  test("goes on taking connections for as long as a balancer takes to notice that it is not ready", async () => {
    const server = await startHttp({ limits: { delayMs: 1_000 } });
    onTestFinished(server.close);
    const drained = server.drain();
    expect((await fetch(new URL("/readyz", server.url))).status).toBe(503);
    const response = await post(server.url);
    expect(response.status).toBe(200);
    expect(response.headers.get("connection")).toBe("close");
    await response.text();
    await drained;
    await expect(post(server.url)).rejects.toThrow("fetch failed");
  });

  /** A call on a connection that is to stay, and what comes back over it. */
  const staying = (server: HttpFixture) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const text = textFrom(socket);
    const call = (tool: string, args: unknown): void => {
      const body = callBody(tool, args);
      const headers = Object.entries({ ...callHeaders(tool), "content-length": `${body.length}` });
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
      socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\n${lines}\r\n${body}`);
    };
    return { socket, text, call };
  };

  test("says with the answer to a call that it had begun before that the connection ends", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const { text, call } = staying(server);
    call("slow", { label: "begun before", ms: 300 });
    await expect.poll(() => begun.has("begun before")).toBe(true);
    await server.drain();
    expect(await text).toMatch(/^HTTP\/1.1 200 OK\r\n(?:.+\r\n)*connection: close\r\n/i);
  });

  test("answers what comes over an idle connection after it was told to end", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const { socket, text, call } = staying(server);
    call("echo", { text: "one" });
    await once(socket, "data");
    const drained = server.drain();
    await expect.poll(() => refusesConnections(server.url)).toBe(true);
    call("echo", { text: "two" });
    await drained;
    expect(await text).toMatch(
      /^HTTP\/1.1 200 OK.*one.*HTTP\/1.1 200 OK.*connection: close.*two/is,
    );
  });

  test("closes an idle connection after a while, and not before all of its answer is sent", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const { socket, text, call } = staying(server);
    const long = "x".repeat(60_000);
    call("echo", { text: long });
    await once(socket, "data");
    await server.drain();
    expect(await text).toContain(long);
  });

  test("is not ready while it drains, and says with the last answer on a connection that it ends", async () => {
    const server = await startHttp();
    onTestFinished(server.close);
    const { socket, text, call } = staying(server);
    call("slow", { label: "not ready", ms: 300 });
    await expect.poll(() => begun.has("not ready")).toBe(true);
    const drained = server.drain();
    socket.write("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await drained;
    const [first = "", second = ""] = (await text).split(/(?=HTTP\/1\.1 )/);
    expect(first).toMatch(/^HTTP\/1.1 200 OK/);
    expect(first).not.toMatch(/connection: close/i);
    expect(second).toMatch(/^HTTP\/1.1 503 .*connection: close.*"unavailable"/is);
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
