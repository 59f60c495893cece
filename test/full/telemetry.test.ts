/**
 * What a generated server tells of itself, from the outside: scraped as Prometheus would, with rules and dashboard
 * that fit, and spans at a collector.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { connectHttp, connectStdio, repository, startHttp, type Running } from "../../scripts/project.mjs";
import { generatedProject, type GeneratedExample } from "./generated-example.js";

const promtool = process.env["PROMTOOL"] ?? "promtool";
const hasPromtool = spawnSync(promtool, ["--version"]).status === 0;
const whySkipped = hasPromtool ? "" : " (skipped: there is no promtool here)";

/** promtool's verdict on a text. */
const check = (args: readonly string[], input?: string) => {
  const { status, stdout, stderr } = spawnSync(promtool, args, { input, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
};

const traceId = "0af7651916cd43dd8448eb211c80319c";

let project: GeneratedExample;
const at = (path: string) => join(project.folder, path);

beforeAll(async () => {
  project = await generatedProject("observed", ["--spec", join(repository, "test/specs/observed/mcp.yaml")]);
});
afterAll(() => project.remove());

describe("over HTTP, with a collector", () => {
  const sent: string[] = [];
  let collector: Server;
  let server: Running;
  let client: Client;
  let scraped = "";

  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        sent.push(body);
        response.end("{}");
      });
    }).listen(0, "127.0.0.1");
    await once(collector, "listening");
    const { port } = collector.address() as AddressInfo;
    const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port}`;
    server = await startHttp(project.folder, { env: { METRICS_PORT: "0", OTEL_EXPORTER_OTLP_ENDPOINT } });
    client = await connectHttp(server.url);
    await client.callTool({
      name: "list_things",
      arguments: { limit: 1_000_000 },
      _meta: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    });
    await client.callTool({ name: "weigh_thing", arguments: { name: "canary-argument" } });
    await client.callTool({ name: "made_up", arguments: {} }).catch(() => {});
    const { address } = await server.line(({ event }) => event === "metrics_ready");
    scraped = await (await fetch(String(address))).text();
  });
  afterAll(async () => {
    collector.close();
    await server.stop();
  });

  test("the metrics say what was called, and by no word who called or with what", () => {
    const lines = scraped.split("\n");
    const calls = "mcp_server_tool_calls_total";
    expect(lines).toContain(`${calls}{gen_ai_tool_name="list_things",outcome="ok"} 1`);
    expect(lines).toContain(
      `${calls}{gen_ai_tool_name="weigh_thing",outcome="failed",code="NOT_IMPLEMENTED"} 1`,
    );
    expect(lines).toContain(
      `${calls}{gen_ai_tool_name="(unknown)",outcome="refused",code="INVALID_ARGUMENTS"} 1`,
    );
    expect(scraped).not.toMatch(/canary|anonymous|made_up/);
  });

  test("a call's trace is in its log line, and no other call's", async () => {
    await server.line((line) => line["event"] === "tool_call" && line["outcome"] === "refused");
    const traces = server.logged
      .filter((line) => line["event"] === "tool_call")
      .map((line) => [line["tool"], line["trace_id"]]);
    expect(traces[0]).toEqual(["list_things", traceId]);
    expect(new Set(traces.map(([, trace]) => trace)).size).toBe(3);
  });

  test("every span is at the collector when the server has ended", async () => {
    await client.close();
    expect(await server.stop()).toBe(0);
    const all = sent.join("\n");
    for (const name of ["tools/call list_things", "tools/call weigh_thing", "tools/call"]) {
      expect(all).toContain(`"name":"${name}"`);
    }
    expect(all).toContain('"stringValue":"observed-mcp"');
    expect(all).not.toMatch(/canary|anonymous|made_up/);
  });

  test.skipIf(!hasPromtool)(`promtool accepts what was scraped${whySkipped}`, () => {
    expect(check(["check", "metrics"], scraped)).toEqual({ status: 0, said: "" });
    expect(check(["check", "metrics"], scraped.replace(/^# HELP.*\n/gm, "")).status).not.toBe(0);
    expect(check(["check", "metrics"], scraped.replace("_total{", "_total{{")).status).not.toBe(0);
  });

  test("the queries for who called name fields and values that the log has", () => {
    const line = server.logged.find(({ event }) => event === "tool_call") ?? {};
    const dashboard = readFileSync(at("deploy/observability/grafana-dashboard.json"), "utf8");
    const queries = [...dashboard.matchAll(/\| json \| (event=\\"tool_call\\".*?)\[5m\]/g)];
    expect(queries).toHaveLength(2);
    const grouped = [...dashboard.matchAll(/sum by \(([a-z, ]+)\) \(rate\(\{[^}]*\} \| json/g)];
    const fields = grouped.flatMap(([, names = ""]) => names.split(", "));
    expect(fields).toEqual(["principal", "principal", "code"]);
    expect(line).toHaveProperty("principal");
    expect(line).toHaveProperty("outcome", "ok");
  });
});

test.skipIf(!hasPromtool)(`every query of the dashboard is PromQL, or LogQL for the log${whySkipped}`, () => {
  const text = readFileSync(at("deploy/observability/grafana-dashboard.json"), "utf8");
  const queries = [...text.matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g)].map(
    ([, json = ""]) => JSON.parse(json) as string,
  );
  const verdict = (expr: string) => {
    const file = at("query.yaml");
    const rules = [{ record: "query", expr: expr.replaceAll("$tool", ".*") }];
    writeFileSync(file, JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
    return check(["check", "rules", file]).status;
  };
  expect(queries.length).toBeGreaterThan(15);
  expect(queries.filter((expr) => verdict(expr) !== 0)).toEqual(
    queries.filter((expr) => expr.includes("| json")),
  );
});

describe("rules", () => {
  const rules = () => at("deploy/observability/alerts.yaml");

  test.skipIf(!hasPromtool)(`promtool accepts them, and not a broken one${whySkipped}`, () => {
    const good = check(["check", "rules", rules()]);
    expect(good.said).toContain("5 rules found");
    expect(good.status).toBe(0);
    const broken = at("broken.yaml");
    writeFileSync(broken, readFileSync(rules(), "utf8").replace("rate(", "rtae("));
    expect(check(["check", "rules", broken]).status).not.toBe(0);
  });

  test.skipIf(!hasPromtool)(
    `each alert fires for its cause, and none for a healthy server${whySkipped}`,
    () => {
      const file = at("alerts.test.yaml");
      writeFileSync(
        file,
        JSON.stringify({ rule_files: [rules()], evaluation_interval: "1m", tests: alertTests }),
      );
      const { status, said } = check(["test", "rules", file]);
      expect(status, said).toBe(0);
      const wrong = alertTests.map((one) => ({ ...one, input_series: healthy }));
      writeFileSync(file, JSON.stringify({ rule_files: [rules()], evaluation_interval: "1m", tests: wrong }));
      expect(check(["test", "rules", file]).status).not.toBe(0);
    },
  );
});

describe("rules of a server with a store for its limits", () => {
  const store = (name: string, values: string, firing: readonly object[]) => ({
    name,
    interval: "1m",
    input_series: [{ series: `mcp_server_limit_store_up{job="order-desk.mcp"}`, values }],
    promql_expr_test: [
      {
        expr: `count by (alertname) (ALERTS{alertstate="firing"})`,
        eval_time: "45m",
        exp_samples: firing,
      },
    ],
  });

  test.skipIf(!hasPromtool)(`one alert fires while it is away${whySkipped}`, () => {
    const file = at("store.test.yaml");
    const rules = join(repository, "snapshots/deployed/deploy/observability/alerts.yaml");
    const tests = [
      store("away", "0x60", [{ labels: `{alertname="McpServerLimitStoreDown"}`, value: 1 }]),
      store("there", "1x60", []),
    ];
    writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: "1m", tests }));
    const { status, said } = check(["test", "rules", file]);
    expect(status, said).toBe(0);
  });
});

describe("the SDK of OpenTelemetry", () => {
  /** Takes it away from the project for one test. */
  const without = async () => {
    const sdk = at("node_modules/@opentelemetry/sdk-trace-node");
    await rename(sdk, `${sdk}.away`);
    onTestFinished(() => rename(`${sdk}.away`, sdk));
  };

  test("is not loaded when no exporter is configured", async () => {
    await without();
    const server = await startHttp(project.folder, { env: { METRICS_PORT: "0" } });
    onTestFinished(async () => void (await server.stop()));
    const client = await connectHttp(server.url);
    const result = await client.callTool({ name: "list_things", arguments: {} });
    expect(result.isError).not.toBe(true);
    await client.close();
    await expect(
      startHttp(project.folder, {
        env: { METRICS_PORT: "0", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" },
      }),
    ).rejects.toThrow(/sdk-trace-node/);
  });
});

test("over stdio no port is opened: two servers run beside each other", async () => {
  const clients = [await connectStdio(project.folder), await connectStdio(project.folder)];
  for (const client of clients) {
    const result = await client.callTool({ name: "list_things", arguments: {} });
    expect(result.isError).not.toBe(true);
  }
  for (const client of clients) await client.close();
});

/** Series by the minute, in promtool's notation. */
const job = 'job="observed-mcp"';
const tool = `${job},gen_ai_tool_name="list_things"`;
const calls = (labels: string, perMinute: number) => ({
  series: `mcp_server_tool_calls_total{${tool},${labels}}`,
  values: `0+${perMinute}x60`,
});
const bucket = (le: string, perMinute: number) => ({
  series: `mcp_server_operation_duration_seconds_bucket{${tool},le="${le}"}`,
  values: `0+${perMinute}x60`,
});
const timeout = (seconds: number) => ({
  series: `mcp_server_tool_timeout_seconds{${tool}}`,
  values: `${seconds}x60`,
});
const slow = [bucket("0.1", 10), bucket("10", 90), bucket("+Inf", 100)];
const healthy = [
  { series: `up{${job}}`, values: "1x60" },
  { series: `mcp_server_audit_failures_total{${job}}`, values: "0x60" },
  calls('outcome="ok"', 100),
  calls('outcome="failed",code="SOURCE_ERROR"', 1),
  calls('outcome="refused",code="RATE_LIMITED"', 1),
  timeout(10),
  bucket("0.1", 99),
  bucket("10", 100),
  bucket("+Inf", 100),
];

/** A sick server: one series differs from the healthy one's. */
const sick = (alertname: string, ...changed: readonly { series: string; values: string }[]) => ({
  name: alertname,
  interval: "1m",
  input_series: [
    ...healthy.filter(({ series }) => changed.every((one) => one.series !== series)),
    ...changed,
  ],
  promql_expr_test: [
    {
      expr: `count by (alertname) (ALERTS{alertstate="firing"})`,
      eval_time: "45m",
      exp_samples: [{ labels: `{alertname="${alertname}"}`, value: 1 }],
    },
  ],
});

const alertTests = [
  {
    name: "healthy",
    interval: "1m",
    input_series: healthy,
    promql_expr_test: [{ expr: "ALERTS", eval_time: "45m", exp_samples: [] }],
  },
  sick("McpServerDown", { series: `up{${job}}`, values: "0x60" }),
  sick("McpServerErroring", calls('outcome="failed",code="SOURCE_ERROR"', 10)),
  sick("McpServerErroring", calls('outcome="crash",code="INTERNAL"', 10)),
  sick("McpServerSlow", ...slow),
  {
    name: "a tool that may take longer",
    interval: "1m",
    input_series: [...healthy.slice(0, -4), timeout(60), ...slow],
    promql_expr_test: [{ expr: "ALERTS", eval_time: "45m", exp_samples: [] }],
  },
  sick("McpServerThrottled", calls('outcome="refused",code="RATE_LIMITED"', 30)),
  sick("McpServerAuditFailing", { series: `mcp_server_audit_failures_total{${job}}`, values: "0x40 1x20" }),
];
