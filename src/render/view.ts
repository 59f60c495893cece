/** What templates see: the model, and what is said of it in more than one place. Pure data. */
import { contractHash, contractOf, contractText } from "../versioning/contract.js";
import type {
  HandlerImplementation,
  Json,
  JsonSchema,
  Limits,
  ServerModel,
  Source,
  SqliteSource,
  Tool,
} from "../spec/model.js";
import { deprecationMeta, oldNameOf } from "../spec/old-name.js";
import { supervisedNames } from "./behaviour.js";
import { environmentOf, type Variable } from "./environment.js";
import { deploymentOf, type Deployment } from "./deploy.js";
import { docsOf, type Docs } from "./docs.js";
import { httpTestVariables, httpViews, type HttpView } from "./http.js";
import { tsString } from "./literal.js";
import { bundleOf, isReleased, serverJsonOf, type BundleView } from "./publish.js";
import { isImaged } from "./layers.js";
import { packageJsonOf } from "./package-json.js";
import { mysqlViews, type MysqlView } from "./mysql.js";
import { addressVariables, isEmbeddable, postgresViews, type PostgresView } from "./postgres.js";
import { sampleArguments } from "./sample.js";
import { securityOf, type Security } from "./security.js";
import { mdCode, mdText, shellWord } from "./text.js";
import { tsType } from "./types.js";
import { isWritable } from "./writable.js";

export interface View extends Omit<ServerModel, "tools" | "sources" | "factsFile"> {
  readonly contract: { readonly hash: string; readonly text: string };
  readonly environment: readonly Variable[];
  readonly tools: readonly ToolView[];
  readonly handlers: readonly ToolView[];
  /** Those of SQLite with how many processes may read one, where they do. */
  readonly sources: readonly (
    (SqliteSource & { readonly processes: number }) | PostgresView | MysqlView | HttpView
  )[];
  /** Of the tools, in order. */
  readonly identifiers: readonly string[];
  /** Names that tools had before, and still answer to. */
  readonly oldNames: readonly OldNameView[];
  /** Of the tools, in order, and what spreads those. */
  readonly served: readonly string[];
  readonly scopeNames: readonly string[];
  /** Of SQLite databases. */
  readonly sourceNames: readonly string[];
  readonly postgres: readonly PostgresView[];
  readonly mysql: readonly MysqlView[];
  /** Variables with addresses of databases, each once: of PostgreSQL, of MySQL, of all. */
  readonly postgresVariables: readonly string[];
  /** Those of them that are needed in development as well. */
  readonly requiredPostgres: readonly string[];
  readonly mysqlVariables: readonly string[];
  readonly remoteVariables: readonly string[];
  /** Those of them that tests cannot do without. */
  readonly requiredRemote: readonly string[];
  readonly apis: readonly HttpView[];
  /** Settings of HTTP sources that let a test's server start. */
  readonly apiEnvironment: Json;
  /** Variables of databases that nothing here can build: without them the server does not start. */
  readonly unbuilt: readonly string[];
  /** Names of the tools that change something. */
  readonly writing: readonly string[];
  /** Calls that the generated tests make: tools with a statement, on databases that they can build. */
  readonly calls: readonly Json[];
  /** The same, asking for a million where there is a cap. */
  readonly lowered: readonly Json[];
  /** Settings of `auth.jwt`. */
  readonly jwt: Json;
  /** The variable with the limit store's address; with none, or with a literal, a name that nothing reads. */
  readonly limitStoreVariable: string;
  readonly packageJson: Json;
  /** Its entry in the MCP registry; null without. */
  readonly serverJson: Json;
  readonly bundle: BundleView;
  readonly docs: Docs;
  readonly security: Security;
  /** The scopes as arguments of a shell command, where they can be; in prose, the tools with handlers. */
  readonly scopeArguments: string;
  readonly handlerNames: string;
  /** In prose: what a Lambda does not start without. */
  readonly lambdaVariables: string;
  /** As Cloudflare has it: letters, digits and hyphens. */
  readonly workerName: string;
  /** In prose, the tools that are not to be called without a human. */
  readonly supervisedNames: string;
  /** What containers, Kubernetes and Cloud Run need. */
  readonly deployment: Deployment;
  /** In prose: the secrets that production needs, and what the compose file does not have. */
  readonly secretNames: string;
  readonly composeOutside: string;
  /** In prose, the tools whose results may hold text from outside. */
  readonly untrustedNames: string;
  /** In prose, the SQLite sources whose statements run in processes of their own. */
  readonly isolatedNames: string;
  /** `db/databases.json`: what to build each database from. */
  readonly databases: Json;
  /** What the model switches on, for the few files where layers meet. */
  readonly has: Readonly<Record<Feature, boolean>>;
}

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
  | "deployed";

export interface OldNameView {
  readonly name: string;
  readonly description: string;
  readonly meta: Json;
  /** The tool in TypeScript. */
  readonly identifier: string;
}

export interface ToolView extends Omit<Tool, "limits"> {
  /** As clients see it. */
  readonly definition: Json;
  readonly limits: Limits;
  /** What of `limits` differs from the server's. */
  readonly ownLimits: Partial<Limits>;
  /** Arguments that the tool accepts, if they can be made up. */
  readonly sample: Json | undefined;
  /** `ScoreLead`, the stem of its types. */
  readonly typeName: string;
  /** Of a handler. */
  readonly argumentsType: string;
  readonly resultType: string;
  /** The names of `access.sources`, as a union. */
  readonly sourceNames: string;
  readonly isSql: boolean;
  readonly writes: boolean;
  readonly isHandler: boolean;
  /** What `operation` is given, of an HTTP request. */
  readonly operation: Json;
  /** Sources that a handler may use, and those of them where it may change something. */
  readonly access: { readonly sources: readonly string[]; readonly writes: readonly string[] };
  /** The database that it changes. */
  readonly changes: string | undefined;
  /** A test may call it: its arguments can be made up, and it changes nothing. */
  readonly callable: boolean;
  readonly wrapResult: boolean;
  /** Where its results come from, if they may hold text from outside. */
  readonly untrusted: string | undefined;
  /** How each parameter of its statement is bound. */
  readonly bindings: Readonly<Record<string, string>>;
  /** The parameter of each `?` of its statement, if one of them has several. */
  readonly places: readonly string[];
}

/** Each takes some 50 MB, and a machine has but so many cores. */
const mostProcesses = 4;

export function viewOf(model: ServerModel): View {
  const contract = contractOf(model);
  const tools = model.tools.map((tool) => toolView(tool, model));
  const handlers = tools.filter((tool) => tool.isHandler);
  const oldNames = tools.flatMap(oldNameView);
  const identifiers = tools.map(({ identifier }) => identifier);
  const { stdio } = model.transports;
  const http = model.transports.http !== undefined;
  const auth = http ? model.auth.kind : undefined;
  const sqlite = model.sources.filter((source) => source.kind === "sqlite");
  const postgres = postgresViews(model);
  const mysql = mysqlViews(model);
  const servers = [...postgres, ...mysql];
  const remoteVariables = addressVariables(model, ["postgres", "mysql"]);
  const { factsFile: _kept, ...described } = model;
  const unembedded = { ...model, sources: model.sources.filter((source) => !isEmbeddable(source)) };
  const requiredOf = (kinds: Parameters<typeof addressVariables>[1]) => addressVariables(unembedded, kinds);
  const requiredRemote = requiredOf(["postgres", "mysql"]);
  const apis = httpViews(model);
  const deployment = deploymentOf(model);
  const view: Omit<View, "docs" | "security"> = {
    ...described,
    contract: { hash: contractHash(contract), text: contractText(contract) },
    environment: environmentOf(model),
    tools,
    handlers,
    identifiers,
    oldNames,
    served: [...identifiers, ...(oldNames.length > 0 ? ["...oldNames"] : [])],
    writing: tools.filter(({ writes }) => writes).map(({ name }) => name),
    scopeNames: model.scopes.map(({ name }) => name),
    sourceNames: sqlite.map(({ name }) => name),
    unbuilt: [
      ...sqlite.flatMap(({ file, schema }) => ("env" in file && !schema ? [file.env] : [])),
      ...(model.deploy.lambda ? remoteVariables : requiredRemote),
    ],
    sources: model.sources.flatMap<View["sources"][number]>((source) =>
      source.kind === "sqlite"
        ? [{ ...source, processes: Math.min(model.limits.concurrency, mostProcesses) }]
        : [...servers, ...apis].filter(({ name }) => name === source.name),
    ),
    apis,
    apiEnvironment: httpTestVariables(model),
    postgres,
    mysql,
    postgresVariables: addressVariables(model, ["postgres"]),
    requiredPostgres: requiredOf(["postgres"]),
    mysqlVariables: addressVariables(model, ["mysql"]),
    remoteVariables,
    requiredRemote,
    ...callsOf(tools, model.sources),
    jwt: model.auth.kind === "jwt" ? without(model.auth, "kind") : null,
    limitStoreVariable:
      model.limitStore && "env" in model.limitStore.url ? model.limitStore.url.env : "REDIS_URL",
    packageJson: packageJsonOf(model),
    serverJson: serverJsonOf(model, contractHash(contract)),
    bundle: bundleOf(model),
    scopeArguments: model.scopes.map(({ name }) => shellWord(name)).join(" "),
    lambdaVariables: lambdaVariables(model),
    handlerNames: handlers.map(({ name }) => mdCode(name)).join(", "),
    workerName: model.server.name
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 54),
    supervisedNames: supervisedNames(tools),
    deployment,
    secretNames: deployment.secrets.map(({ name }) => mdCode(name)).join(", "),
    composeOutside: deployment.outside.map(mdText).join(", "),
    untrustedNames: tools
      .filter(({ untrusted }) => untrusted !== undefined)
      .map(({ name }) => mdCode(name))
      .join(", "),
    isolatedNames: sqlite
      .filter(({ isolation }) => isolation === "process")
      .map(({ name }) => mdCode(name))
      .join(", "),
    databases: sqlite.map(database),
    has: {
      stdio,
      http,
      both: stdio && http,
      sources: model.sources.length > 0,
      sql: tools.some(({ isSql }) => isSql),
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
      remote: servers.length > 0,
      databases: model.sources.length > apis.length,
      upstream: apis.length > 0,
      handlerApis: apis.length > 0 && handlers.length > 0,
      handlerDatabases: model.sources.length > apis.length && handlers.length > 0,
      readable: model.sources.some((source) => source.kind !== "http" && !isWritable(source)),
      writable: model.sources.some(isWritable),
      postgresWrite: postgres.some(isWritable),
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
      ...shipping(model),
      scopes: model.scopes.length > 0,
      evidence: model.evidence,
    },
  };
  return { ...view, docs: docsOf(model, view), security: securityOf(model, view.has) };
}

function shipping(model: ServerModel) {
  const { npm, bundle, registry } = model.publish;
  return {
    github: model.ci === "github",
    release: isReleased(model),
    npm,
    registry: registry !== undefined,
    ownedOnGitHub: registry?.startsWith("io.github.") ?? false,
    bundle,
  };
}

function toolView(tool: Tool, { limits: serverLimits, sources }: ServerModel): ToolView {
  const { implementation } = tool;
  const wrapResult = implementation.kind !== "sql" && implementation.wrapResult;
  const isSql = implementation.kind === "sql";
  const isHandler = implementation.kind === "handler";
  const access = isHandler ? accessOf(sources, implementation) : { sources: [], writes: [] };
  const sample = sampleArguments(tool.inputSchema);
  return {
    ...tool,
    definition: definitionOf(tool),
    ownLimits: difference(tool.limits, serverLimits),
    sample,
    callable: sample !== undefined && tool.annotations.readOnlyHint,
    typeName: tool.identifier.charAt(0).toUpperCase() + tool.identifier.slice(1),
    ...(!isHandler
      ? { argumentsType: "", resultType: "", sourceNames: "" } // nobody writes code against them
      : {
          argumentsType: tsType(tool.inputSchema, { indent: 4, defaultsApplied: true }),
          resultType: resultType(tool.outputSchema, wrapResult),
          sourceNames: access.sources.map((name) => tsString(name)).join(" | ") || "never",
        }),
    isSql,
    writes: implementation.kind !== "sql" && implementation.writes,
    isHandler,
    operation: implementation.kind === "http" ? implementation.operation : null,
    access,
    changes: sources.find((source) => isWritable(source) && access.writes.includes(source.name))?.name,
    wrapResult,
    untrusted: tool.annotations.openWorldHint ? provenanceOf(implementation) : undefined,
    bindings:
      implementation.kind === "sql"
        ? Object.fromEntries(implementation.parameters.map(({ name, type }) => [name, type]))
        : {},
    places: implementation.kind === "sql" ? (implementation.places ?? []) : [],
  };
}

/** Databases are written by those handlers that name them; APIs by all that write and name no source. */
function accessOf(
  sources: ServerModel["sources"],
  { writes, source: named }: HandlerImplementation,
): ToolView["access"] {
  const isForWriting = (source: Source) =>
    isWritable(source) || (source.kind === "http" && source.access === "write");
  const changed = sources.filter(
    (source) =>
      writes &&
      isForWriting(source) &&
      (named === undefined ? source.kind === "http" : source.name === named),
  );
  const seen = sources.filter(
    (source) =>
      changed.includes(source) ||
      (!isForWriting(source) && (writes || named === undefined || named === source.name)),
  );
  return { sources: seen.map(({ name }) => name), writes: changed.map(({ name }) => name) };
}

function oldNameView(tool: ToolView): readonly OldNameView[] {
  const oldName = oldNameOf(tool);
  if (oldName === undefined) return [];
  const { name, description, deprecated } = oldName;
  return [{ name, description, meta: deprecationMeta(deprecated), identifier: tool.identifier }];
}

const provenanceOf = (implementation: Tool["implementation"]): string =>
  implementation.kind === "handler" ? "handler" : `source ${implementation.source}`;

function lambdaVariables(model: ServerModel): string {
  const names = environmentOf(model).flatMap(({ name, required }) => (required ? [mdCode(name)] : []));
  const hosts = model.transports.http?.hosts.length === 0;
  const all = [
    ...names,
    ...(hosts ? [`${mdCode("ALLOWED_HOSTS")} (the host name of its URL)`] : []),
    mdCode("AUDIT_KEY"),
  ];
  return all.join(", ").replace(/, ([^,]*)$/, " and $1");
}

/** One call a tool, so that the strictest rate is not reached. */
function callsOf(tools: readonly ToolView[], sources: readonly Source[]): Pick<View, "calls" | "lowered"> {
  const isBuilt = (source: Source) => (source.kind === "sqlite" ? source.schema : isEmbeddable(source));
  const built = new Set(sources.filter(isBuilt).map(({ name }) => name));
  const callable = tools.filter(
    ({ implementation, callable }) =>
      implementation.kind === "sql" && built.has(implementation.source) && callable,
  );
  const isLowered = (tool: ToolView) => Object.keys(tool.caps).length > 0;
  return {
    calls: callable
      .filter((tool) => !isLowered(tool))
      .map(({ name, sample }) => ({ name, arguments: sample ?? {} })),
    lowered: callable.filter(isLowered).map(({ name, sample, caps, limits }) => ({
      name,
      arguments: {
        ...(sample as Record<string, Json>),
        ...Object.fromEntries(Object.keys(caps).map((key) => [key, 1e6])),
      },
      most: limits.rows,
    })),
  };
}

const without = <T extends object, K extends keyof T>(value: T, key: K) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as { [key: string]: Json };

const database = ({ name, file, schema, seed }: SqliteSource): Json => ({
  name,
  file: "env" in file ? { env: file.env } : file.value,
  ...(schema ? { schema: schema.path } : {}),
  ...(seed ? { seed: seed.path } : {}),
});

/** In the order in which MCP's own examples have it. */
function definitionOf(tool: Tool): Json {
  return {
    name: tool.name,
    ...(tool.title === undefined ? {} : { title: tool.title }),
    description: tool.description,
    inputSchema: tool.inputSchema,
    ...(tool.outputSchema === undefined ? {} : { outputSchema: tool.outputSchema }),
    annotations: { ...tool.annotations },
    ...(tool.deprecated === undefined ? {} : { _meta: deprecationMeta(tool.deprecated) }),
  };
}

function difference(own: Limits, server: Limits): Partial<Limits> {
  const changed = Object.entries(own).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(server[name as keyof Limits]),
  );
  return Object.fromEntries(changed);
}

function resultType(outputSchema: JsonSchema | undefined, wrapped: boolean): string {
  if (outputSchema === undefined) return "unknown";
  const properties = outputSchema.properties as Readonly<Record<string, JsonSchema>> | undefined;
  const schema = wrapped ? (properties?.result ?? {}) : outputSchema;
  return tsType(schema, { indent: 4, defaultsApplied: false });
}
