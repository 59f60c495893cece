import { defaultHttp, defaultMetricsPort } from "../build-model.js";
import { written, writtenKeys, type Rule } from "./rule.js";

export const telemetryInUse: Rule = {
  name: "telemetry-in-use",
  codes: ["MCP1233"],
  check(context, report) {
    const { telemetry, transports } = context.spec;
    if (telemetry === undefined) return;
    const isOn = (name: string) =>
      ![undefined, false].includes(written(context, ["telemetry", name]) as undefined);
    if (!isOn("metrics") && !isOn("tracing")) {
      report("MCP1233", ["telemetry"], "no telemetry is switched on", {
        at: "key",
        help: "set `metrics: true` or `tracing: true`, or remove `telemetry`",
      });
    }
    const http =
      transports === undefined ||
      ![undefined, false].includes(written(context, ["transports", "http"]) as undefined);
    if (isOn("metrics") && !http) {
      report("MCP1233", ["telemetry", "metrics"], "metrics are served beside HTTP, which is off", {
        at: "key",
        help: "switch `transports: http` on: over stdio each client starts a process of its own, which nobody scrapes",
      });
    }
  },
};

export const distinctPorts: Rule = {
  name: "distinct-ports",
  codes: ["MCP1235"],
  check(context, report) {
    const { transports, telemetry } = context.spec;
    const { metrics } = telemetry ?? {};
    const http = transports === undefined ? true : transports.http;
    if (metrics === undefined || metrics === false || http === undefined || http === false) return;
    const portOf = (setting: true | { port?: number | undefined }, byDefault: number) =>
      (typeof setting === "object" ? setting.port : undefined) ?? byDefault;
    const port = portOf(metrics, defaultMetricsPort);
    if (port !== portOf(http, defaultHttp.port)) return;
    const isWritten = writtenKeys(context, ["telemetry", "metrics"]).includes("port");
    const path = isWritten ? ["telemetry", "metrics", "port"] : ["telemetry", "metrics"];
    report("MCP1235", path, `port ${port} is the one of HTTP, too`, { at: isWritten ? "value" : "key" });
  },
};
