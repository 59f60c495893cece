import type { RemoteSource } from "../sources/database-health.js";
import type { OpenSource, Sources } from "../sources/source.js";
import { countOf, gauge, type Metric, type Sample } from "./prometheus.js";

const isRemote = (source: OpenSource): source is RemoteSource => "health" in source;

type Health = ReturnType<RemoteSource["health"]>;

/**
 * How the databases on the network are, read when somebody asks and without asking them. A label is the name of a source
 * in the spec.
 */
export const databaseMetrics = (sources: Sources): readonly Metric[] => {
  const databases = Object.entries(sources).flatMap(([source, opened]) =>
    isRemote(opened) ? [{ source, health: opened.health }] : [],
  );
  const each = (read: (health: Health) => number) => (): readonly Sample[] =>
    databases.map(({ source, health }) => ({ labels: { source }, value: read(health()) }));

  return [
    gauge(
      "mcp_server_database_up",
      "1 while calls get connections to a database and its credential is accepted, else 0.",
      each(({ up }) => (up ? 1 : 0)),
    ),
    gauge(
      "mcp_server_database_credential_accepted",
      "0 from a check that found the credential wrong until one finds it right, else 1.",
      each(({ accepted }) => (accepted ? 1 : 0)),
    ),
    countOf(
      "mcp_server_database_losses_total",
      "How often connections to a database were lost; those that went at the same time count once.",
      each(({ losses }) => losses),
    ),
    gauge(
      "mcp_server_database_connections_used",
      "Connections that calls have, or that are being made for them.",
      each(({ used }) => used),
    ),
    gauge(
      "mcp_server_database_connections_max",
      "Connections that there may be at once.",
      each(({ most }) => most),
    ),
    gauge(
      "mcp_server_database_calls_waiting",
      "Calls that wait for a connection.",
      each(({ waiting }) => waiting),
    ),
  ];
};
