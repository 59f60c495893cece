import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Auth } from "../src/auth/auth.js";
import { createEndpoint } from "../src/transports/endpoint.js";
import { createFetch, type Fetch } from "../src/transports/fetch.js";
import { serveHttp } from "../src/transports/http.js";
import { createFixture, type Fixture } from "./support/fixture.js";
import { callBody, callHeaders, openDoor, post } from "./support/http.js";

describe("the web-standard handler, for hosts other than Node", () => {
  const url = "http://localhost/mcp";
  let fixture: Fixture;
  let fetch: Fetch;
  beforeAll(() => {
    fixture = createFixture();
    const rules = { path: "/mcp", allowedHosts: [], allowedOrigins: [] };
    const endpoint = createEndpoint({
      ...fixture,
      auth: openDoor,
      rules: { ...rules, allowLocalOrigins: true, bodyBytes: 1_000 },
    });
    fetch = createFetch(endpoint, { bodyBytes: 1_000 });
  });
  afterAll(() => fixture.close());

  const call = (body: string, headers: Record<string, string> = {}): Request =>
    new Request(url, {
      method: "POST",
      headers: { host: "localhost", ...callHeaders("echo"), ...headers },
      body,
    });

  test("answers a call", async () => {
    const response = await fetch(call(callBody("echo", { text: "hi" })));
    expect(await response.json()).toMatchObject({ id: 7, result: { content: [{ type: "text" }] } });
  });

  test.each([
    ["a forged Host", { host: "evil.example" }, 403],
    ["a forged Origin", { origin: "https://evil.example" }, 403],
    ["a body that is not JSON", { "content-type": "text/plain" }, 415],
  ])("refuses %s", async (_what, headers, status) => {
    const response = await fetch(call(callBody("echo", { text: "hi" }), headers));
    expect(response.status).toBe(status);
  });

  test("refuses a body that is too large", async () => {
    const response = await fetch(call(callBody("echo", { text: "x".repeat(1_000) })));
    expect(response.status).toBe(413);
  });
});

test.each([
  ["by the direct road", true],
  ["through the SDK", false],
])("a verified credential goes no further than authentication, %s", async (_road, direct) => {
  const seen: unknown[] = [];
  const fixture = createFixture(() => [
    {
      begin: ({ caller }) => {
        seen.push(caller.principal.id, caller.request?.header?.("authorization"));
        return { end: () => {} };
      },
    },
  ]);
  const auth: Auth = {
    ...openDoor,
    authenticate: async ({ authorization }) => ({ value: { id: `knows ${authorization}` } }),
  };
  const server = await serveHttp({
    ...fixture,
    createServer: (principalOf) =>
      fixture.createServer((context) => {
        seen.push(context.http?.authInfo?.token);
        return principalOf(context);
      }),
    auth,
    ready: () => true,
    direct,
    config: { host: "127.0.0.1", port: 0, path: "/mcp", allowedHosts: [], allowedOrigins: [] },
  });
  onTestFinished(() => server.drain().finally(fixture.close));
  for (const era of ["2025-11-25", "2026-07-28"] as const) {
    await (await post(server.address, { era, headers: { authorization: "Bearer x" } })).text();
  }
  const call = [...(direct ? [] : [""]), "knows Bearer x", undefined];
  expect(seen).toEqual([...call, ...call]);
});
