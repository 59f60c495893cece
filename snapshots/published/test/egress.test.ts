import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { fetch, getGlobalDispatcher, ProxyAgent, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressPolicy, isPrivateNetwork } from "../src/sources/upstream-address.js";
import { openEgress } from "../src/sources/upstream-egress.js";
import {
  json,
  open,
  patience,
  resolvedBy,
  resolvingTo,
  startService,
  type Service,
} from "./support/service.js";

let service: Service;
beforeAll(async () => {
  service = await startService((_request, response) => json(response, { ok: true }));
});
beforeEach(() => {
  service.answer = (_request, response) => json(response, { ok: true });
});
afterAll(() => service.close());

const get = { method: "GET", target: "/" };
const refusedHere = {
  code: "SOURCE_ERROR",
  cause: { code: "EGRESS_REFUSED" },
};

/** Nothing may arrive at the service while it runs. */
const expectNothingSent = async (work: () => Promise<unknown>): Promise<void> => {
  const before = service.connections();
  await expect(work()).rejects.toMatchObject(refusedHere);
  expect(service.connections()).toBe(before);
};

describe("an address that the spec does not allow is never connected to", () => {
  test.each([
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0.0.0.0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "localhost",
  ])("%s", async (host) => {
    const { upstream } = open(`http://${host}:${service.port}`, { networks: [] });
    await expectNothingSent(() => upstream.send(get, patience()));
    await upstream.close();
  });

  test.each([
    ["a name for a private address", ["10.0.0.7"]],
    ["a name for loopback", ["127.0.0.1"]],
    ["a name for IPv4 that is written as IPv6", ["::ffff:127.0.0.1"]],
    ["a name for the metadata of a cloud", ["169.254.169.254"]],
    ["a name with a public and a private address", ["198.41.0.4", "127.0.0.1"]],
    ["a name with a private and a public address", ["127.0.0.1", "198.41.0.4"]],
    ["a name without addresses", []],
  ])("%s", async (_what, addresses) => {
    const resolve = resolvedBy(resolvingTo(...addresses));
    const { upstream } = open(`http://api.example.com:${service.port}`, { networks: [] }, resolve);
    await expectNothingSent(() => upstream.send(get, patience()));
    await upstream.close();
  });
});

test("an address in a network that the spec allows is connected to", async () => {
  const resolve = resolvedBy(resolvingTo("127.0.0.1"));
  const { upstream } = open(`http://api.example.com:${service.port}`, {}, resolve);
  expect((await upstream.send(get, patience())).status).toBe(200);
  await upstream.close();
});

test("a name that resolves to another address later (DNS rebinding) is refused then", async () => {
  service.answer = (_request, response) => {
    response.writeHead(200, { "content-type": "application/json", connection: "close" }).end("{}");
  };
  const answers = [resolvingTo("127.0.0.1"), resolvingTo("127.0.0.2")];
  const rebinding: LookupFunction = (...args) =>
    (answers.shift() ?? lookup)(...(args as [never, never, never]));
  const { upstream } = open(`http://api.example.com:${service.port}`, {}, resolvedBy(rebinding));
  expect((await upstream.send(get, patience())).status).toBe(200);
  await expectNothingSent(() => upstream.send(get, patience()));
  await upstream.close();
});

test("an origin that the spec does not name is never connected to, whoever asks", async () => {
  const settings = { networks: ["127.0.0.1"], connections: 1 };
  const request = { method: "GET", headers: {}, signal: AbortSignal.timeout(5_000) };
  const url = new URL(service.url);
  const named = openEgress({ ...settings, origins: [service.url] });
  expect((await named.fetch(url, request)).status).toBe(200);
  const before = service.connections();
  const others = ["https://127.0.0.1", `http://127.0.0.1:${service.port + 1}`, "http://localhost"];
  for (const origins of [others, []]) {
    const egress = openEgress({ ...settings, origins });
    await expect(egress.fetch(url, request)).rejects.toMatchObject({
      cause: { code: "EGRESS_REFUSED" },
    });
    await egress.close();
  }
  expect(service.connections()).toBe(before);
  await named.close();
});

test("a proxy that the process has for a default, as NODE_USE_ENV_PROXY sets it, sees nothing", async () => {
  const proxy = await startService((_request, response) => json(response, { proxy: true }));
  const before = getGlobalDispatcher();
  setGlobalDispatcher(new ProxyAgent({ uri: proxy.url, proxyTunnel: false }));
  try {
    // That it is in place: what names no way out of its own goes there.
    expect(await (await fetch(service.url)).json()).toEqual({ proxy: true });
    const tokenUrl = `${service.url}/token`;
    service.answer = ({ url }, response) =>
      json(response, url === "/token" ? { access_token: "t", token_type: "bearer" } : { ok: true });
    const auth = { kind: "oauth", tokenUrl, clientId: "a", clientSecret: "b" } as const;
    const { upstream } = open(service.url, { auth });
    const { body } = await upstream.send(get, patience());
    expect(JSON.parse(Buffer.from(body).toString())).toEqual({ ok: true });
    expect(proxy.requests).toHaveLength(1);
    await upstream.close();
  } finally {
    await getGlobalDispatcher().close();
    setGlobalDispatcher(before);
    await proxy.close();
  }
});

describe("redirects", () => {
  const redirecting = async (
    location: string,
    redirects: "refuse" | "same-origin",
    method = "GET",
  ) => {
    const { upstream } = open(service.url, { redirects });
    service.answer = ({ url }, response) =>
      url === "/" ? void response.writeHead(302, { location }).end() : json(response, { ok: true });
    const before = service.requests.length;
    const ended = await upstream.send({ method, target: "/" }, patience()).then(
      ({ status }) => status,
      ({ code }: { code: string }) => code,
    );
    await upstream.close();
    return { ended, requests: service.requests.length - before };
  };

  test.each([
    "/elsewhere",
    "http://127.0.0.1:1/",
    "http://169.254.169.254/",
    "https://example.com/",
  ])("are refused: to %s", async (location) => {
    expect(await redirecting(location, "refuse")).toEqual({ ended: "SOURCE_ERROR", requests: 1 });
  });

  test("are followed to the same origin where the spec says so", async () => {
    expect(await redirecting("/elsewhere", "same-origin")).toEqual({ ended: 200, requests: 2 });
  });

  test.each([
    "http://localhost:1/",
    "//example.com/",
    "https://127.0.0.1/",
    "http://user:password@127.0.0.1:1/",
    "javascript:alert(1)",
    "http://[",
  ])("are never followed to another one: %s", async (location) => {
    expect(await redirecting(location, "same-origin")).toEqual({
      ended: "SOURCE_ERROR",
      requests: 1,
    });
  });

  test("are never followed with a request that changes something", async () => {
    expect(await redirecting("/elsewhere", "same-origin", "POST")).toEqual({
      ended: "SOURCE_ERROR",
      requests: 1,
    });
  });

  test("end after a few", async () => {
    const { upstream } = open(service.url, { redirects: "same-origin" });
    service.answer = (_request, response) => void response.writeHead(302, { location: "/" }).end();
    const before = service.requests.length;
    await expect(upstream.send(get, patience())).rejects.toMatchObject({ code: "SOURCE_ERROR" });
    expect(service.requests.length - before).toBeLessThan(6);
    await upstream.close();
  });
});

describe("addresses", () => {
  // A rule that matched every address would refuse the attacks, too.
  test.each([
    "1.1.1.1",
    "8.8.8.8",
    "198.41.0.4",
    "2606:4700:4700::1111",
    "2a00:1450:4001:80b::200e",
  ])("%s is public", (address) => {
    expect(addressPolicy([])(address)).toBe(true);
  });

  test.each([
    ..."0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 172.31.255.255".split(" "),
    ..."192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1".split(" "),
    ..."240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:a00:1".split(" "),
    ..."64:ff9b::7f00:1 100::1 2001::1 2001:db8::1 2002:7f00:1:: fc00::1 fe80::1 fe80::1%eth0".split(
      " ",
    ),
    ..."ff02::1 not-an-address".split(" "),
    "",
  ])("%s is not", (address) => {
    expect(addressPolicy([])(address)).toBe(false);
  });

  test("of the networks that the spec names are allowed, and no others", () => {
    const permits = addressPolicy(["10.20.0.0/16", "192.168.1.7", "fd00:1::/32"]);
    const allowed = ["10.20.255.1", "192.168.1.7", "::ffff:10.20.0.1", "fd00:1::5", "8.8.8.8"];
    expect(allowed.filter((address) => !permits(address))).toEqual([]);
    const others = [
      "10.21.0.1",
      "192.168.1.8",
      "::ffff:10.21.0.1",
      "fd00:2::5",
      "127.0.0.1",
      "::1",
    ];
    expect(others.filter(permits)).toEqual([]);
  });

  test.each([
    ["10.0.0.0/8", true],
    ["10.1.2.3", true],
    ["127.0.0.1/32", true],
    ["::1", true],
    ["fd12::/16", true],
    ["10.0.0.0/7", false],
    ["0.0.0.0/0", false],
    ["169.254.169.254", false],
    ["8.8.8.8", false],
    ["::/0", false],
    ["fe80::/10", false],
    ["10.0.0.0/33", false],
    ["internal.example.com", false],
    ["", false],
  ])("%s can be opened by a spec: %s", (network, can) => {
    expect(isPrivateNetwork(network)).toBe(can);
  });
});
