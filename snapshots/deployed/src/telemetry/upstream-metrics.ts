import type { Sources } from "../sources/source.js";
import { isUpstream, type Upstream } from "../sources/upstream.js";
import { counter, gauge, histogram, type Metric } from "./prometheus.js";

/** Seconds; from OpenTelemetry's conventions for HTTP clients, `http.client.request.duration`. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * Counts what is sent to HTTP APIs from now on, and says whether they are taken for down. A label is the name of a
 * source in the spec, or one of a few words: never an address, an argument or anything that a service answers.
 */
export const upstreamMetrics = (sources: Sources): readonly Metric[] => {
  const requests = counter(
    "mcp_server_upstream_requests_total",
    "Requests to HTTP APIs by how they ended, each try for itself.",
  );
  const durations = histogram(
    "mcp_server_upstream_request_duration_seconds",
    "Time from a try of a request to the end of its answer, or of the waiting for one.",
    durationBuckets,
  );
  const retries = counter(
    "mcp_server_upstream_retries_total",
    "Requests that were sent once more after a failure.",
  );

  const observe = ({ observe }: Upstream, source: string): void => {
    const duration = durations.of({ source });
    const retry = retries.of({ source });
    // From zero, so that the first request is an increase.
    requests.of({ source, outcome: "ok" });
    observe({
      tried: (outcome, ms) => {
        requests.of({ source, outcome }).add();
        if (ms !== undefined) duration.observe(ms / 1_000);
      },
      retried: retry.add,
    });
  };
  const upstreams = Object.entries(sources).flatMap(([source, opened]) =>
    isUpstream(opened) ? [{ source, upstream: opened }] : [],
  );
  for (const { source, upstream } of upstreams) observe(upstream, source);

  const states = (name: string, help: string, holds: (upstream: Upstream) => boolean): Metric =>
    gauge(name, help, () =>
      upstreams.map(({ source, upstream }) => ({
        labels: { source },
        value: holds(upstream) ? 1 : 0,
      })),
    );
  return [
    requests.metric,
    durations.metric,
    retries.metric,
    states(
      "mcp_server_upstream_up",
      "1 while an HTTP API is asked, 0 from some failures in a row until it answers again.",
      ({ state }) => state() === "closed",
    ),
    states(
      "mcp_server_upstream_breaker_open",
      "1 while calls of an HTTP API fail at once; 0 also while the next one may find out whether it is back.",
      ({ state }) => state() === "open",
    ),
  ];
};
