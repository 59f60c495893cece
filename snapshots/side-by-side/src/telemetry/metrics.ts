import { codes } from "../guard/errors.js";
import type { Facts, Observer } from "../guard/observer.js";
import type { Tool } from "../guard/tool.js";
import type { Identity } from "../identity.js";
import type { Load } from "../transports/transport.js";
import type { Audit } from "./audit.js";
import { processMetrics } from "./process-metrics.js";
import { counter, countOf, gauge, histogram, type Metric } from "./prometheus.js";

export interface MetricsOptions {
  readonly identity: Identity;
  readonly tools: readonly Tool[];
  readonly audit: Audit;
  /** Whether the shared store of the rate limits answers. Absent: they are counted in memory. */
  readonly limitStoreUp?: () => boolean;
  /** What is measured elsewhere. */
  readonly others?: readonly Metric[];
}

export interface Metrics {
  readonly observer: Observer;
  /** All metrics as Prometheus reads them. @param load what clients hold of the transport just now. */
  readonly text: (load?: Load) => string;
}

interface Ending {
  readonly duration: { readonly observe: (seconds: number) => void };
  readonly count: { readonly add: () => void };
}

/** Seconds; from OpenTelemetry's conventions for MCP, `mcp.server.operation.duration`. */
const durationBuckets = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** Codes of handlers' own that get a label. A handler that makes codes up as it goes must not fill the memory. */
const ownCodes = 50;

/**
 * Counts calls. The names and labels are OpenTelemetry's for MCP, written as Prometheus writes them. A label is
 * the name of a tool in the contract, or one of a few words: never a caller, an argument or an unknown name.
 * Who calls is in the log and in the audit record.
 */
export const createMetrics = (options: MetricsOptions): Metrics => {
  const { identity, tools, audit, limitStoreUp, others = [] } = options;
  const known = new Set(tools.map((tool) => tool.definition.name));
  const toolLabel = (name: string) => ({
    gen_ai_tool_name: known.has(name) ? name : "(unknown)",
  });

  const seenCodes = new Set<string>();
  const codeLabel = (code = ""): string => {
    if (code === "" || Object.hasOwn(codes, code) || seenCodes.has(code)) return code;
    if (seenCodes.size === ownCodes) return "OTHER";
    seenCodes.add(code);
    return code;
  };

  const durations = histogram(
    "mcp_server_operation_duration_seconds",
    "Time from a request to its answer.",
    durationBuckets,
  );
  const calls = counter("mcp_server_tool_calls_total", "Calls by outcome and error code.");
  const truncated = counter(
    "mcp_server_tool_results_truncated_total",
    "Results that were cut to the cap on rows or bytes.",
  );
  const deprecated = counter(
    "mcp_server_deprecated_tool_calls_total",
    "Calls of tools, and by names, that are to go.",
  );
  const inFlight = new Map<string, number>();
  for (const { definition, deprecated: isDeprecated = false } of tools) {
    // From zero, so that the first call of a tool is an increase.
    calls.of({ ...toolLabel(definition.name), outcome: "ok" });
    truncated.of(toolLabel(definition.name));
    if (isDeprecated) deprecated.of(toolLabel(definition.name));
    inFlight.set(definition.name, 0);
  }
  const move = (name: string, by: number): void => {
    if (known.has(name)) inFlight.set(name, (inFlight.get(name) ?? 0) + by);
  };

  /** The series of calls that end alike; as many as there are tools, outcomes and codes. */
  const endings = new Map<string, Ending>();
  const endingOf = ({ tool, transport, outcome, code }: Facts): Ending => {
    const labels = toolLabel(tool);
    const shownCode = codeLabel(code);
    const key = `${labels.gen_ai_tool_name} ${transport} ${outcome} ${shownCode}`;
    const ending = endings.get(key) ?? {
      duration: durations.of({
        mcp_method_name: "tools/call",
        ...labels,
        network_transport: transport === "stdio" ? "pipe" : "tcp",
        error_type: outcome === "ok" ? "" : "tool_error",
      }),
      count: calls.of({ ...labels, outcome, code: shownCode }),
    };
    endings.set(key, ending);
    return ending;
  };
  const ended = (facts: Facts): void => {
    const { duration, count } = endingOf(facts);
    duration.observe(facts.ms / 1_000);
    count.add();
    if (facts.deprecated === true) deprecated.of(toolLabel(facts.tool)).add();
    if (facts.truncated === true) truncated.of(toolLabel(facts.tool)).add();
    move(facts.tool, -1);
  };
  const observer: Observer = {
    begin: ({ tool }) => {
      move(tool.definition.name, 1);
      return { end: ended };
    },
  };

  const { name, version, contract } = identity;
  const metrics = [
    gauge("mcp_server_info", "The server that runs, and the contract that it serves.", () => [
      { labels: { service_name: name, service_version: version, contract }, value: 1 },
    ]),
    durations.metric,
    calls.metric,
    gauge("mcp_server_tool_calls_in_flight", "Calls that are not answered yet.", () =>
      [...inFlight].map(([tool, value]) => ({ labels: toolLabel(tool), value })),
    ),
    truncated.metric,
    deprecated.metric,
    gauge("mcp_server_tool_timeout_seconds", "How long a call may take before it is ended.", () =>
      tools.map(({ definition, limits }) => ({
        labels: toolLabel(definition.name),
        value: limits.timeoutMs / 1_000,
      })),
    ),
    countOf("mcp_server_audit_failures_total", "Audit records that could not be written.", () => [
      { value: audit.failures() },
    ]),
    ...(limitStoreUp === undefined
      ? []
      : [
          gauge(
            "mcp_server_limit_store_up",
            "1 while rate limits are counted in their store, 0 while it is away.",
            () => [{ value: limitStoreUp() ? 1 : 0 }],
          ),
        ]),
    ...others,
    ...processMetrics(),
  ];
  const httpMetrics = ({ connections, requests }: Load): string =>
    [
      gauge("mcp_server_http_connections", "Open connections.", () => [{ value: connections }]),
      gauge(
        "mcp_server_http_requests_in_flight",
        "HTTP requests that are not answered yet.",
        () => [{ value: requests }],
      ),
    ]
      .map((metric) => metric())
      .join("");

  return {
    observer,
    text: (load) =>
      metrics.map((metric) => metric()).join("") + (load === undefined ? "" : httpMetrics(load)),
  };
};
