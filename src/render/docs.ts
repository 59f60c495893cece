/** Tables and lists of the generated README and its neighbours. Cells are Markdown, made safe here. */
import { allTools } from "../spec/all-tools.js";
import type { Deprecation, Limits, Rate, ServerModel } from "../spec/model.js";
import { oldNameOf } from "../spec/old-name.js";
import { behaviourTable } from "./behaviour.js";
import { environmentOf } from "./environment.js";
import { hostTable } from "./hosts.js";
import { controlTable } from "./security.js";
import { mdCode, mdText } from "./text.js";
import type { MajorView } from "./majors.js";
import type { ToolView } from "./tool-view.js";
import type { View } from "./view.js";
import { isWritable } from "./writable.js";

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Docs {
  readonly tools: Table;
  readonly behaviour: Table;
  /** Tools and old names that are to go. */
  readonly deprecated: Table;
  readonly majors: Table;
  readonly settings: Table;
  readonly fields: Table;
  readonly metrics: Table;
  readonly codes: Table;
  readonly apis: Table;
  /** What handlers may change in databases. */
  readonly writes: Table;
  readonly controls: Table;
  /** What works on each host that is on. */
  readonly hosts: Table;
}

export const docsOf = (
  model: ServerModel,
  { tools, has, majors = [] }: Pick<View, "tools" | "has" | "majors">,
): Docs => ({
  tools: toolTable(tools),
  behaviour: behaviourTable(tools),
  deprecated: deprecatedTable(tools),
  majors: majorTable(model, majors),
  settings: settingsTable(model),
  fields: { header: ["Field", "Where", "What it says"], rows: fields(model) },
  metrics: { header: ["Metric", "Labels", "What it says"], rows: metrics(has) },
  codes: { header: ["Code", "What happened"], rows: codes(model) },
  writes: {
    header: ["Database", "Through role", "Table", "New rows with", "Changed", "Rows deleted"],
    rows: writes(model),
  },
  apis: { header: ["API", "Where", "For tools that", "What the server shows"], rows: apis(model) },
  hosts: hostTable(model),
  controls: controlTable(model, has),
});

function toolTable(tools: readonly ToolView[]): Table {
  const scoped = tools.some(({ scopes }) => scopes.length > 0);
  return {
    header: ["Tool", "What it does", "Limits of a call", ...(scoped ? ["Scopes"] : [])],
    rows: tools.map(({ name, description, limits, scopes, isSql }) => [
      mdCode(name),
      mdText(firstSentence(description)),
      limitsInWords(limits, isSql),
      ...(scoped ? [scopes.map(mdCode).join(" ") || "none"] : []),
    ]),
  };
}

function deprecatedTable(tools: readonly ToolView[]): Table {
  const row = (name: string, gone: Partial<Deprecation>, why: string) => [
    mdCode(name),
    gone.since ?? "",
    gone.removeIn ?? "the next major version",
    gone.use === undefined ? "" : mdCode(gone.use),
    mdText(why),
  ];
  return {
    header: ["Tool", "Since", "Gone in", "Use instead", "Why"],
    rows: tools.flatMap((tool) => {
      const { name, deprecated } = tool;
      const oldName = oldNameOf(tool);
      return [
        ...(deprecated ? [row(name, deprecated, deprecated.reason ?? "")] : []),
        ...(oldName ? [row(oldName.name, oldName.deprecated, "It has another name.")] : []),
      ];
    }),
  };
}

function majorTable({ transports }: ServerModel, majors: readonly MajorView[]): Table {
  const { stdio, http } = transports;
  const ending = majors.some(({ end }) => end !== undefined);
  return {
    header: [
      "Major",
      "Is",
      ...(http ? ["Over HTTP"] : []),
      ...(stdio ? ["Over stdio"] : []),
      ...(ending ? ["Ends on"] : []),
    ],
    rows: majors.map(({ major, isNewest, server, path, end }) => [
      String(major),
      isNewest ? `${server.version}, which the spec describes` : `${server.version}, as it was released`,
      ...(http ? [[path ?? "", ...(isNewest ? [http.path] : [])].map(mdCode).join(" and ")] : []),
      ...(stdio ? [`${isNewest ? "without `--api`, or with " : ""}${mdCode(`--api ${major}`)}`] : []),
      ...(ending ? [end?.sunset ?? ""] : []),
    ]),
  };
}

/** The model reads all of it; a table wants the gist. */
const firstSentence = (text: string): string => {
  const end = /[.!?](?=\s|$)/.exec(text);
  return end === null ? text : text.slice(0, end.index + 1);
};

/** Rows are counted of statements; a handler returns a value. */
const limitsInWords = ({ rate, timeoutMs, rows, bytes }: Limits, ofRows: boolean): string =>
  [rateInWords(rate), `${timeoutMs / 1000} s`, ...(ofRows ? [`${rows} rows`] : []), size(bytes)].join(", ");

const rateInWords = ({ calls, seconds }: Rate): string => {
  const unit = { 1: "second", 60: "minute", 3600: "hour", 86400: "day" }[seconds];
  return unit === undefined ? `${calls} in ${seconds} s` : `${calls}/${unit}`;
};

function size(bytes: number): string {
  if (bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2} MiB`;
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} B`;
}

function settingsTable(model: ServerModel): Table {
  return {
    header: ["Variable", "What it sets", "Default"],
    rows: environmentOf(model).map(({ name, description, required, default: fallback }) => [
      mdCode(name),
      mdText(description),
      required ? "required" : fallback ? mdCode(fallback) : "",
    ]),
  };
}

const fields = ({ telemetry, majors }: ServerModel): readonly (readonly string[])[] => [
  ["`call`", "log, audit, answer", "Id of the call; the same in all three, so one leads to the others"],
  ["`tool`", "log, audit", "Which tool"],
  ...(majors === undefined ? [] : [["`api`", "log, audit", "Of which major"]]),
  ["`deprecated`", "log, audit", "`true` if that tool, or that name of it, is to go"],
  [
    "`principal`",
    "log, audit",
    "Who called: from the credential or the process owner, never from an argument",
  ],
  ["`transport`", "log, audit", "`stdio` or `http`"],
  ["`outcome`", "log, audit", "`ok`, `refused`, `failed`, `timeout`, `cancelled` or `crash`"],
  ["`code`", "log, audit", "The code that the caller was given, if the call did not end well"],
  ["`ms`", "log, audit", "How long it took, in milliseconds"],
  ["`rows`, `bytes`, `truncated`", "log, audit", "How much went out, and whether a limit cut it short"],
  ...(telemetry.tracing
    ? [["`trace_id`", "log, audit", "Trace that the call belongs to, if it is traced"]]
    : []),
  ["`err`", "log", "The cause of a failure; it never goes to the caller"],
  ["`contract`", "audit, `ready` in log", "Hash of the tools' definitions that were in force"],
  ["`args`", "audit", "The arguments, with what the spec redacts as `[redacted]`"],
  ["`argsHash`", "audit", "Keyed hash of the arguments as they were: equal calls can be matched"],
  ["`seq`, `prev`, `mac`", "audit", "Number of the record, seal of the one before, seal of this one"],
];

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
const metrics = (has: View["has"]): readonly (readonly string[])[] => [
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
  ["`mcp_server_tool_results_truncated_total`", byTool, "Results that were cut to the cap on rows or bytes"],
  [
    "`mcp_server_tool_timeout_seconds`",
    byTool,
    "How long a call may take, which the alert for slow tools asks",
  ],
  ["`mcp_server_deprecated_tool_calls_total`", byTool, "Calls of tools, and by names, that are to go"],
  ...(has.remote ? databaseMetrics : []),
  ...(has.upstream ? upstreamMetrics : []),
  ["`mcp_server_audit_failures_total`", "", "Audit records that could not be written"],
  ["`mcp_server_limit_store_up`", "", "1 while rate limits are counted where the spec says, else 0"],
  ["`mcp_server_http_connections`", "", "Open connections"],
  ["`mcp_server_http_requests_in_flight`", "", "HTTP requests that are not answered yet"],
  [
    "`mcp_server_info`",
    "`service_name`, `service_version`, `contract`",
    "Always 1: what runs, and which contract it serves",
  ],
  ["`process_…`, `nodejs_…`", "", "CPU, memory, start time and event loop lag of the process"],
];

function codes(model: ServerModel): readonly (readonly string[])[] {
  const sql = model.sources.some(({ kind }) => kind !== "http");
  const api = model.sources.some(({ kind }) => kind === "http");
  const writable = model.sources.some(isWritable);
  const operation = allTools(model).some(({ implementation }) => implementation.kind === "http");
  const handlers = allTools(model).some(({ implementation }) => implementation.kind === "handler");
  const scoped = allTools(model).some(({ scopes }) => scopes.length > 0);
  const rows: readonly (readonly [string, boolean, string])[] = [
    ["INVALID_ARGUMENTS", true, "The arguments do not fit the tool's schema; the sentence names them"],
    ["FORBIDDEN", scoped, "The caller lacks a scope"],
    ["RATE_LIMITED", true, "Too many calls of this tool by this caller; the sentence says when to try again"],
    ["OVERLOADED", true, "Too many calls at once; the same"],
    [
      "STORE_UNAVAILABLE",
      model.limitStore !== undefined,
      "The store that counts calls is away, and the server is set to refuse then; the same",
    ],
    ["TIMEOUT", true, "The deadline passed and the work was stopped"],
    ["CANCELLED", true, "The client went away or cancelled"],
    ["RESULT_TOO_LARGE", true, "The result is larger than allowed and cannot be cut"],
    ["INVALID_RESULT", true, "The tool returned what its schema does not allow: a defect here"],
    [
      "SOURCE_UNAVAILABLE",
      sql || api,
      `The ${places(sql, api)} cannot be reached now${api ? "; the sentence may say when to try again" : ""}`,
    ],
    ["SOURCE_ERROR", sql || api, `The ${places(sql, api)} failed or refused the request; the log says why`],
    ["NOT_FOUND", operation, "The service has nothing under these arguments"],
    [
      "CONFLICT",
      operation || writable,
      [
        ...(operation ? ["The service is in another state than the call expects"] : []),
        ...(writable ? ["The database's rules refuse the change, or another one came in between"] : []),
      ].join(". "),
    ],
    [
      "OUTCOME_UNKNOWN",
      writable,
      "The database was lost while it saved the change, which may be there or not",
    ],
    ["UPSTREAM_REFUSED", operation, "The service refuses these arguments"],
    ["UPSTREAM_DENIED", api, "The service does not let this server do that, or does not know its credential"],
    ["UPSTREAM_BUSY", operation, "The service has been asked too often; the sentence says when to try again"],
    [
      "WRITE_REFUSED",
      sql,
      writable
        ? "A database was asked to change what its role may not"
        : "A read-only database was asked to change something",
    ],
    ["NOT_IMPLEMENTED", handlers, "The handler has not been written yet"],
    ["INTERNAL", true, "Anything nobody foresaw; the log has it under the call's id"],
  ];
  return rows.filter(([, applies]) => applies).map(([code, , text]) => [mdCode(code), text]);
}

const credentials = {
  bearer: "a token",
  basic: "user and password",
  header: "a key in a header",
  oauth: "a token of OAuth client credentials",
} as const;

const apis = ({ sources }: ServerModel): readonly (readonly string[])[] =>
  sources
    .filter((source) => source.kind === "http")
    .map(({ name, baseUrl, networks, access, auth }) => [
      mdCode(name),
      [
        "env" in baseUrl ? mdCode(`${baseUrl.env}`) : mdCode(baseUrl.value),
        ...(networks.length === 0 ? [] : [`in ${networks.map(mdCode).join(", ")}`]),
      ].join(" "),
      access === "write" ? "write" : "read",
      auth === undefined ? "nothing" : credentials[auth.kind],
    ]);

const writes = ({ sources }: ServerModel): readonly (readonly string[])[] =>
  sources.flatMap((source) =>
    source.kind === "postgres" || source.kind === "mysql"
      ? source.writes.map(({ schema, table, insert, update, delete: deletes }) => [
          mdCode(source.name),
          mdCode(source.role),
          mdCode(schema === undefined ? table : `${schema}.${table}`),
          insert.map(mdCode).join(", ") || "none",
          update.map(mdCode).join(", ") || "none",
          deletes ? "yes" : "no",
        ])
      : [],
  );

const places = (sql: boolean, api: boolean): string =>
  [sql && "database", api && "service"].filter(Boolean).join(" or ");
