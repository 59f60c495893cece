import { allTools } from "../spec/all-tools.js";
import type { ServerModel } from "../spec/model.js";
import { deploymentOf } from "./deploy.js";
import { isImaged } from "./images.js";
import { hasEndingMajors } from "./majors.js";
import { isEmbeddable } from "./postgres.js";
import { isReleased } from "./publish.js";
import { isWritable } from "./writable.js";

/** A folder of `templates/` that is in or out as a whole. Later layers may not name a path of an earlier one. */
export interface Layer {
  readonly name: string;
  readonly when: (model: ServerModel) => boolean;
}

const isHosted = ({ deploy }: ServerModel): boolean => deploy.workers || deploy.lambda;

const hasImplementation = (model: ServerModel, kind: "sql" | "http" | "handler"): boolean =>
  allTools(model).some((tool) => tool.implementation.kind === kind);

const isIsolated = ({ sources }: ServerModel): boolean =>
  sources.some((source) => source.kind === "sqlite" && source.isolation === "process");
const hasApi = ({ sources }: ServerModel): boolean => sources.some(({ kind }) => kind === "http");

const isRemote = ({ sources }: ServerModel): boolean =>
  sources.some(({ kind }) => kind === "postgres" || kind === "mysql");

const hasHandlers = (model: ServerModel): boolean => hasImplementation(model, "handler");
const hasDatabase = ({ sources }: ServerModel): boolean => sources.some(({ kind }) => kind !== "http");
const hasOlderMajors = ({ majors }: ServerModel): boolean => (majors?.older.length ?? 0) > 0;

export const layers: readonly Layer[] = [
  { name: "base", when: () => true },
  { name: "stdio", when: (model) => model.transports.stdio },
  { name: "http", when: (model) => model.transports.http !== undefined },
  { name: "anonymous", when: (model) => model.transports.http !== undefined && model.auth.kind === "none" },
  { name: "bearer", when: (model) => model.transports.http !== undefined && model.auth.kind !== "none" },
  { name: "jwt", when: (model) => model.transports.http !== undefined && model.auth.kind === "jwt" },
  { name: "apiKeys", when: (model) => model.transports.http !== undefined && model.auth.kind === "apiKeys" },
  { name: "hidden", when: (model) => model.transports.http !== undefined && model.hideTools },
  { name: "hosted", when: isHosted },
  { name: "worker", when: ({ deploy }) => deploy.workers },
  { name: "lambda", when: ({ deploy }) => deploy.lambda },
  { name: "github", when: ({ ci }) => ci === "github" },
  { name: "release", when: isReleased },
  { name: "package", when: ({ publish }) => publish.npm || publish.bundle },
  { name: "npm", when: ({ publish }) => publish.npm },
  { name: "registry", when: ({ publish }) => publish.registry !== undefined },
  { name: "bundle", when: ({ publish }) => publish.bundle },
  { name: "evidence", when: ({ evidence }) => evidence },
  { name: "image", when: isImaged },
  { name: "compose", when: ({ deploy }) => deploy.container },
  { name: "kubernetes", when: ({ deploy }) => deploy.kubernetes },
  {
    name: "kubernetesEgress",
    when: (model) => model.deploy.kubernetes && deploymentOf(model).egress.length > 0,
  },
  { name: "autoscaled", when: (model) => model.deploy.kubernetes && model.limitStore !== undefined },
  { name: "cloudRun", when: ({ deploy }) => deploy.cloudRun },
  { name: "redis", when: (model) => model.limitStore !== undefined },
  { name: "metrics", when: (model) => model.telemetry.metrics !== undefined },
  { name: "tracing", when: (model) => model.telemetry.tracing },
  { name: "sources", when: (model) => model.sources.length > 0 },
  { name: "databases", when: hasDatabase },
  { name: "sqlite", when: (model) => model.sources.some(({ kind }) => kind === "sqlite") },
  { name: "sqliteProcess", when: isIsolated },
  { name: "postgres", when: (model) => model.sources.some(({ kind }) => kind === "postgres") },
  { name: "embeddedPostgres", when: ({ sources }) => sources.some(isEmbeddable) },
  { name: "mysql", when: (model) => model.sources.some(({ kind }) => kind === "mysql") },
  {
    name: "remote",
    when: isRemote,
  },
  {
    name: "remoteMetrics",
    when: (model) => model.telemetry.metrics !== undefined && isRemote(model),
  },
  { name: "upstream", when: hasApi },
  {
    name: "outbound",
    when: (model) => hasApi(model) || (model.transports.http !== undefined && model.auth.kind === "jwt"),
  },
  { name: "workerApis", when: (model) => model.deploy.workers && hasApi(model) },
  { name: "upstreamMetrics", when: (model) => hasApi(model) && model.telemetry.metrics !== undefined },
  { name: "operations", when: (model) => hasImplementation(model, "http") },
  { name: "sql", when: (model) => hasImplementation(model, "sql") },
  { name: "handlers", when: hasHandlers },
  { name: "handlerDatabases", when: (model) => hasDatabase(model) && hasHandlers(model) },
  { name: "handlerApis", when: (model) => hasApi(model) && hasHandlers(model) },
  { name: "writable", when: ({ sources }) => sources.some(isWritable) },
  {
    name: "postgresWrite",
    when: ({ sources }) => sources.some((source) => source.kind === "postgres" && isWritable(source)),
  },
  {
    name: "mysqlWrite",
    when: ({ sources }) => sources.some((source) => source.kind === "mysql" && isWritable(source)),
  },
  { name: "majors", when: ({ majors }) => majors !== undefined },
  { name: "olderMajors", when: hasOlderMajors },
  { name: "endingMajors", when: hasEndingMajors },
  {
    name: "httpMajors",
    when: ({ majors, transports }) => majors !== undefined && transports.http !== undefined,
  },
  {
    name: "jwtMajors",
    when: ({ majors, transports, auth }) =>
      majors !== undefined && transports.http !== undefined && auth.kind === "jwt",
  },
  { name: "stdioMajors", when: (model) => hasOlderMajors(model) && model.transports.stdio },
];
