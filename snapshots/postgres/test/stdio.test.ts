import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { codeOf } from "./support/client.js";
import { connectStreams, startStdio } from "./support/stdio.js";
import { begun, stopped } from "./support/tools.js";

const request = (id: number, method: string, params: unknown = {}): string =>
  `${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`;

const initialize = request(0, "initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1.0.0" },
});

test("answers everything that came before the end of stdin, then ends", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  const stdout = text(server.stdout);
  const slow = { name: "slow", arguments: { label: "end of stdin", ms: 150 } };
  server.stdin.end(`${initialize}${request(1, "tools/call", slow)}${request(2, "tools/list")}`);
  await server.transport.closed;
  server.stdout.end();
  const answers = (await stdout).trimEnd().split("\n");
  expect(answers.map((line) => (JSON.parse(line) as { id: number }).id).sort()).toEqual([0, 1, 2]);
});

test("ends promptly when stdin ends with nothing in flight", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  const started = performance.now();
  server.stdin.end(initialize);
  await server.transport.closed;
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("ends when stdin breaks instead of ending", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  server.stdin.write(initialize);
  await setTimeout(20);
  server.stdin.destroy();
  await expect(server.transport.closed).resolves.toBeUndefined();
});

test("answers what is in flight before a drain ends it", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  const client = await connectStreams(server, "2026-07-28");
  const call = client.callTool({ name: "slow", arguments: { label: "drain", ms: 150 } });
  await expect.poll(() => begun.has("drain")).toBe(true);
  await server.transport.drain();
  expect(codeOf(await call)).toBeUndefined();
});

test("stops the work of a call that the client cancels", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  const client = await connectStreams(server, "2025-11-25");
  const controller = new AbortController();
  const args = { label: "cancelled", ms: 10_000 };
  const call = client.callTool({ name: "slow", arguments: args }, { signal: controller.signal });
  await expect.poll(() => begun.has("cancelled")).toBe(true);
  controller.abort("no longer wanted");
  await expect(call).rejects.toThrow();
  await expect.poll(() => stopped.get("cancelled")).toMatchObject({ code: "CANCELLED" });
  await expect.poll(() => server.audited().at(-1)).toMatchObject({ outcome: "cancelled" });
});

test("goes on after lines that are no messages", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  server.stdin.write('not json\n{"jsonrpc":"1.0"}\n[]\n\n');
  const client = await connectStreams(server, "2025-11-25");
  expect((await client.listTools()).tools).not.toHaveLength(0);
});

test("records a call whose arguments are none, although the SDK would refuse it by itself", async () => {
  const server = startStdio();
  const stdout = text(server.stdout);
  const calls = [null, [], "x"].map((args, index) =>
    request(index + 1, "tools/call", { name: "echo", arguments: args }),
  );
  server.stdin.end(`${initialize}${calls.join("")}`);
  await server.transport.closed;
  server.stdout.end();
  expect((await stdout).match(/INVALID_ARGUMENTS: The arguments must be an object/g)).toHaveLength(
    3,
  );
  expect(server.audited()).toHaveLength(3);
  server.close();
});

test("answers requests of a wrong form in a few words", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  const stdout = text(server.stdout);
  const wrong = [
    request(1, "initialize", { protocolVersion: 5 }),
    request(2, "tools/list", { cursor: null }),
    request(3, "tools/call", { name: "echo", arguments: { text: "hi" }, task: 5 }),
  ];
  server.stdin.end(`${initialize}${wrong.join("")}`);
  await server.transport.closed;
  server.stdout.end();
  const answers = new Map(
    (await stdout)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: number; error?: unknown; result?: unknown })
      .map(({ id, error, result }) => [id, error ?? result]),
  );
  expect(answers.get(1)).toEqual({ code: -32602, message: "Invalid params for initialize" });
  expect(answers.get(2)).toEqual({ code: -32602, message: "Invalid params for tools/list" });
  expect(answers.get(3)).toMatchObject({ content: [{ type: "text" }] });
});

test("refuses numbers that JSON cannot hold, although the SDK parses them", async () => {
  const server = startStdio();
  onTestFinished(server.close);
  const stdout = text(server.stdout);
  const call = request(1, "tools/call", { name: "echo", arguments: { text: "NUMBER" } });
  server.stdin.end(`${initialize}${call.replace('"NUMBER"', "1e400")}`);
  await server.transport.closed;
  server.stdout.end();
  expect(await stdout).toContain("INVALID_ARGUMENTS");
});
