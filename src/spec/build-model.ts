/** A spec without errors to the model that templates see. */
import type { StatementFacts } from "../sql/facts.js";
import { buildHttpSource } from "./build-http.js";
import { defaultLimits, mergeLimits } from "./build-limits.js";
import { buildTool } from "./build-tool.js";
import type {
  Auth,
  Deploy,
  HttpTransport,
  LimitStore,
  Limits,
  ServerModel,
  Telemetry,
  Tool,
  Transports,
} from "./model.js";
import type { MysqlSource, PostgresSource, Source, SqlFile, TableRead, Writes } from "./source-model.js";
import { buildPublish } from "./build-publish.js";
import { readsOfTools } from "./derived-reads.js";
import { newestMajor, servesNewest } from "./majors.js";
import { identifierOf } from "./names.js";
import type { Spec, SpecDatabase, SpecSource } from "./schema.js";
import { parseMysqlTable, parseTable } from "./table-name.js";
import { parseSetting } from "./units.js";

export interface ModelInput {
  readonly spec: Spec;
  /** The spec's file name, without folders. */
  readonly specFile: string;
  /** Texts of the files that the spec names, by the path written there. */
  readonly files: ReadonlyMap<string, string>;
  /** By tool, what the database's engine says of its statement. */
  readonly facts?: ReadonlyMap<string, StatementFacts>;
}

/** Asks nothing again that the rules have answered: a spec with errors must not come here. */
export function buildModel({ spec, specFile, files, facts = new Map() }: ModelInput): ServerModel {
  const { server } = spec;
  const limits = mergeLimits(spec.limits, defaultLimits);
  return {
    specFile,
    ...(spec.include && { included: spec.include }),
    server: {
      name: server.name,
      title: server.title ?? titleOf(server.name),
      version: server.version,
      description: server.description,
      ...(server.instructions === undefined ? {} : { instructions: server.instructions.trim() }),
      ...(server.owner === undefined ? {} : { owner: server.owner }),
      ...(server.repository === undefined ? {} : { repository: server.repository }),
      license: server.license ?? "UNLICENSED",
    },
    transports: buildTransports(spec.transports),
    auth: buildAuth(spec.auth),
    scopes: Object.entries(spec.auth?.scopes ?? {}).map(([name, description]) => ({ name, description })),
    hideTools: spec.auth?.hideTools ?? false,
    limits,
    ...buildLimitStore(spec.limits),
    telemetry: buildTelemetry(spec),
    ...(spec.ci === undefined ? {} : { ci: spec.ci }),
    publish: buildPublish(spec),
    evidence: spec.evidence ?? false,
    deploy: buildDeploy(spec.deploy),
    sources: Object.entries(spec.sources ?? {}).map(([name, source]) =>
      buildSource(name, source, files, readsOfTools(spec, name, facts)),
    ),
    ...buildTools(spec, limits, facts),
  };
}

/** The tools of the newest major; those that only older ones have beside them. */
function buildTools(
  spec: Spec,
  limits: Limits,
  facts: ReadonlyMap<string, StatementFacts>,
): Pick<ServerModel, "tools" | "majors"> {
  const tools: Tool[] = [];
  const retired: Tool[] = [];
  for (const [key, tool] of Object.entries(spec.tools)) {
    const built = buildTool(key, tool, limits, spec.sources, facts.get(key));
    (servesNewest(tool, spec) ? tools : retired).push(built);
  }
  const newest = newestMajor(spec);
  return { tools, ...(newest !== undefined && { majors: { newest, older: [], retired } }) };
}

export const defaultHttp: HttpTransport = { port: 3000, path: "/mcp", hosts: [], origins: [] };

/** Without `transports:` both; with it, those that it switches on. */
function buildTransports(written: Spec["transports"]): Transports {
  if (written === undefined) return { stdio: true, http: defaultHttp };
  const { http } = written;
  const settings = typeof http === "object" ? http : {};
  return {
    stdio: written.stdio ?? false,
    ...(http === undefined || http === false
      ? {}
      : {
          http: {
            port: settings.port ?? defaultHttp.port,
            path: settings.path ?? defaultHttp.path,
            hosts: settings.hosts ?? defaultHttp.hosts,
            origins: settings.origins ?? defaultHttp.origins,
          },
        }),
  };
}

/** The port that OpenTelemetry gives to Prometheus exporters. */
export const defaultMetricsPort = 9464;

function buildTelemetry({ telemetry, transports }: Spec): Telemetry {
  const { metrics = false, tracing = false } = telemetry ?? {};
  const served = metrics !== false && buildTransports(transports).http !== undefined;
  const port = typeof metrics === "object" ? metrics.port : undefined;
  return { ...(served ? { metrics: { port: port ?? defaultMetricsPort } } : {}), tracing };
}

const buildDeploy = (written: Spec["deploy"]): Deploy => ({
  workers: written?.workers ?? false,
  lambda: written?.lambda ?? false,
  container: written?.container ?? false,
  kubernetes: written?.kubernetes ?? false,
  cloudRun: written?.cloudRun ?? false,
});

function buildAuth(written: Spec["auth"]): Auth {
  if (written?.jwt !== undefined) {
    const { issuer, audience, jwksUri } = written.jwt;
    return { kind: "jwt", issuer, audience, ...(jwksUri === undefined ? {} : { jwksUri }) };
  }
  return { kind: written?.apiKeys === true ? "apiKeys" : "none" };
}

function buildLimitStore(written: Spec["limits"]): { readonly limitStore?: LimitStore } {
  if (written?.store === undefined) return {};
  return { limitStore: { url: parseSetting(written.store), onFailure: written.onStoreFailure ?? "local" } };
}

function buildSource(
  name: string,
  written: SpecSource,
  files: ReadonlyMap<string, string>,
  derived: readonly TableRead[],
): Source {
  if (written.kind === "mysql") return buildMysql(name, written, files);
  if (written.kind === "http") return buildHttpSource(name, written);
  if (written.kind === "postgres") return buildPostgres(name, written, files, derived);
  return {
    kind: "sqlite",
    name,
    identifier: identifierOf(name, "source"),
    file: parseSetting(written.file),
    isolation: written.isolation ?? "none",
    ...sqlFiles(written, files),
  };
}

function buildMysql(
  name: string,
  written: Extract<SpecSource, { kind: "mysql" }>,
  files: ReadonlyMap<string, string>,
): MysqlSource {
  return {
    kind: "mysql",
    name,
    identifier: identifierOf(name, "source"),
    url: parseSetting(written.url),
    role: written.role,
    access: written.access ?? "read",
    reads: Object.entries(written.reads ?? {}).map(([table, columns]) => ({
      ...parseMysqlTable(table),
      columns,
    })),
    writes: writesOf(written, parseMysqlTable),
    ...sqlFiles(written, files),
    allowed: written.managed?.allow ?? [],
  };
}

function sqlFiles(
  { schema, seed }: Pick<SpecDatabase, "schema" | "seed">,
  files: ReadonlyMap<string, string>,
) {
  const sqlFile = (path: string): SqlFile => ({
    path: path.replace(/^\.\//, ""),
    text: files.get(path) ?? "",
  });
  return {
    ...(schema === undefined ? {} : { schema: sqlFile(schema) }),
    ...(seed === undefined ? {} : { seed: sqlFile(seed) }),
  };
}

function buildPostgres(
  name: string,
  written: Extract<SpecSource, { kind: "postgres" }>,
  files: ReadonlyMap<string, string>,
  derived: readonly TableRead[],
): PostgresSource {
  return {
    kind: "postgres",
    name,
    identifier: identifierOf(name, "source"),
    url: parseSetting(written.url),
    role: written.role,
    access: written.access ?? "read",
    reads:
      written.reads === undefined
        ? derived
        : Object.entries(written.reads).map(([table, columns]) => ({ ...parseTable(table), columns })),
    writes: writesOf(written, parseTable),
    ...sqlFiles(written, files),
    allowed: written.managed?.allow ?? [],
  };
}

const writesOf = <T>(
  { access, writes = {} }: Pick<Extract<SpecSource, { kind: "mysql" }>, "access" | "writes">,
  parse: (table: string) => T,
): readonly (T & Writes)[] =>
  access === "write"
    ? Object.entries(writes).map(([table, { insert = [], update = [], delete: deletes = false }]) => ({
        ...parse(table),
        insert,
        update,
        delete: deletes,
      }))
    : [];

/** `Internal db mcp` for `internal-db-mcp`. */
function titleOf(name: string): string {
  const words = name
    .split(/[-._]+/)
    .filter(Boolean)
    .join(" ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
