import {
  context,
  isSpanContextValid,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from "@opentelemetry/api";
import { PROTOCOL_VERSION_META_KEY } from "@modelcontextprotocol/server";
import type { Facts, Observer } from "../guard/observer.js";
import type { Tool } from "../guard/tool.js";
import type { Identity } from "../identity.js";
import { originOf } from "./trace-parent.js";

export interface TracingOptions {
  readonly identity: Identity;
  readonly tools: readonly Tool[];
  /** The major of the contract that is called, where several are served side by side. */
  readonly api?: number;
}

const method = "tools/call";
/** The conventions have none for it: it begins as this server's metrics do. */
const apiAttribute = "mcp_server.api";
/** JSON-RPC's "invalid params": how the protocol answers a call of a tool that does not exist. */
const unknownTool = "-32602";

/**
 * A span for each call, by OpenTelemetry's conventions for MCP
 * (open-telemetry/semantic-conventions-genai, docs/gen-ai/mcp.md). It never holds arguments, results or the caller:
 * those have their places, with redaction, in the audit record, which names the trace.
 *
 * This uses OpenTelemetry's API only: without an exporter (`trace-export.ts`) a span costs next to nothing.
 */
export const traceObserver = ({ identity, tools, api }: TracingOptions): Observer => {
  const tracer = trace.getTracer(identity.name, identity.version);
  const known = new Set(tools.map((tool) => tool.definition.name));

  const attributesOf = (name: string, { transport, request }: CallerFacts): Attributes => {
    const protocol = request?.envelope?.[PROTOCOL_VERSION_META_KEY];
    const header = request?.header?.("mcp-protocol-version");
    const version = typeof protocol === "string" ? protocol : header;
    return {
      "mcp.method.name": method,
      "gen_ai.operation.name": "execute_tool",
      ...(known.has(name) && { "gen_ai.tool.name": name }),
      ...(api !== undefined && { [apiAttribute]: api }),
      ...(request !== undefined && { "jsonrpc.request.id": String(request.id) }),
      ...(version && /^\d{4}-\d{2}-\d{2}$/.test(version) && { "mcp.protocol.version": version }),
      "network.transport": transport === "stdio" ? "pipe" : "tcp",
      ...(transport === "http" && { "network.protocol.name": "http" }),
    };
  };

  const end = (span: Span, { tool, outcome, code }: Facts): void => {
    if (outcome !== "ok") {
      const status = known.has(tool) ? undefined : { "rpc.response.status_code": unknownTool };
      span.setAttributes({ "error.type": status ? unknownTool : "tool_error", ...status });
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    }
    span.end();
  };

  return {
    begin: ({ tool, caller }) => {
      const { name } = tool.definition;
      const { parent, links } = originOf(caller.request);
      const span = tracer.startSpan(
        known.has(name) ? `${method} ${name}` : method,
        { kind: SpanKind.SERVER, attributes: attributesOf(name, caller), links },
        parent,
      );
      const inside = trace.setSpan(parent, span);
      const own = span.spanContext();
      return {
        traceId: isSpanContextValid(own) ? own.traceId : undefined,
        within: (work) => context.with(inside, work),
        end: (facts) => end(span, facts),
      };
    },
  };
};

type CallerFacts = Parameters<Observer["begin"]>[0]["caller"];
