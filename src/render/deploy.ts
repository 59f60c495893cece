/** What templates see of containers, Kubernetes and Cloud Run: what has to be beside the server, and what it may reach. */
import type { Json, ServerModel } from "../spec/model.js";
import type { MysqlSource, PostgresSource, Setting, SqliteSource } from "../spec/source-model.js";
import { environmentOf, type Variable } from "./environment.js";
import { imageName, images, pushedImage, type Image } from "./images.js";
import { shutdownOf } from "./shutdown.js";
import { oneLine } from "./text.js";

export interface Deployment {
  /** As registries, Kubernetes and Cloud Run take it: lower-case letters, digits and hyphens, at most 40. */
  readonly name: string;
  /** Where it is pushed to, without a tag: by the workflow of a release, or an example. */
  readonly pushed: string;
  readonly images: Readonly<Record<Image, string>>;
  /** Secrets that the server does not start without in production, each read from a file. */
  readonly secrets: readonly Described[];
  /** Other variables that it does not start without; databases of SQLite are under `mounted`. */
  readonly settings: readonly Described[];
  /** SQLite files that are in the image, relative to the project, and whether its build makes them. */
  readonly files: readonly DatabaseFile[];
  /** Lines of `.dockerignore` for these files, and for the SQL that they are made from. */
  readonly ignore: readonly string[];
  /** SQLite files that whoever deploys it brings, by the variable that names them. */
  readonly mounted: readonly MountedFile[];
  /** Databases that the compose file makes, from the SQL that the spec names. */
  readonly databases: readonly ComposeDatabase[];
  /** `deploy/secrets.json`: which secrets of the compose file can be made, and which are somebody's to write. */
  readonly secretFiles: Json;
  /** The compose file has the limit store. */
  readonly store: boolean;
  /** What it has to reach that the compose file does not have. */
  readonly outside: readonly string[];
  /** Everything that it reaches over a connection, in the order of the spec. */
  readonly egress: readonly Egress[];
  /** Host names under which it is called, separated by commas: those of the spec, or an example. */
  readonly hosts: string;
  /** More than one process may serve: calls are counted in a store. */
  readonly replicated: boolean;
  /** A proxy waits this long for an answer: longer than the slowest tool may take. */
  readonly proxySeconds: number;
  /** Between the order to end and the end: calls in flight, and what comes before and after. */
  readonly graceSeconds: number;
}

type Described = Pick<Variable, "name" | "description">;

export interface DatabaseFile {
  readonly path: string;
  readonly built: boolean;
  /** The end of `COPY --from=build …`, which brings it into the image. */
  readonly copy: string;
}

export interface MountedFile {
  readonly variable: string;
  readonly source: string;
  /** In the container. */
  readonly path: string;
  /** What Kubernetes calls the volume that it is on. */
  readonly volume: string;
}

export interface ComposeDatabase {
  /** Of its service, and of the files with its secrets. */
  readonly service: string;
  /** `mysql` is a MariaDB there. */
  readonly kind: "postgres" | "mysql";
  readonly variable: string;
  readonly role: string;
  /** SQL that makes it, in order: paths in the project, and names in the folder that its image runs. */
  readonly scripts: readonly { readonly path: string; readonly target: string }[];
}

export interface Egress {
  /** What it is, in a few words of ours and the source's name. */
  readonly what: string;
  /** Where, if the spec says so. */
  readonly host?: string;
  readonly port: number;
}

export function deploymentOf(model: ServerModel): Deployment {
  const variables = environmentOf(model);
  const sqlite = model.sources.filter((source) => source.kind === "sqlite");
  const databases = composeDatabases(model);
  const mounted = mountedFiles(sqlite);
  const secrets = variables.filter(({ secret }) => secret).map(described);
  const storeVariable =
    model.limitStore && "env" in model.limitStore.url ? model.limitStore.url.env : undefined;
  const own = new Set([storeVariable, ...databases.map(({ variable }) => variable)]);
  const egress = egressOf(model);
  const files = sqlite.flatMap(databaseFile);
  return {
    name: imageName(model.server.name),
    pushed: pushedImage(model) ?? `${registryOf(model)}/${imageName(model.server.name)}`,
    images,
    secrets,
    settings: variables
      .filter(({ required, secret }) => required && !secret)
      .filter(({ name }) => !mounted.some(({ variable }) => variable === name))
      .map(described),
    files,
    ignore: [
      ...sqlite.flatMap(({ schema, seed }) => [schema, seed].flatMap((sql) => (sql ? [`!${sql.path}`] : []))),
      // One that the build makes is not to come from the folder, where it may be another.
      ...files.map(({ path, built }) => (built ? path : `!${path}`)),
    ].map(oneLine),
    mounted,
    databases,
    secretFiles: secretFilesOf(secrets, databases, storeVariable),
    store: storeVariable !== undefined,
    outside: egress
      .filter(({ variable }) => variable === undefined || !own.has(variable))
      .map(({ what }) => what),
    egress: egress.map(({ variable: _variable, ...where }) => where),
    hosts: model.transports.http?.hosts.join(",") || "mcp.example.com",
    replicated: model.limitStore !== undefined,
    proxySeconds: Math.ceil(model.limits.timeoutMs / 1000) + 5,
    graceSeconds: shutdownOf(model.limits).graceSeconds,
  };
}

/** An example, where the spec does not say whose it is. */
const registryOf = ({ ci }: ServerModel): string =>
  ci === "github" ? "ghcr.io/owner" : "registry.example.com";

const described = ({ name, description }: Variable): Described => ({ name, description });

/** Passwords and keys that no person has to know are random; addresses hold some of these passwords. */
const secretFilesOf = (
  secrets: readonly Described[],
  databases: readonly ComposeDatabase[],
  store: string | undefined,
): Json => {
  const made = new Set(["AUDIT_KEY", store, ...databases.map(({ variable }) => variable)]);
  return {
    random: Object.fromEntries([
      ["AUDIT_KEY", "key of the audit chain"],
      ...databases.map(({ service }) => [`${service}.superuser`, `superuser of ${service}, for you alone`]),
    ]),
    store: store ?? null,
    databases: databases.map(({ service, kind, variable, role }) => ({ service, kind, variable, role })),
    yours: Object.fromEntries(
      secrets.filter(({ name }) => !made.has(name)).map(({ name, description }) => [name, description]),
    ),
  };
};

function databaseFile({ file, schema }: SqliteSource): readonly DatabaseFile[] {
  if ("env" in file) return [];
  const path = file.value.replace(/^\.\//, "");
  const copy = JSON.stringify([`/app/${path}`, `./${path}`]);
  return [{ path, built: schema !== undefined, copy }];
}

const mountedFiles = (sources: readonly SqliteSource[]): Deployment["mounted"] =>
  sources
    .flatMap(({ name, file }) => ("env" in file ? [{ variable: file.env, source: name }] : []))
    .map((file, index) => ({ ...file, path: `/data/${file.source}.sqlite`, volume: `data-${index + 1}` }));

/**
 * One for each variable that names databases with a schema: of another database nothing is known that could make it.
 */
function composeDatabases({ sources }: ServerModel): readonly ComposeDatabase[] {
  const made = sources.flatMap((source) =>
    (source.kind === "postgres" || source.kind === "mysql") &&
    source.schema !== undefined &&
    "env" in source.url
      ? [{ source, variable: source.url.env }]
      : [],
  );
  return [...new Set(made.map(({ variable }) => variable))].flatMap((variable) => {
    const of = made.filter((entry) => entry.variable === variable).map(({ source }) => source);
    const [first] = of;
    if (first === undefined) return [];
    const service = `database-${first.name.toLowerCase().replaceAll("_", "-")}`;
    return [{ service, kind: first.kind, variable, role: first.role, scripts: scriptsOf(of) }];
  });
}

/** Their names keep the order in which the image runs them: all tables before the roles that read them. */
function scriptsOf(sources: readonly (PostgresSource | MysqlSource)[]): ComposeDatabase["scripts"] {
  const paths = [
    ...sources.flatMap(({ schema }) => schema?.path ?? []),
    ...sources.flatMap(({ seed }) => seed?.path ?? []),
    ...sources.map(({ name }) => `db/${name}/roles.sql`),
  ];
  return [...new Set(paths)].map((path, index) => ({
    path,
    target: `${10 + index}-${path.replace(/[^A-Za-z0-9.]+/g, "-")}`,
  }));
}

interface Reached extends Egress {
  /** Where, if a variable says so. */
  readonly variable?: string;
}

function egressOf({ sources, limitStore, auth, telemetry }: ServerModel): readonly Reached[] {
  const all: readonly Reached[] = [
    ...sources.flatMap((source) => {
      if (source.kind === "sqlite") return [];
      if (source.kind !== "http") {
        return [reached(`database ${source.name}`, source.url, source.kind === "postgres" ? 5432 : 3306)];
      }
      const { name, baseUrl, auth } = source;
      const token = auth?.kind === "oauth" ? [reached(`tokens for API ${name}`, auth.tokenUrl, 443)] : [];
      return [reached(`API ${name}`, baseUrl, 443), ...token];
    }),
    ...(limitStore ? [reached("limit store", limitStore.url, 6379)] : []),
    ...(auth.kind === "jwt"
      ? [reached("keys of the tokens' issuer", { value: auth.jwksUri ?? auth.issuer }, 443)]
      : []),
    ...(telemetry.tracing ? [{ what: "OpenTelemetry collector", port: 4318 }] : []),
  ];
  const place = ({ variable, host, what, port }: Reached) => `${variable ?? host ?? what} ${port}`;
  return all.filter((one, index) => all.findIndex((other) => place(other) === place(one)) === index);
}

/** The port is the one written, or the one that such an address usually has. */
function reached(what: string, setting: Setting, usual: number): Reached {
  if ("env" in setting) return { what, variable: setting.env, port: usual };
  const { hostname, port, protocol } = new URL(setting.value);
  return { what, host: hostname, port: port === "" ? (protocol === "http:" ? 80 : usual) : Number(port) };
}
