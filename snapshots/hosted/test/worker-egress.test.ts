import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readEnvironment } from "../src/environment.js";
import { clientCredentials } from "../src/sources/upstream-oauth.js";
import { readUpstream } from "../src/sources/upstream-settings.js";
import { openWorkerEgress } from "../src/sources/worker-egress.js";
import { workerUrl } from "../src/sources/worker-url.js";
import { json, open, patience, startService, type Service } from "./support/service.js";

let service: Service;
/** What was asked of the host's `fetch`, which in a Worker resolves and connects by itself. */
let asked: { readonly url: string; readonly init: RequestInit }[];

beforeAll(async () => {
  service = await startService(() => {});
  const connect = fetch;
  vi.stubGlobal("fetch", (url: URL, init: RequestInit) => {
    asked.push({ url: url.href, init });
    return connect(new URL(url.pathname + url.search, service.url), init);
  });
});
beforeEach(() => {
  asked = [];
  service.requests.length = 0;
  service.answer = (_request, response) => json(response, { ok: true });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await service.close();
});

const api = "https://api.example.com";
const get = { method: "GET", target: "/things" };
const opened = (settings: Parameters<typeof open>[1] = {}) =>
  open(`${api}/v2`, { networks: [], plainHttp: false, ...settings }, openWorkerEgress).upstream;

test("requests go to the origin of the settings, are not redirected by the host and kept in no cache", async () => {
  const upstream = opened({ auth: { kind: "bearer", token: "t0k3n" } });
  const { status, body } = await upstream.send(get, patience());
  expect([status, Buffer.from(body).toString()]).toEqual([200, '{"ok":true}']);
  expect(asked).toMatchObject([
    { url: `${api}/v2/things`, init: { redirect: "manual", cache: "no-store" } },
  ]);
  expect(service.requests[0]?.headers["authorization"]).toBe("Bearer t0k3n");
  await upstream.close();
});

const elsewhere = [
  ...["https://evil.example.net", "https://api.example.com.evil.net", "https://example.com"],
  ...[`${api}:8443`, "http://api.example.com", "https://127.0.0.1", "https://api.example.com."],
];

test.each(elsewhere)(
  "nothing is asked of an origin that the settings do not name: %s",
  async (origin) => {
    const egress = openWorkerEgress({ origins: [api], networks: [], connections: 1 });
    const request = { method: "GET", headers: {}, signal: AbortSignal.timeout(5_000) };
    const refused = { name: "EgressError", code: "EGRESS_REFUSED" };
    await expect(egress.fetch(new URL(origin), request)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  },
);

const notPublic = [
  ...["http://api.example.com", "https://127.0.0.1", "https://2130706433", "https://0x7f000001"],
  ...[
    "https://127.1",
    "https://0.0.0.0",
    "https://169.254.169.254",
    "https://8.8.8.8",
    "https://[::1]",
  ],
  ...[
    "https://[::ffff:7f00:1]",
    "https://[2606:4700::1111]",
    "https://localhost",
    "https://metadata",
  ],
  ...["https://metadata.google.internal", "https://printer.local", "https://api.corp"],
  ...["https://api.example.com.", "https://localhost.", "https://nas.home.arpa", "https://x.onion"],
];

describe("an origin that is no public name", () => {
  test.each(notPublic)("is never asked, whoever wrote it into the settings: %s", async (origin) => {
    const { origin: written } = new URL(origin);
    const egress = openWorkerEgress({ origins: [written], networks: [], connections: 1 });
    const request = { method: "GET", headers: {}, signal: AbortSignal.timeout(5_000) };
    await expect(egress.fetch(new URL(origin), request)).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  test.each([
    ...notPublic,
    "https://a:b@api.example.com",
    `${api}?a=1`,
    "api.example.com",
    "ftp://a.com",
  ])("is refused before anything is served: %s", (text) => {
    const env = readEnvironment({ API_URL: text });
    const common = { plainHttp: true, networks: ["127.0.0.1"], redirects: "refuse" } as const;
    const sizes = { retries: 0, bytes: 1024, connections: 1 };
    const definition = {
      name: "api",
      baseUrl: { env: "API_URL" },
      headers: {},
      ...common,
      ...sizes,
    };
    readUpstream(env, definition, workerUrl);
    expect(() => env.finish()).toThrow(/API_URL must be an/);
  });

  // A rule that refused every name would refuse these, too.
  test.each([
    api,
    "https://api.example.com:8443/v1",
    "https://xn--bcher-kva.example.com",
    "https://a.xn--p1ai",
  ])("is not %s", (text) => {
    expect(workerUrl(new URL(text))).toBeUndefined();
  });
});

describe("redirects", () => {
  test.each([
    "https://169.254.169.254/latest",
    "https://evil.example.net/",
    "http://api.example.com/v2",
    "https://user:password@api.example.com/",
    "//evil.example.net/",
  ])("lead nowhere: %s", async (location) => {
    service.answer = (_request, response) => void response.writeHead(302, { location }).end();
    for (const redirects of ["refuse", "same-origin"] as const) {
      const upstream = opened({ redirects });
      await expect(upstream.send(get, patience())).rejects.toMatchObject({ code: "SOURCE_ERROR" });
    }
    expect(asked.map(({ url }) => url)).toEqual([`${api}/v2/things`, `${api}/v2/things`]);
  });

  test("are followed on the origin where the spec says so", async () => {
    service.answer = ({ url }, response) =>
      url === "/v2/things"
        ? void response.writeHead(302, { location: "/elsewhere" }).end()
        : json(response, {});
    const { status } = await opened({ redirects: "same-origin" }).send(get, patience());
    expect([status, asked.map(({ url }) => url)]).toEqual([
      200,
      [`${api}/v2/things`, `${api}/elsewhere`],
    ]);
  });
});

test("what comes back is bounded after decompression, and in time", async () => {
  service.answer = (_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(5 * 1024 * 1024, " ")));
  };
  const upstream = opened();
  await expect(upstream.send(get, patience())).rejects.toMatchObject({ code: "RESULT_TOO_LARGE" });
  service.answer = () => {};
  const signal = AbortSignal.timeout(50);
  await expect(upstream.send(get, { signal, deadline: Infinity })).rejects.toThrow(/timeout/);
});

test("a token is kept for all calls, and asked for by each that finds none: no call waits for another's request", async () => {
  let issued = 0;
  service.answer = (_request, response) => {
    issued += 1;
    json(response, { access_token: `t${issued}`, token_type: "bearer", expires_in: 3600 });
  };
  const egress = openWorkerEgress({
    origins: ["https://id.example.com"],
    networks: [],
    connections: 1,
  });
  const tokenUrl = "https://id.example.com/token";
  const credential = clientCredentials({ tokenUrl, clientId: "a", clientSecret: "b" }, egress);
  const { signal } = new AbortController();
  const both = await Promise.all([credential.headers(signal), credential.headers(signal)]);
  expect(new Set(both.map(({ authorization }) => authorization)).size).toBe(2);
  await credential.headers(signal);
  expect(asked.map(({ url }) => url)).toEqual([tokenUrl, tokenUrl]);
});
