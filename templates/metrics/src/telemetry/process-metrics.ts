import { monitorEventLoopDelay } from "node:perf_hooks";
import { countOf, gauge, type Metric } from "./prometheus.js";

/** How often Node looks. What it measures is the time between two looks. */
const intervalMs = 20;

/** What the process uses, under the names that Prometheus' client libraries gave these metrics. */
export const processMetrics = (): readonly Metric[] => {
  const delay = monitorEventLoopDelay({ resolution: intervalMs });
  delay.enable();

  const lag = (): number => {
    const late = delay.percentile(99) / 1e9 - intervalMs / 1_000;
    delay.reset(); // from one scrape to the next
    return Math.max(0, late);
  };
  const cpu = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  return [
    countOf("process_cpu_seconds_total", "CPU time used.", () => [{ value: cpu() }]),
    gauge("process_resident_memory_bytes", "Resident memory.", () => [
      { value: process.memoryUsage.rss() },
    ]),
    gauge("process_start_time_seconds", "When the process started, in Unix time.", () => [
      { value: performance.timeOrigin / 1_000 },
    ]),
    gauge("nodejs_heap_size_used_bytes", "JavaScript heap in use.", () => [
      { value: process.memoryUsage().heapUsed },
    ]),
    gauge(
      "nodejs_eventloop_lag_p99_seconds",
      "How late timers were since the last scrape, 99th percentile.",
      () => [{ value: lag() }],
    ),
  ];
};
