import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callBody, callHeaders, post, startHttp, type HttpFixture } from "./support/http.js";
import { raw } from "./support/raw.js";

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
    ["", 403],
    ["http://localhost/", 403],
    ["http://localhost/, https://evil.example", 403],
    ["http://localhost@evil.example", 403],
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
