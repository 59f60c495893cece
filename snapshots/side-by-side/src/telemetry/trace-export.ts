import { setTimeout } from "node:timers/promises";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";
import type { Identity } from "../identity.js";

export interface TraceExport {
  /** Sends what has not been sent yet; gives up after a while. */
  readonly close: () => Promise<void>;
}

/** Says in the log when spans begin to get lost, and when they no longer do. OpenTelemetry itself says nothing. */
const telling = (exporter: SpanExporter, log: Logger): SpanExporter => {
  let failing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed && !failing) log.warn({ event: "trace_export_failed", err: result.error });
        if (!failed && failing) log.info({ event: "trace_export_recovered" });
        failing = failed;
        done(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
};

/**
 * Begins to send spans by OTLP over HTTP to where the standard variables `OTEL_EXPORTER_OTLP_…` say. The SDK
 * is loaded here and not before: it takes longer to load than the rest of the server.
 * @param flushMs How long `close` may take: less than a process gets between SIGTERM and its end.
 */
export const startTraceExport = async (
  { name, version }: Identity,
  log: Logger,
  flushMs = 3_000,
): Promise<TraceExport> => {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new NodeTracerProvider({
    // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes last, and so holds.
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": name, "service.version": version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(telling(new OTLPTraceExporter(), log))],
  });
  provider.register();

  const close = async (): Promise<void> => {
    const late = new AbortController();
    const flushed = provider.shutdown().catch(() => undefined); // `telling` has said why
    await Promise.race([
      flushed,
      setTimeout(flushMs, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
  };
  return { close };
};
