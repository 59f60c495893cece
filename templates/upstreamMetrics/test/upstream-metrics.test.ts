import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { UpstreamSettings } from "../src/sources/upstream-settings.js";
import type { Upstream } from "../src/sources/upstream.js";
import { upstreamMetrics } from "../src/telemetry/upstream-metrics.js";
import { json, open, patience, startService, type Service } from "./support/service.js";

let service: Service;
let upstream: Upstream;
let scrape: () => string;

const start = (settings: Partial<Omit<UpstreamSettings, "baseUrl">> = {}): void => {
  ({ upstream } = open(`${service.url}/canary-path`, settings));
  const noApi = { check: async () => {}, close: async () => {} };
  const metrics = upstreamMetrics({ crm: upstream, main: noApi });
  scrape = () => metrics.map((metric) => metric()).join("");
};
beforeEach(async () => {
  service = await startService((_request, response) => json(response, { ok: true }));
  start();
});
afterEach(async () => {
  await upstream.close();
  await service.close();
});

const get = { method: "GET", target: "/canary-target?q=canary-argument" };
/** Sends, whatever comes of it. */
const send = (request = get, how = patience()) =>
  upstream.send(request, how).then(
    () => undefined,
    (error: unknown) => error,
  );
const answerWith = (status: number, headers: Record<string, string> = {}): void => {
  service.answer = (_request, response) => void response.writeHead(status, headers).end();
};
const valueOf = (name: string, labels = 'source="crm"'): number | undefined => {
  const start = `${name}{${labels}} `;
  const line = scrape()
    .split("\n")
    .find((one) => one.startsWith(start));
  return line === undefined ? undefined : Number(line.slice(start.length));
};
const requests = (outcome: string) =>
  valueOf("mcp_server_upstream_requests_total", `source="crm",outcome="${outcome}"`);
const timed = () => valueOf("mcp_server_upstream_request_duration_seconds_count");

test("begin at zero, with the sources that are HTTP APIs", () => {
  expect(requests("ok")).toBe(0);
  expect(timed()).toBe(0);
  expect(valueOf("mcp_server_upstream_retries_total")).toBe(0);
  expect(valueOf("mcp_server_upstream_up")).toBe(1);
  expect(valueOf("mcp_server_upstream_breaker_open")).toBe(0);
  expect(scrape()).not.toContain("main");
});

describe("count a request by how it ended", () => {
  test.each([
    [204, "ok"],
    [401, "denied"],
    [403, "denied"],
    [404, "refused"],
    [429, "busy"],
    [500, "failed"],
    [503, "failed"],
    [302, "unusable"],
  ])("%i as %s", async (status, outcome) => {
    answerWith(status, { location: "/canary-location" });
    await send();
    expect(requests(outcome)).toBe(1);
    expect(timed()).toBe(1);
  });

  test("a connection that breaks", async () => {
    service.answer = (_request, response) => void response.destroy();
    await send();
    expect(requests("unreachable")).toBe(1);
  });

  test("an answer that is too large", async () => {
    start({ bytes: 10 });
    service.answer = (_request, response) => json(response, "x".repeat(100));
    await send();
    expect(requests("unusable")).toBe(1);
  });

  test("a call that ends before the answer", async () => {
    service.answer = () => {};
    await send(get, patience(50));
    expect(requests("cancelled")).toBe(1);
    expect(timed()).toBe(1);
  });
});

test("count each try, and the tries after the first as retries", async () => {
  start({ retries: 2 });
  answerWith(503);
  await send();
  expect(requests("failed")).toBe(3);
  expect(valueOf("mcp_server_upstream_retries_total")).toBe(2);
});

test("say that a service is taken for down, count what is not sent to it, and do not time that", async () => {
  answerWith(503);
  for (let time = 0; time < 5; time++) await send();
  expect(valueOf("mcp_server_upstream_up")).toBe(0);
  expect(valueOf("mcp_server_upstream_breaker_open")).toBe(1);
  await send();
  expect(requests("blocked")).toBe(1);
  expect(requests("failed")).toBe(5);
  expect(timed()).toBe(5);
});

test("hold nothing that a service, its address or a caller says", async () => {
  service.answer = (_request, response) => {
    response.writeHead(418, "canary-reason", { "x-canary": "canary-header" }).end("canary-body");
  };
  const before = scrape().split("\n").length;
  for (let time = 0; time < 20; time++) {
    await send({ method: "GET", target: `/canary-${time}?q=canary-argument` });
  }
  expect(scrape()).not.toMatch(/canary|127\.0\.0\.1|418/);
  expect(scrape().split("\n").length).toBe(before + 1);
});
