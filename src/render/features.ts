/** What a model switches on, for layers and for the few files where they meet. */
import { allTools } from "../spec/all-tools.js";
import type { ServerModel } from "../spec/model.js";
import type { HttpView } from "./http.js";
import { isImaged } from "./images.js";
import { hasEndingMajors } from "./majors.js";
import type { MysqlView } from "./mysql.js";
import type { PostgresView } from "./postgres.js";
import { isReleased } from "./publish.js";
import type { OldNameView, ToolView } from "./tool-view.js";
import { isWritable } from "./writable.js";

export type Feature =
  | "stdio"
  | "http"
  | "both"
  | "sources"
  | "sql"
  | "handlers"
  | "anonymous"
  | "bearer"
  | "jwt"
  | "apiKeys"
  | "sqlite"
  | "sqliteInServer"
  | "sqliteProcess"
  | "postgres"
  | "postgresOnly"
  | "embedded"
  | "mysql"
  | "remote"
  | "databases"
  | "upstream"
  | "handlerApis"
  | "handlerDatabases"
  | "readable"
  | "writable"
  | "postgresWrite"
  | "postgresRead"
  | "mysqlWrite"
  | "mysqlRead"
  | "redis"
  | "metrics"
  | "tracing"
  | "untrusted"
  | "hidden"
  | "deprecated"
  | "oldNames"
  | "worker"
  | "lambda"
  | "github"
  | "release"
  | "npm"
  | "registry"
  | "ownedOnGitHub"
  | "bundle"
  | "scopes"
  | "evidence"
  | "image"
  | "compose"
  | "kubernetes"
  | "cloudRun"
  | "deployed"
  | "majors"
  | "olderMajors"
  | "endingMajors";

export type Features = Readonly<Record<Feature, boolean>>;

/** What templates see of the model's parts. */
interface Parts {
  readonly tools: readonly ToolView[];
  readonly handlers: readonly ToolView[];
  readonly oldNames: readonly OldNameView[];
  readonly postgres: readonly PostgresView[];
  readonly mysql: readonly MysqlView[];
  readonly apis: readonly HttpView[];
}

export function featuresOf(model: ServerModel, parts: Parts): Features {
  const { tools, handlers, oldNames, postgres, mysql, apis } = parts;
  const { stdio } = model.transports;
  const http = model.transports.http !== undefined;
  const auth = http ? model.auth.kind : undefined;
  const sqlite = model.sources.filter((source) => source.kind === "sqlite");
  const { npm, bundle, registry } = model.publish;
  return {
    stdio,
    http,
    both: stdio && http,
    sources: model.sources.length > 0,
    sql: allTools(model).some(({ implementation }) => implementation.kind === "sql"),
    handlers: handlers.length > 0,
    anonymous: auth === "none",
    bearer: auth === "jwt" || auth === "apiKeys",
    jwt: auth === "jwt",
    apiKeys: auth === "apiKeys",
    sqlite: sqlite.length > 0,
    sqliteInServer: sqlite.some(({ isolation }) => isolation === "none"),
    sqliteProcess: sqlite.some(({ isolation }) => isolation === "process"),
    postgres: postgres.length > 0,
    postgresOnly: postgres.some((source) => source.embedded === undefined && !isWritable(source)),
    embedded: postgres.some(({ embedded }) => embedded !== undefined),
    mysql: mysql.length > 0,
    remote: postgres.length + mysql.length > 0,
    databases: model.sources.length > apis.length,
    upstream: apis.length > 0,
    handlerApis: apis.length > 0 && handlers.length > 0,
    handlerDatabases: model.sources.length > apis.length && handlers.length > 0,
    readable: model.sources.some((source) => source.kind !== "http" && !isWritable(source)),
    writable: model.sources.some(isWritable),
    postgresWrite: postgres.some(isWritable),
    postgresRead: postgres.some((source) => !isWritable(source)),
    mysqlWrite: mysql.some(isWritable),
    mysqlRead: mysql.some((source) => !isWritable(source)),
    redis: model.limitStore !== undefined,
    metrics: model.telemetry.metrics !== undefined,
    tracing: model.telemetry.tracing,
    hidden: http && model.hideTools,
    deprecated: oldNames.length > 0 || tools.some(({ deprecated }) => deprecated !== undefined),
    oldNames: oldNames.length > 0,
    worker: model.deploy.workers,
    lambda: model.deploy.lambda,
    image: isImaged(model),
    compose: model.deploy.container,
    kubernetes: model.deploy.kubernetes,
    cloudRun: model.deploy.cloudRun,
    deployed: model.deploy.workers || model.deploy.lambda || isImaged(model),
    untrusted: tools.some(({ untrusted }) => untrusted !== undefined),
    scopes: model.scopes.length > 0,
    majors: model.majors !== undefined,
    olderMajors: (model.majors?.older.length ?? 0) > 0,
    endingMajors: hasEndingMajors(model),
    evidence: model.evidence,
    github: model.ci === "github",
    release: isReleased(model),
    npm,
    registry: registry !== undefined,
    ownedOnGitHub: registry?.startsWith("io.github.") ?? false,
    bundle,
  };
}
