import { afterEach, expect, test } from "vitest";
import type { Auth } from "../src/auth/auth.js";
import { hostedFetch, type HostedConfig } from "../src/transports/hosted.js";
import { createFixture, type Fixture } from "./support/fixture.js";

const config: HostedConfig = {
  path: "/mcp",
  allowedHosts: ["mcp.example.com"],
  allowedOrigins: [],
};

const auth: Auth = {
  kind: "apiKeys",
  authenticate: async ({ authorization }) =>
    authorization === "Bearer good"
      ? { value: { id: "client:test", scopes: [] } }
      : { refusal: { status: 401, message: "No.", headers: { "www-authenticate": "Bearer" } } },
  insufficientScope: () => ({ status: 403, message: "Forbidden." }),
  documents: {},
};

let fixture: Fixture | undefined;
afterEach(() => {
  fixture?.close();
  fixture = undefined;
});

const server = (options: { auth?: Auth; config?: HostedConfig } = {}) => {
  fixture = createFixture();
  return hostedFetch({ ...fixture, auth, config, ...options });
};

const post = (url: string, headers: Record<string, string> = {}) =>
  new Request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      authorization: "Bearer good",
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });

test("it does not start without authentication, for its URL is never a loopback one", () => {
  expect(() => server({ auth: { ...auth, kind: "none" } })).toThrow(/without authentication/);
});

test("it does not start without knowing under which names it is reached", () => {
  expect(() => server({ config: { ...config, allowedHosts: [] } })).toThrow(/ALLOWED_HOSTS/);
});

test("it answers who has a credential, and keeps answers out of caches", async () => {
  const answer = await server()(post("https://mcp.example.com/mcp"));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('"tools"');
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("cache-control")).toMatch(/no-store|no-cache/);
});

test.each([
  ["without a credential", post("https://mcp.example.com/mcp", { authorization: "" }), 401],
  ["under another host name", post("https://evil.example/mcp"), 403],
  ["from a page", post("https://mcp.example.com/mcp", { origin: "https://evil.example" }), 403],
  [
    "from a page of this machine",
    post("https://mcp.example.com/mcp", { origin: "http://localhost" }),
    403,
  ],
  ["at another path", post("https://mcp.example.com/other"), 404],
  ["with another method", new Request("https://mcp.example.com/mcp"), 405],
])("it refuses a request %s", async (_how, request, status) => {
  const answer = await server()(request);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(fixture?.logged("http_refused")).toHaveLength(1);
});

test("an endpoint beside it has headers of its own, on whatever it answers, and pages may read them", async () => {
  const own = createFixture();
  fixture = own;
  const origin = "https://app.example.com";
  const sunset = "Wed, 30 Jun 2027 00:00:00 GMT";
  const fetch = hostedFetch({
    ...own,
    auth,
    config: { ...config, allowedOrigins: [origin] },
    also: [{ ...own, path: "/v1/mcp", headers: { sunset } }],
  });
  const url = "https://mcp.example.com/v1/mcp";
  const good = await fetch(post(url, { origin }));
  expect(good.status).toBe(200);
  expect(good.headers.get("access-control-expose-headers")).toBe("www-authenticate, sunset");
  const refused = await fetch(post(url, { authorization: "" }));
  expect(refused.status).toBe(401);
  for (const answer of [good, refused]) expect(answer.headers.get("sunset")).toBe(sunset);
  const other = await fetch(post("https://mcp.example.com/mcp"));
  expect(other.headers.get("sunset")).toBeNull();
});

test("it refuses a body that is too long, whatever its length claims", async () => {
  const chunk = new Uint8Array(64 * 1024).fill(32);
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(chunk),
  });
  const { headers } = post("https://mcp.example.com/mcp");
  const endless = { method: "POST", headers, body, duplex: "half" } as const;
  const answer = await server()(new Request("https://mcp.example.com/mcp", endless));
  expect(answer.status).toBe(413);
});
