import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { context, propagation, trace } from "@opentelemetry/api";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTraceExport, type TraceExport } from "../src/telemetry/trace-export.js";
import { traceObserver } from "../src/telemetry/tracing.js";
import { createFixture, type Fixture } from "./support/fixture.js";
import { fixtureTools } from "./support/tools.js";

const identity = { name: "fixture", title: "Fixture", version: "1.2.3", contract: "sha256:1" };
const traceId = "0af7651916cd43dd8448eb211c80319c";
const caller = {
  transport: "stdio",
  principal: { id: "user:1" },
  signal: new AbortController().signal,
  request: { id: 1, _meta: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } },
} as const;

let fixture: Fixture;
let collector: Server | undefined;
let traces: TraceExport | undefined;

/** A collector on loopback, which answers as `answer` says. */
const listenAs = async (answer: (body: string) => number | undefined): Promise<void> => {
  collector = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const status = answer(body);
      if (status !== undefined) response.writeHead(status).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${port}`);
};

beforeEach(() => {
  fixture = createFixture(() => [traceObserver({ identity, tools: fixtureTools })]);
});
afterEach(async () => {
  await traces?.close();
  traces = undefined;
  for (const part of [trace, context, propagation]) part.disable();
  collector?.closeAllConnections();
  collector?.close();
  vi.unstubAllEnvs();
  fixture.close();
});

test("without an exporter, log and audit record still name the client's trace", async () => {
  await fixture.guard("whoami", {}, caller);
  expect(fixture.logged("tool_call").at(-1)).toMatchObject({ trace_id: traceId });
  await fixture.guard("whoami", {}, { ...caller, request: undefined });
  expect(fixture.logged("tool_call").at(-1)).not.toHaveProperty("trace_id");
});

test("spans reach the collector at the latest when the server ends", async () => {
  const bodies: string[] = [];
  await listenAs((body) => {
    bodies.push(body);
    return 200;
  });
  vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
  traces = await startTraceExport(identity, fixture.log);
  await fixture.guard("echo", { text: "canary" }, caller);
  await traces.close();
  const [sent] = bodies.map((body) => JSON.parse(body) as Sent);
  const [resource] = sent?.resourceSpans ?? [];
  const attributes = Object.fromEntries(
    (resource?.resource.attributes ?? []).map(({ key, value }) => [key, value.stringValue]),
  );
  expect(attributes).toMatchObject({
    "service.name": "fixture",
    "service.version": "1.2.3",
    "deployment.environment.name": "test",
  });
  expect(resource?.scopeSpans[0]?.spans).toMatchObject([{ name: "tools/call echo", traceId }]);
  expect(bodies.join("")).not.toContain("canary");
});

test("the log says once that spans get lost", async () => {
  await listenAs(() => 400);
  traces = await startTraceExport(identity, fixture.log);
  await fixture.guard("whoami", {}, caller);
  await traces.close();
  expect(fixture.logged("trace_export_failed")).toHaveLength(1);
});

test("a collector that does not answer does not hold the end of the server", async () => {
  await listenAs(() => undefined);
  traces = await startTraceExport(identity, fixture.log, 200);
  await fixture.guard("whoami", {}, caller);
  const started = performance.now();
  await traces.close();
  expect(performance.now() - started).toBeLessThan(2_000);
});

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly { key: string; value: { stringValue: string } }[];
    };
    readonly scopeSpans: readonly { readonly spans: readonly unknown[] }[];
  }[];
}
