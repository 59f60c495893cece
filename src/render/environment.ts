/** The environment variables of the generated server: one table for its configuration, its docs and its contract. */
import type { ServerModel } from "../spec/model.js";
import type { Source } from "../spec/source-model.js";
import { isEmbeddable } from "./postgres.js";
import { httpVariables } from "./http.js";
import { isWritable } from "./writable.js";

export interface Variable {
  readonly name: string;
  readonly description: string;
  /** The server does not start without it. */
  readonly required: boolean;
  /** May also come from the file that `NAME_FILE` names, and is never printed. */
  readonly secret: boolean;
  /** What holds when it is absent. */
  readonly default?: string;
}

/** Every variable that the server reads, in the order a reader wants them. */
export function environmentOf(model: ServerModel): readonly Variable[] {
  return [
    ...sources(model),
    ...limitStore(model),
    ...auth(model),
    ...http(model),
    ...telemetry(model),
    ...always,
  ];
}

/** Those that say where the server's data is: a server that a client starts has no use for most of the others. */
export const connectionVariables = (model: ServerModel): readonly Variable[] => [
  ...sources(model),
  ...limitStore(model).filter(({ secret }) => secret),
];

const always: readonly Variable[] = [
  optional("LOG_LEVEL", "trace, debug, info, warn, error, fatal or silent", "info"),
  optional("AUDIT_FILE", "Where the audit trail goes; - for stderr", "var/audit.jsonl"),
  {
    ...optional(
      "AUDIT_KEY",
      "Key of the audit chain, 32 characters or more; required when NODE_ENV is production",
    ),
    secret: true,
  },
  optional(
    "AUDIT_ON_FAILURE",
    "deny or warn: what happens to calls when the trail cannot be written",
    "deny",
  ),
];

function optional(name: string, description: string, fallback?: string): Variable {
  const variable = { name, description, required: false, secret: false };
  return fallback === undefined ? variable : { ...variable, default: fallback };
}

const http = ({ transports }: ServerModel): readonly Variable[] =>
  transports.http
    ? [
        optional("HOST", "Address to listen on", "127.0.0.1"),
        optional("PORT", "Port to listen on; 0 for any that is free", String(transports.http.port)),
        optional(
          "ALLOWED_HOSTS",
          "Host names besides loopback that a request may name",
          transports.http.hosts.join(","),
        ),
        optional("ALLOWED_ORIGINS", "Origins that browsers may call from", transports.http.origins.join(",")),
        optional(
          "TRUST_PROXY",
          "Proxies in front of the server whose X-Forwarded-For says who calls; 0 for none",
          "0",
        ),
        optional(
          "SHUTDOWN_DELAY",
          "Seconds to go on taking connections once told to end, for a load balancer that has to learn it from /readyz",
          "0",
        ),
      ]
    : [];

const telemetry = ({ telemetry: { metrics, tracing } }: ServerModel): readonly Variable[] => [
  ...(metrics
    ? [
        optional("METRICS_HOST", "Address to serve the metrics on", "127.0.0.1"),
        optional("METRICS_PORT", "Port of the metrics; 0 for any that is free", String(metrics.port)),
      ]
    : []),
  ...(tracing
    ? [
        optional(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "URL of the OpenTelemetry collector; traces are sent when it is set",
        ),
        optional("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "The same for traces alone, with their path"),
      ]
    : []),
];

function auth({ auth, transports }: ServerModel): readonly Variable[] {
  if (!transports.http) return [];
  if (auth.kind === "apiKeys") {
    return [
      {
        name: "API_KEYS",
        description:
          "Entries name:sha256-of-the-key:scope+scope, separated by commas; npm run mint-api-key makes one",
        required: true,
        secret: true,
      },
    ];
  }
  if (auth.kind === "jwt") {
    return [
      optional("JWT_ISSUER", "Who issues the tokens", auth.issuer),
      optional("JWT_AUDIENCE", "This server's public URL, as tokens name it", auth.audience),
      optional("JWT_JWKS_URI", "Where the issuer's keys are, if its metadata do not say", auth.jwksUri),
    ];
  }
  return [];
}

function limitStore({ limitStore }: ServerModel): readonly Variable[] {
  if (limitStore === undefined) return [];
  const { url, onFailure } = limitStore;
  const description = "Redis or Valkey that counts calls for all replicas, redis:// or rediss:// (TLS)";
  return [
    ...("env" in url ? [{ name: url.env, description, required: true, secret: true }] : []),
    optional(
      "LIMIT_STORE_ON_FAILURE",
      "local or deny: without the store, each replica counts its share, or calls are refused",
      onFailure,
    ),
  ];
}

/** A variable that two sources name is one variable. */
function sources({ sources }: ServerModel): readonly Variable[] {
  const names = sources.flatMap((source) => {
    if (source.kind === "http") return [];
    const setting = source.kind === "sqlite" ? source.file : source.url;
    return "env" in setting
      ? [{ name: setting.env, source: whoseOf(source), kind: source.kind, embeddable: isEmbeddable(source) }]
      : [];
  });
  const databases = [...new Set(names.map(({ name }) => name))].map((name) => {
    const entries = names.filter((entry) => entry.name === name);
    const whose = entries.map(({ source }) => source).join(" and ");
    const kind = entries.find(({ kind }) => kind !== "sqlite")?.kind ?? "sqlite";
    const description = descriptions[kind](whose);
    if (entries.every(({ embeddable }) => embeddable)) {
      const where = `${description}; required when NODE_ENV is production`;
      return { name, description: where, required: false, secret: true };
    }
    return { name, description, required: true, secret: kind !== "sqlite" };
  });
  const apis = sources.flatMap((source) => (source.kind === "http" ? httpVariables(source) : []));
  const all = [...databases, ...apis];
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

/** With the role, where there may be several for one database. */
const whoseOf = (source: Exclude<Source, { kind: "http" }>): string =>
  isWritable(source) && "role" in source
    ? `${source.name} (handlers change it, as role ${source.role})`
    : source.name;

const descriptions: Readonly<Record<Exclude<Source["kind"], "http">, (whose: string) => string>> = {
  sqlite: (whose) => `Database file of ${whose}`,
  postgres: (whose) =>
    `PostgreSQL of ${whose}, postgres://role:password@host:5432/database?sslmode=verify-full`,
  mysql: (whose) =>
    `MySQL or MariaDB of ${whose}, mysql://user:password@host:3306/database?ssl-mode=VERIFY_IDENTITY`,
};
