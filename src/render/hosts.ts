/** What of the server works on each host that it can be deployed to: for the generated README and SECURITY.md. */
import type { ServerModel } from "../spec/model.js";
import type { Source } from "../spec/source-model.js";
import type { Table } from "./tables/table.js";

const kinds: Readonly<Record<Source["kind"], string>> = {
  sqlite: "SQLite",
  postgres: "PostgreSQL",
  mysql: "MySQL",
  http: "HTTP APIs",
};

/** One row for each host that is on. A source that could not work there was refused with the spec. */
export function hostTable(model: ServerModel): Table {
  const { deploy, sources, limitStore, telemetry, tools } = model;
  const handlers = tools.some(({ implementation }) => implementation.kind === "handler");
  const used = [...new Set(sources.map(({ kind }) => kinds[kind])), ...(handlers ? ["handlers"] : [])].join(
    ", ",
  );
  const together = "all processes together";
  const alone = "one process";
  const measured = telemetry.metrics !== undefined || telemetry.tracing;
  const told = [telemetry.metrics && "metrics", telemetry.tracing && "traces"].filter(Boolean).join(", ");
  const rows: readonly (readonly [boolean, ...string[]])[] = [
    [
      deploy.container,
      "Docker Compose",
      used,
      limitStore ? together : alone,
      "the log",
      told,
      "an internal network; what is outside by another one",
    ],
    [
      deploy.kubernetes,
      "Kubernetes",
      used,
      limitStore ? together : alone,
      "the log",
      told,
      "NetworkPolicy, by address",
    ],
    [
      deploy.cloudRun,
      "Cloud Run",
      used,
      limitStore ? together : alone,
      "the log",
      telemetry.tracing ? "traces" : "",
      "the network's firewall",
    ],
    [
      deploy.lambda,
      "AWS Lambda",
      used,
      limitStore ? together : "each container by itself",
      "the log",
      "",
      "the VPC, if it has one",
    ],
    [
      deploy.workers,
      "Cloudflare Workers",
      used,
      "each isolate by itself",
      "the log",
      "",
      used.includes(kinds.http)
        ? "the code, and Cloudflare's proxy: to public services only"
        : "nothing but the code",
    ],
  ];
  return {
    header: [
      "Where",
      "Sources",
      "Limits are counted by",
      "Audit trail",
      ...(measured ? ["Metrics, traces"] : []),
      "Connections out are held by",
    ],
    rows: rows
      .filter(([on]) => on)
      .map(([, where = "", sources = "", counted = "", audit = "", told = "", egress = ""]) => [
        where,
        sources,
        counted,
        audit,
        ...(measured ? [told || "none"] : []),
        egress,
      ]),
  };
}
