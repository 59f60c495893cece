/** What Prometheus is told. */
import type { Features } from "../features.js";
import type { Table } from "./table.js";

const byTool = "`gen_ai_tool_name`";
const bySource = "`source`";

const databaseMetrics: readonly (readonly string[])[] = [
  [
    "`mcp_server_database_up`",
    bySource,
    "1 while calls get connections to a PostgreSQL or MySQL database and its credential is accepted, else 0",
  ],
  [
    "`mcp_server_database_credential_accepted`",
    bySource,
    "0 from a check that found the credential wrong until one finds it right, else 1",
  ],
  [
    "`mcp_server_database_losses_total`",
    bySource,
    "How often connections were lost, as `source_lost` in the log",
  ],
  ["`mcp_server_database_connections_used`", bySource, "Connections that calls have"],
  ["`mcp_server_database_connections_max`", bySource, "Connections that there may be at once"],
  ["`mcp_server_database_calls_waiting`", bySource, "Calls that wait for a connection"],
];

const upstreamMetrics: readonly (readonly string[])[] = [
  [
    "`mcp_server_upstream_requests_total`",
    `${bySource}, \`outcome\``,
    "Requests to HTTP APIs, each try for itself",
  ],
  [
    "`mcp_server_upstream_request_duration_seconds`",
    bySource,
    "Histogram of how long those took that were sent",
  ],
  ["`mcp_server_upstream_retries_total`", bySource, "Requests that were sent once more after a failure"],
  ["`mcp_server_upstream_up`", bySource, "0 from five failures in a row until the API answers again, else 1"],
  [
    "`mcp_server_upstream_breaker_open`",
    bySource,
    "1 while its calls fail at once; with both at 0, the next call finds out whether it is back",
  ],
];

/** What `src/telemetry/` exports; names and labels are stable. */
export const metricTable = (has: Features): Table => ({
  header: ["Metric", "Labels", "What it says"],
  rows: [
    [
      "`mcp_server_operation_duration_seconds`",
      `\`mcp_method_name\`, ${byTool}, \`network_transport\`, \`error_type\``,
      "Histogram of how long calls took; `error_type` is empty for those that succeeded",
    ],
    [
      "`mcp_server_tool_calls_total`",
      `${byTool}, \`outcome\`, \`code\``,
      "Calls; outcomes and codes as in the log",
    ],
    ["`mcp_server_tool_calls_in_flight`", byTool, "Calls that are not answered yet"],
    [
      "`mcp_server_tool_results_truncated_total`",
      byTool,
      "Results that were cut to the cap on rows or bytes",
    ],
    [
      "`mcp_server_tool_timeout_seconds`",
      byTool,
      "How long a call may take, which the alert for slow tools asks",
    ],
    ["`mcp_server_deprecated_tool_calls_total`", byTool, "Calls of tools, and by names, that are to go"],
    ...(has.remote ? databaseMetrics : []),
    ...(has.upstream ? upstreamMetrics : []),
    ["`mcp_server_audit_failures_total`", "", "Audit records that could not be written"],
    ...(has.redis
      ? [["`mcp_server_limit_store_up`", "", "1 while rate limits are counted in their store, else 0"]]
      : []),
    ["`mcp_server_http_connections`", "", "Open connections"],
    ["`mcp_server_http_requests_in_flight`", "", "HTTP requests that are not answered yet"],
    [
      "`mcp_server_info`",
      "`service_name`, `service_version`, `contract`",
      "Always 1: what runs, and which contract it serves",
    ],
    ["`process_…`, `nodejs_…`", "", "CPU, memory, start time and event loop lag of the process"],
  ],
});
