/** The threat model of a server: what is worth protecting, from whom, and where they meet. Cells are Markdown. */
import type { Source } from "../../spec/source-model.js";
import type { Table } from "../tables/table.js";
import { environmentOf } from "../environment.js";
import { mdCode } from "../text.js";
import { isWritable } from "../writable.js";
import { only, type Facts } from "./facts.js";

type Row = readonly string[];

const kinds: Readonly<Record<Source["kind"], string>> = {
  sqlite: "a SQLite database",
  postgres: "a PostgreSQL database",
  mysql: "a MySQL or MariaDB database",
  http: "an HTTP API",
};

const changes = (source: Source): boolean => "access" in source && source.access === "write";

function sourceAsset(source: Source): Row {
  if (source.kind !== "http") {
    return [
      assetOf(source),
      isWritable(source)
        ? "Any change that the spec does not list, or that a person did not want"
        : "Whatever its tools do not select; any change at all",
    ];
  }
  return [
    assetOf(source),
    changes(source)
      ? "Requests in this server's name that no tool makes, or that a person did not want"
      : "Requests in this server's name that no tool makes; any change at all",
  ];
}

const assetOf = ({ name, kind }: Source): string => `${mdCode(name)}, ${kinds[kind]}`;

/** What holds whatever callers send, as the end of a sentence. */
export const promiseOf = ({ model, has }: Facts): string =>
  [
    "a tool gives no more than its limits",
    ...only(has.databases && !has.writable, "the databases cannot be changed"),
    ...only(has.databases && has.writable, `the databases change only as \`${model.specFile}\` lists`),
    ...only(has.upstream, `requests go to the APIs that \`${model.specFile}\` names and nowhere else`),
    "and who called what is on record",
  ].join(", ");

/** What would be lost. */
export function assetsOf({ model }: Facts): Table {
  const secrets = environmentOf(model).filter(({ secret }) => secret);
  return {
    header: ["What is protected", "What must not happen to it"],
    rows: [
      ...model.sources.map(sourceAsset),
      [
        `The server's secrets: ${secrets.map(({ name }) => mdCode(name)).join(", ")}`,
        "They show in a result, an error, a log, a record or a file of this project",
      ],
      ["The audit record", "A call is missing in it, or it is changed without being noticed"],
      ["The server's time and memory", "One caller leaves nothing for the others"],
      ["The contract: what tools there are, and what they say", "It changes without a new version"],
    ],
  };
}

/** Who might do it. */
export const actorsOf = ({ has, scoped }: Facts): Table => ({
  header: ["Who", "What they can do", "What they must not get"],
  rows: [
    [
      "A model that was talked into it",
      "Call any tool of its caller, with any arguments",
      "More than the tools' limits, and no call off the record",
    ],
    ...only<Row>(
      has.bearer,
      [
        "Whoever reaches the port without a credential",
        "Send anything, slowly or in masses",
        "Any answer of a tool",
      ],
      [
        "A caller with a credential",
        "Call what it may, as often as it likes",
        scoped
          ? "Tools beyond its scopes, and what others have left of their budgets"
          : "What others have left of their budgets",
      ],
    ),
    ...only<Row>(
      has.anonymous,
      [
        "Another program or user of this machine",
        "Call every tool: the port has no lock, and is open to this machine alone",
        "More than the tools' limits",
      ],
      ["Another machine", "Nothing: the server does not listen there", "Any answer"],
    ),
    ...only<Row>(has.http, [
      "A web page that is open in a browser nearby",
      "Have the browser send requests, also under a rebound name",
      "Any answer, and any effect",
    ]),
    ...only<Row>(has.untrusted, [
      "Whoever writes text that a tool returns",
      "Address the model in it",
      "That it passes for the server's own words",
    ]),
    ...only<Row>(has.upstream, [
      "A service that is broken or hostile",
      "Answer slowly, endlessly, with redirects, or with anything",
      "The way to another address, the server's memory, another service's credential",
    ]),
    [
      "Whoever can write the audit file, and lacks its key",
      "Edit, remove and move records",
      "That nobody notices",
    ],
  ],
});

/** Where they meet, and what stands there. */
export const boundariesOf = ({ model, has, scoped }: Facts): Table => ({
  header: ["Boundary", "What crosses it", "What stands there"],
  rows: [
    ...only<Row>(has.stdio, [
      "stdin and stdout",
      "Messages of the client that started the server, as the same user",
      "The caller is the process owner. Messages and arguments are checked; there is no credential",
    ]),
    ...only<Row>(has.http, [
      "The HTTP port",
      "Requests of clients",
      httpBoundary(has.jwt, has.apiKeys, scoped),
    ]),
    ...only<Row>(has.worker || has.lambda, [
      "The managed host's URL",
      "The same requests",
      "The same checks; TLS is the host's",
    ]),
    ...model.sources.map((source): Row => [mdCode(source.name), ...sourceBoundary(source, has.worker)]),
    ...only<Row>(has.jwt, [
      "The token issuer",
      "Its metadata and keys",
      "TLS, and the issuer that the spec names; without keys nobody is let in",
    ]),
    ...only<Row>(has.redis, [
      "The limit store",
      "Names of callers and tools, and counts",
      `A bounded wait; without it, calls are ${model.limitStore?.onFailure === "deny" ? "refused" : "counted in the process"}`,
    ]),
    ...only<Row>(has.metrics, [
      "The metrics port",
      "Figures of the contract's tools",
      "Loopback unless set otherwise",
    ]),
    ...only<Row>(has.tracing, [
      "The trace collector",
      "Spans without arguments, results and callers",
      "Nothing is sent unless the environment names a collector",
    ]),
    [
      "The log and the audit record",
      "One line each for every call",
      "Redaction; the record is a sealed chain",
    ],
  ],
});

const httpBoundary = (jwt: boolean, apiKeys: boolean, scoped: boolean): string =>
  [
    jwt ? "An access token" : apiKeys ? "An API key" : "No credential, and therefore loopback only",
    ...only(scoped, "scopes of each tool"),
    "Host, Origin, size and speed of requests",
  ].join("; ");

const sourceBoundary = (source: Source, worker: boolean): readonly [string, string] => {
  switch (source.kind) {
    case "sqlite":
      return [
        "Statements of the spec, with bound values",
        "A read-only handle; the process's user must not own the file",
      ];
    case "postgres":
    case "mysql":
      if (isWritable(source)) {
        return [
          "Statements of handlers, with bound values",
          "A credential that can change what the spec lists and nothing else, which each start verifies; one transaction for each call",
        ];
      }
      return [
        "Statements of the spec, with bound values",
        "A credential that can only read, which each start verifies; read-only transactions",
      ];
    case "http":
      return [
        changes(source)
          ? "Requests of the spec, some of which change something"
          : "Requests of the spec that only read",
        worker
          ? "The origin of the spec: at an address that is checked when it is connected to; in a Worker a public name, whose address Cloudflare checks"
          : "The origin of the spec, at an address that is checked when it is connected to",
      ];
  }
};
