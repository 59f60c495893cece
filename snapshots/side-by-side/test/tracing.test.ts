import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestFacts } from "../src/guard/call.js";
import { createGuard } from "../src/guard/guard.js";
import { memoryLimiter } from "../src/guard/limiter.js";
import { traceObserver } from "../src/telemetry/tracing.js";
import { createFixture } from "./support/fixture.js";
import { fixtureTools } from "./support/tools.js";

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();

const identity = { name: "fixture", title: "Fixture", version: "1.2.3", contract: "sha256:1" };
const fixture = createFixture(() => [traceObserver({ identity, tools: fixtureTools })]);

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";
const traceparent = `00-${traceId}-${spanId}-01`;

const caller = (request: Partial<RequestFacts> = {}, transport: "stdio" | "http" = "http") => ({
  transport,
  principal: { id: "client:canary-caller" },
  signal: new AbortController().signal,
  request: { id: 7, ...request },
});

/** The one span of one call, with what the log and the audit record say of the call. */
const traced = async (tool: string, args: object, from = caller()) => {
  exporter.reset();
  await fixture.guard(tool, args, from);
  const [span, ...others] = exporter.getFinishedSpans();
  expect(others).toEqual([]);
  return { span, line: fixture.logged("tool_call").at(-1), record: fixture.audited().at(-1) };
};

beforeEach(() => exporter.reset());
afterAll(() => fixture.close());

describe("the span of a call", () => {
  test("has the name, kind and attributes of OpenTelemetry's conventions for MCP", async () => {
    const envelope = { "io.modelcontextprotocol/protocolVersion": "2026-07-28" };
    const { span } = await traced("echo", { text: "hi" }, caller({ envelope }));
    expect(span).toMatchObject({ name: "tools/call echo", kind: SpanKind.SERVER });
    expect(span?.attributes).toEqual({
      "mcp.method.name": "tools/call",
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "echo",
      "jsonrpc.request.id": "7",
      "mcp.protocol.version": "2026-07-28",
      "network.transport": "tcp",
      "network.protocol.name": "http",
    });
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    const { span: local } = await traced("echo", { text: "hi" }, caller({}, "stdio"));
    expect(local?.attributes).toMatchObject({ "network.transport": "pipe" });
    expect(local?.attributes).not.toHaveProperty("network.protocol.name");
  });

  test("is a child of the client's, and its trace is in the log line and the audit record", async () => {
    const meta = { traceparent, tracestate: "vendor=1" };
    const { span, line, record } = await traced("whoami", {}, caller({ _meta: meta }));
    expect(span?.parentSpanContext).toMatchObject({ traceId, spanId, isRemote: true });
    expect(span?.spanContext().traceState?.serialize()).toBe("vendor=1");
    expect(line).toMatchObject({ tool: "whoami", trace_id: traceId });
    expect(record).toMatchObject({ tool: "whoami", trace_id: traceId });
  });

  test("starts a trace of its own without one, and with one that is not well-formed", async () => {
    const odd = [
      undefined,
      7,
      "",
      "00-0-0-01",
      `00-${"0".repeat(32)}-${spanId}-01`,
      `${traceparent}x`,
    ];
    for (const bad of [...odd, `ff${traceparent.slice(2)}`, traceparent.toUpperCase()]) {
      const { span, line } = await traced("whoami", {}, caller({ _meta: { traceparent: bad } }));
      expect(span?.parentSpanContext, String(bad)).toBeUndefined();
      expect(line?.["trace_id"]).toBe(span?.spanContext().traceId);
      expect(line?.["trace_id"]).not.toBe(traceId);
    }
  });

  test("links to the trace of a gateway, or belongs to it when the client has none", async () => {
    const other = "11111111111111111111111111111111";
    const header = (name: string): string | undefined =>
      name === "traceparent" ? `00-${other}-2222222222222222-01` : undefined;
    const both = await traced("whoami", {}, caller({ header, _meta: { traceparent } }));
    expect(both.span?.parentSpanContext?.traceId).toBe(traceId);
    expect(both.span?.links.map((link) => link.context.traceId)).toEqual([other]);
    const alone = await traced("whoami", {}, caller({ header }));
    expect(alone.span?.parentSpanContext?.traceId).toBe(other);
    expect(alone.span?.links).toEqual([]);
  });

  test("names the major of the contract where several are served", async () => {
    const second = createFixture(() => [traceObserver({ identity, tools: fixtureTools, api: 2 })]);
    await second.guard("echo", { text: "hi" }, caller());
    await second.guard("leaky", {}, caller());
    const named = exporter.getFinishedSpans().map(({ attributes }) => attributes["mcp_server.api"]);
    expect(named).toEqual([2, 2]);
    second.close();
    const { span } = await traced("echo", { text: "hi" });
    expect(span?.attributes).not.toHaveProperty("mcp_server.api");
  });

  test("says how the call failed, by its code", async () => {
    const { span } = await traced("leaky", {});
    expect(span?.attributes["error.type"]).toBe("tool_error");
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: "INTERNAL" });
  });

  test("names no tool that does not exist", async () => {
    const { span } = await traced("made_up_canary", {});
    expect(span?.name).toBe("tools/call");
    expect(span?.attributes).toMatchObject({
      "error.type": "-32602",
      "rpc.response.status_code": "-32602",
    });
    expect(span?.attributes).not.toHaveProperty("gen_ai.tool.name");
  });

  test("holds no argument, result, caller or cause of an error", async () => {
    const seen: unknown[] = [];
    for (const [tool, args] of [
      ["echo", { text: "canary-argument" }],
      ["echo", { canary_name: 1 }],
      ["leaky", {}],
      ["made_up_canary", {}],
    ] as const) {
      const { span } = await traced(tool, args, caller({ _meta: { "canary/key": "canary" } }));
      seen.push(span?.name, span?.attributes, span?.status, span?.events);
    }
    expect(JSON.stringify(seen)).not.toContain("canary");
    expect(seen.length).toBe(16);
  });

  test("is the parent of what the tool does", async () => {
    const [echo] = fixtureTools;
    if (echo === undefined) throw new Error("no tool");
    const working = {
      ...echo,
      run: async () => {
        await Promise.resolve();
        trace.getTracer("handler").startSpan("query").end();
        return { kind: "value", value: { text: "done" } } as const;
      },
    };
    const guard = createGuard({
      tools: [working],
      limits: working.limits,
      log: fixture.log,
      audit: { ...silentAudit },
      sources: {},
      limiter: memoryLimiter(),
      contract: "sha256:1",
      observers: [traceObserver({ identity, tools: [working] })],
    });
    await guard("echo", { text: "hi" }, caller());
    const [query, call] = exporter.getFinishedSpans();
    expect(query?.name).toBe("query");
    expect(query?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(trace.getSpan(context.active())).toBeUndefined();
  });
});

const silentAudit = {
  accepts: () => true,
  write: async () => true,
  flush: () => {},
  failures: () => 0,
  hash: () => "hmac:0",
  close: () => {},
};
