// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eras, type Era } from "../support/client.js";
import { connectHttp, post } from "../support/http.js";
import { raw } from "../support/raw.js";
import { serve, type Served } from "./serve.js";
import { servesTheContract, unset } from "./served.js";

servesTheContract("HTTP", async (era) => {
  const server = await serve();
  const client = await connectHttp(server.address, era, server.token);
  return {
    client,
    close: async () => {
      await client.close();
      expect(await server.stop(), "the exit code after SIGTERM").toBe(0);
    },
  };
});

/** The answer to `tools/list`, byte by byte. */
async function listed({ address, token }: Served, era: Era): Promise<string> {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": era,
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = era === "2026-07-28" ? { _meta } : {};
  const response = await post(address, {
    era,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(era === "2026-07-28" && { "mcp-method": "tools/list", "mcp-name": "" }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params }),
  });
  expect(response.status).toBe(200);
  return response.text();
}

describe.skipIf(unset.length > 0)("the built server, attacked", () => {
  let server: Served;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(async () => {
    await server.stop();
  });

  test.each(eras)("lists the same bytes after another start, %s", async (era) => {
    const other = await serve();
    expect(await listed(other, era)).toBe(await listed(server, era));
    await other.stop();
  });

  test("answers nobody under another name, from another page, or with a body too large", async () => {
    const { address } = server;
    const line = `POST ${new URL(address).pathname} HTTP/1.1\r\nConnection: close\r\n`;
    const forged = `${line}Host: evil.example\r\n\r\n`;
    expect(await raw(address, [forged])).toMatch(/^HTTP\/1\.1 403 /);
    const long = "Content-Type: application/json\r\nContent-Length: 500000\r\n";
    const announced = `${line}Host: localhost\r\n${long}\r\n`;
    expect(await raw(address, [announced])).toMatch(/^HTTP\/1\.1 413 /);
    const headers = { origin: "https://evil.example" };
    expect((await post(address, { headers })).status).toBe(403);
    expect((await post(address)).status).toBe(401);
    expect((await post(`${address}?access_token=${server.token}`)).status).toBe(401);
    expect(server.audited()).toEqual([]);
  });

  // With Node's own limits it would take a minute and more.
  test("cuts off who sends slowly, headers or body", { timeout: 10_000 }, async () => {
    const { pathname } = new URL(server.address);
    const head = `POST ${pathname} HTTP/1.1\r\nHost: localhost\r\n`;
    const token = `Authorization: Bearer ${server.token}\r\n`;
    const body = `${head}${token}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`;
    const answers = await Promise.all([
      raw(server.address, [head]),
      raw(server.address, [`${body}{`]),
      raw(server.address, [body, ..." ".repeat(100)], 200),
    ]);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});
