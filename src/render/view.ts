/** What templates see: the model, and what is said of it in more than one place. Pure data. */
import { contractHash, contractOf, contractText } from "../versioning/contract.js";
import type { Json, ServerModel } from "../spec/model.js";
import type { SqliteSource } from "../spec/source-model.js";
import { supervisedNames, untrustedNames } from "./behaviour.js";
import { environmentOf, type Variable } from "./environment.js";
import { deploymentOf, type Deployment } from "./deploy.js";
import { docsOf, type Docs } from "./docs.js";
import { featuresOf, type Features } from "./features.js";
import { httpTestVariables, httpViews, type HttpView } from "./http.js";
import { bundleOf, serverJsonOf, type BundleView } from "./publish.js";
import { packageJsonOf } from "./package-json.js";
import { majorViews, retiredHandlers, type MajorView } from "./majors.js";
import { mysqlViews, type MysqlView } from "./mysql.js";
import { addressVariables, isEmbeddable, postgresViews, type PostgresView } from "./postgres.js";
import { sampleRequest } from "./sample-request.js";
import { securityOf, type Security } from "./security.js";
import { testCallsOf, type TestCalls } from "./test-calls.js";
import { ignoreLine, mdCode, mdText, shellWord } from "./text.js";
import { oldNameView, toolView, type OldNameView, type ToolView } from "./tool-view.js";
import { shutdownOf, type Shutdown } from "./shutdown.js";

export interface View
  extends Omit<ServerModel, "included" | "tools" | "sources" | "factsFile" | "majors">, TestCalls {
  readonly contract: { readonly hash: string; readonly text: string };
  /** Files with tools beside the spec, as lines of an ignore file. */
  readonly ignoredIncludes: readonly string[];
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
  /** A request that shows the server at work, as one word of a shell. */
  readonly sampleRequest: string;
  /** In prose: what a Lambda does not start without. */
  readonly lambdaVariables: string;
  /** As Cloudflare has it: letters, digits and hyphens. */
  readonly workerName: string;
  /** In prose, the tools that are not to be called without a human. */
  readonly supervisedNames: string;
  /** What containers, Kubernetes and Cloud Run need. */
  readonly deployment: Deployment;
  readonly shutdown: Shutdown;
  /** In prose: the secrets that production needs, and what the compose file does not have. */
  readonly secretNames: string;
  readonly composeOutside: string;
  /** In prose, the tools whose results may hold text from outside. */
  readonly untrustedNames: string;
  /** In prose, the SQLite sources whose statements run in processes of their own. */
  readonly isolatedNames: string;
  /** `db/databases.json`: what to build each database from. */
  readonly databases: Json;
  /** Majors of the contract that are served side by side, oldest first; absent where there is but one. */
  readonly majors?: readonly MajorView[];
  /** What the model switches on, for the few files where layers meet. */
  readonly has: Features;
}

/** Each takes some 50 MB, and a machine has but so many cores. */
const mostProcesses = 4;

export function viewOf(model: ServerModel): View {
  const contract = contractOf(model);
  const tools = model.tools.map((tool) => toolView(tool, model));
  const handlers = [...tools, ...retiredHandlers(model)].filter((tool) => tool.isHandler);
  const oldNames = tools.flatMap(oldNameView);
  const identifiers = tools.map(({ identifier }) => identifier);
  const sqlite = model.sources.filter((source) => source.kind === "sqlite");
  const postgres = postgresViews(model);
  const mysql = mysqlViews(model);
  const servers = [...postgres, ...mysql];
  const remoteVariables = addressVariables(model, ["postgres", "mysql"]);
  const { factsFile: _kept, majors: _seen, included = [], ...described } = model;
  const majors = majorViews(model);
  const unembedded = { ...model, sources: model.sources.filter((source) => !isEmbeddable(source)) };
  const requiredOf = (kinds: Parameters<typeof addressVariables>[1]) => addressVariables(unembedded, kinds);
  const requiredRemote = requiredOf(["postgres", "mysql"]);
  const apis = httpViews(model);
  const deployment = deploymentOf(model);
  const view: Omit<View, "docs" | "security"> = {
    ...described,
    contract: { hash: contractHash(contract), text: contractText(contract) },
    ignoredIncludes: included.map(ignoreLine),
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
    ...testCallsOf(tools, model.sources),
    jwt: model.auth.kind === "jwt" ? without(model.auth, "kind") : null,
    limitStoreVariable:
      model.limitStore && "env" in model.limitStore.url ? model.limitStore.url.env : "REDIS_URL",
    packageJson: packageJsonOf(model),
    serverJson: serverJsonOf(model, contractHash(contract), majors),
    bundle: bundleOf(model),
    scopeArguments: model.scopes.map(({ name }) => shellWord(name)).join(" "),
    lambdaVariables: lambdaVariables(model),
    handlerNames: handlers.map(({ key }) => mdCode(key)).join(", "),
    sampleRequest: sampleRequest(tools),
    workerName: model.server.name
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 54),
    supervisedNames: supervisedNames(tools),
    deployment,
    shutdown: shutdownOf(model.limits),
    secretNames: deployment.secrets.map(({ name }) => mdCode(name)).join(", "),
    composeOutside: deployment.outside.map(mdText).join(", "),
    untrustedNames: untrustedNames(tools),
    isolatedNames: sqlite
      .filter(({ isolation }) => isolation === "process")
      .map(({ name }) => mdCode(name))
      .join(", "),
    databases: sqlite.map(database),
    ...(majors && { majors }),
    has: featuresOf(model, { tools, handlers, oldNames, postgres, mysql, apis }),
  };
  return { ...view, docs: docsOf(model, view), security: securityOf(model, view.has) };
}

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

const without = <T extends object, K extends keyof T>(value: T, key: K) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as { [key: string]: Json };

const database = ({ name, file, schema, seed }: SqliteSource): Json => ({
  name,
  file: "env" in file ? { env: file.env } : file.value,
  ...(schema ? { schema: schema.path } : {}),
  ...(seed ? { seed: seed.path } : {}),
});
