import { expect, test } from "vitest";
import { render } from "../../../src/render/render.js";
import { loadSpec } from "../../../src/spec/load.js";
import { memoryFiles } from "../../spec/support.js";

const spec = (telemetry: string, transports = "") => `spec: 1
server: { name: things-mcp, version: 1.0.0, description: Things. }
${transports}
${telemetry}
tools:
  count_things:
    description: How many things there are.
    handler: true
`;

async function generated(...parts: Parameters<typeof spec>) {
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": spec(...parts) }));
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  const files = await render(loaded.value.model);
  return {
    codes: loaded.diagnostics.map(({ code }) => code),
    paths: files.map(({ path }) => path),
    text: (path: string) => files.find((file) => file.path === path)?.text ?? "",
  };
}

const metricsFiles = ["src/telemetry/metrics.ts", "deploy/observability/alerts.yaml", "test/metrics.test.ts"];
const tracingFiles = ["src/telemetry/tracing.ts", "src/telemetry/trace-export.ts", "test/tracing.test.ts"];
const bound = [
  "package.json",
  ".env.example",
  "src/main.ts",
  "src/config.ts",
  "src/generated/contract.ts",
  "README.md",
];
const words = /metrics|prometheus|opentelemetry|OTEL_|tracing|trace_?id|traceparent/i;

test("without `telemetry:` the output has no trace of it", async () => {
  const { paths, text } = await generated("");
  expect(paths.filter((path) => [...metricsFiles, ...tracingFiles].includes(path))).toEqual([]);
  expect(paths.filter((path) => path.startsWith("deploy/observability"))).toEqual([]);
  for (const path of bound) expect(text(path), path).not.toMatch(words);
});

test("metrics and tracing are in or out by themselves", async () => {
  const metrics = await generated("telemetry: { metrics: true }");
  expect(metrics.paths).toEqual(expect.arrayContaining(metricsFiles));
  expect(metrics.paths.filter((path) => tracingFiles.includes(path))).toEqual([]);
  expect(metrics.text("package.json")).not.toContain("opentelemetry");
  expect(metrics.text("src/main.ts")).toContain("observers: [metrics.observer],");
  expect(metrics.text("src/generated/contract.ts")).toContain("export const metrics = { port: 9464 };");

  const tracing = await generated("telemetry: { tracing: true }");
  expect(tracing.paths).toEqual(expect.arrayContaining(tracingFiles));
  expect(tracing.paths.filter((path) => metricsFiles.includes(path))).toEqual([]);
  expect(tracing.text("package.json")).toContain('"@opentelemetry/api": "1.9.1"');
  expect(tracing.text("README.md")).toContain("`trace_id`");
  expect(tracing.text("README.md")).not.toContain("METRICS_PORT");
});

test("metrics need HTTP: over stdio they are left out, with a warning", async () => {
  const { codes, paths } = await generated("telemetry: { metrics: true }", "transports: { stdio: true }");
  expect(codes).toEqual(["MCP1233"]);
  expect(paths.filter((path) => metricsFiles.includes(path))).toEqual([]);
});

test("the names of a server go into rules and dashboard as names", async () => {
  const { text } = await generated("telemetry: { metrics: { port: 9999 } }");
  expect(text("deploy/observability/alerts.yaml")).toContain('up{job="things-mcp"} == 0');
  expect(text("deploy/observability/alerts.yaml")).toContain("{{ $labels.instance }}");
  const dashboard = JSON.parse(text("deploy/observability/grafana-dashboard.json")) as { title: string };
  expect(dashboard.title).toBe("Things mcp");
  expect(text("README.md")).toContain('targets: ["127.0.0.1:9999"]');
});

test("the store of the limits is watched where there is one", async () => {
  const watching = [
    "deploy/observability/alerts.yaml",
    "deploy/observability/grafana-dashboard.json",
    "README.md",
  ];
  const metrics = "telemetry: { metrics: true }";
  const stored = await generated(`${metrics}\nlimits: { store: "\${REDIS_URL}" }`);
  const counted = await generated(metrics);
  for (const path of watching) {
    expect(stored.text(path), path).toContain("mcp_server_limit_store_up");
    expect(counted.text(path), path).not.toContain("mcp_server_limit_store_up");
    if (path.endsWith(".json")) JSON.parse(counted.text(path));
  }
});
