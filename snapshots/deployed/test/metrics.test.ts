import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ToolError } from "../src/guard/errors.js";
import { serveMetrics, type MetricsServer } from "../src/telemetry/metrics-server.js";
import { createMetrics, type Metrics } from "../src/telemetry/metrics.js";
import { createFixture, type Fixture } from "./support/fixture.js";
import { post, startHttp, type HttpFixture } from "./support/http.js";
import { fixtureTools } from "./support/tools.js";

const identity = { name: "fixture", title: "Fixture", version: "1.2.3", contract: "sha256:1" };
const config = { host: "127.0.0.1", port: 0 };

/** Values by series, as `name{labels}`. */
const parse = (text: string): ReadonlyMap<string, number> => {
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    samples.map((line) => {
      const [, series, value] = /^([a-z_][a-z0-9_]*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      if (series === undefined) throw new Error(`not a sample: ${line}`);
      return [series, Number(value)];
    }),
  );
};

const caller = {
  transport: "http",
  principal: { id: "client:canary-caller" },
  signal: new AbortController().signal,
} as const;

describe("metrics", () => {
  let metrics: Metrics;
  let server: HttpFixture;
  let scraped: MetricsServer;
  const scrape = async () => {
    const response = await fetch(scraped.address);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    return response.text();
  };
  /** The value of one series; the labels in the order of the text. */
  const valueOf = async (series: string) => parse(await scrape()).get(series);

  beforeAll(async () => {
    server = await startHttp({
      observers: (audit) => {
        metrics = createMetrics({ identity, tools: fixtureTools, audit });
        return [metrics.observer];
      },
    });
    scraped = await serveMetrics(() => metrics.text(server.load?.()), config, server.log);
  });
  afterAll(async () => {
    await scraped.close();
    await server.close();
  });

  test("count a call from zero, under its tool, outcome and code", async () => {
    const ok = 'mcp_server_tool_calls_total{gen_ai_tool_name="echo",outcome="ok"}';
    expect(await valueOf(ok)).toBe(0);
    await post(server.url);
    expect(await valueOf(ok)).toBe(1);

    await post(server.url, { args: { txet: "hi" } });
    const refused =
      'mcp_server_tool_calls_total{gen_ai_tool_name="echo",outcome="refused",code="INVALID_ARGUMENTS"}';
    expect(await valueOf(refused)).toBe(1);
  });

  test("count what was turned away and what was cut", async () => {
    for (let count = 0; count < 4; count++) await post(server.url, { tool: "rarely", args: {} });
    await post(server.url, { tool: "many_rows", args: {} });
    const text = parse(await scrape());
    const limited =
      'mcp_server_tool_calls_total{gen_ai_tool_name="rarely",outcome="refused",code="RATE_LIMITED"}';
    expect(text.get(limited)).toBe(1);
    const cut = 'mcp_server_tool_results_truncated_total{gen_ai_tool_name="many_rows"}';
    expect(text.get(cut)).toBe(1);
  });

  test("count calls of what is to go, from zero, and of nothing else", async () => {
    const leaving = 'mcp_server_deprecated_tool_calls_total{gen_ai_tool_name="leaving"}';
    expect(await valueOf(leaving)).toBe(0);
    await post(server.url, { tool: "leaving", args: {} });
    await post(server.url, { tool: "leaving", args: { more: 1 } });
    const text = parse(await scrape());
    expect(text.get(leaving)).toBe(2);
    const series = [...text.keys()].filter((name) => name.startsWith("mcp_server_deprecated_"));
    expect(series).toEqual([leaving]);
  });

  test("put durations into the buckets of OpenTelemetry's conventions", async () => {
    await post(server.url, { tool: "slow", args: { label: "metrics", ms: 150 } });
    const text = parse(await scrape());
    const series = (le: string) =>
      `mcp_server_operation_duration_seconds_bucket{mcp_method_name="tools/call",gen_ai_tool_name="slow",network_transport="tcp",le="${le}"}`;
    expect(text.get(series("0.1"))).toBe(0);
    expect(text.get(series("5"))).toBe(1);
    expect(text.get(series("+Inf"))).toBe(1);
    const sum = series("x").replace("_bucket", "_sum").replace(',le="x"', "");
    expect(text.get(sum)).toBeGreaterThan(0.14); // timers may be a little early
    const edges = [...text.keys()].filter((name) => name.startsWith(series("").slice(0, -3)));
    expect(edges.map((name) => /le="([^"]+)"/.exec(name)?.[1])).toEqual(
      "0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10 30 60 120 300 +Inf".split(" "),
    );
  });

  test("say how long a call of each tool may take", async () => {
    const allowed = (tool: string) =>
      valueOf(`mcp_server_tool_timeout_seconds{gen_ai_tool_name="${tool}"}`);
    expect(await allowed("slow")).toBe(0.5);
    expect(await allowed("echo")).toBe(5);
  });

  test("show calls while they run, and none after", async () => {
    const inFlight = 'mcp_server_tool_calls_in_flight{gen_ai_tool_name="slow"}';
    const running = post(server.url, { tool: "slow", args: { label: "in flight", ms: 300 } });
    await expect.poll(() => valueOf(inFlight)).toBe(1);
    expect(await valueOf("mcp_server_http_requests_in_flight")).toBe(1);
    await running;
    expect(await valueOf(inFlight)).toBe(0);
    await expect.poll(() => valueOf("mcp_server_http_requests_in_flight")).toBe(0);
  });

  test("forget a client that went away before its answer", async () => {
    const before = await valueOf("mcp_server_http_connections");
    const { body, headers } = wire("slow", { label: "gone", ms: 300 });
    const sent = request(server.url, {
      method: "POST",
      headers,
      agent: false,
    });
    sent.on("error", () => {}).end(body);
    await expect.poll(() => valueOf("mcp_server_http_requests_in_flight")).toBe(1);
    sent.destroy();
    await expect.poll(() => valueOf("mcp_server_http_requests_in_flight")).toBe(0);
    expect(await valueOf("mcp_server_http_connections")).toBe(before);
  });

  test("have no label that a caller can choose", async () => {
    const series = async () => parse(await scrape()).size;
    await post(server.url, { tool: "made_up_0", args: {} });
    const before = await series();
    for (let count = 1; count < 20; count++) {
      await post(server.url, { tool: `made_up_${count}`, args: { [`canary_${count}`]: "x" } });
    }
    await server.guard("echo", { text: "canary-argument" }, caller);
    expect(await series()).toBe(before);
    expect(await scrape()).not.toMatch(/canary|made_up/);
    expect(await scrape()).toContain('gen_ai_tool_name="(unknown)"');
  });

  test("have a bounded number of codes, whatever handlers make up", async () => {
    for (let count = 0; count < 200; count++) {
      server.guard.refused("echo", caller, new ToolError(`MADE_UP_${count}`, "No."));
    }
    const codes = new Set(
      [...(await scrape()).matchAll(/code="([^"]+)"/g)].map(([, code]) => code),
    );
    expect(codes.size).toBeLessThan(70);
    expect(codes).toContain("OTHER");
  });

  test("say that the audit record cannot be written", async () => {
    expect(await valueOf("mcp_server_audit_failures_total")).toBe(0);
    server.endAudit();
    await post(server.url);
    expect(await valueOf("mcp_server_audit_failures_total")).toBe(1);
  });
});

const wire = (tool: string, args: unknown) => ({
  body: JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: tool, arguments: args },
  }),
  headers: {
    accept: "application/json, text/event-stream",
    "content-type": "application/json",
    "mcp-protocol-version": "2025-11-25",
  },
});

describe("the server of the metrics", () => {
  let fixture: Fixture;
  let server: MetricsServer;
  const status = (path: string, options: { host?: string; method?: string } = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { host = "localhost", method = "GET" } = options;
      request(new URL(path, server.address), { method, headers: { host } }, (response) => {
        resolve(response.resume().statusCode);
      })
        .on("error", reject)
        .end();
    });

  beforeAll(async () => {
    fixture = createFixture();
    server = await serveMetrics(() => "up 1\n", config, fixture.log);
  });
  afterAll(async () => {
    await server.close();
    await fixture.close();
  });

  test("answers for its one path, and to those who read", async () => {
    expect(await status("/metrics")).toBe(200);
    expect(await status("/metrics?x=1", { method: "HEAD" })).toBe(200);
    expect(await status("/metrics", { method: "POST" })).toBe(405);
    expect(await status("/mcp")).toBe(404);
  });

  test("refuses a page that rebound its name to loopback", async () => {
    expect(await status("/metrics", { host: "attacker.example" })).toBe(403);
  });

  test("names its own variables when its port is taken", async () => {
    const port = Number(new URL(server.address).port);
    await expect(serveMetrics(() => "", { ...config, port }, fixture.log)).rejects.toThrow(
      /METRICS_PORT/,
    );
  });
});
