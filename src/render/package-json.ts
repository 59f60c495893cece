import type { Json, ServerModel } from "../spec/model.js";
import { version } from "../version.js";
import { isImaged } from "./images.js";
import { isEmbeddable } from "./postgres.js";
import { packageFiles } from "./publish.js";

/** Versions that were installed and tested together, on every Node from 20.19 to 26. */
const versions = {
  "@anthropic-ai/mcpb": "2.1.2",
  "@electric-sql/pglite": "0.5.16",
  "@modelcontextprotocol/client": "2.4.0",
  "@modelcontextprotocol/node": "2.1.2",
  "@modelcontextprotocol/server": "2.4.0",
  "@opentelemetry/api": "1.9.1",
  "@opentelemetry/exporter-trace-otlp-http": "0.223.0",
  "@opentelemetry/resources": "2.12.0",
  "@opentelemetry/sdk-trace-node": "2.12.0",
  "@photostructure/sqlite": "1.2.1",
  "@types/node": "20.19.43",
  "@types/pg": "8.23.1",
  ioredis: "6.0.0",
  jose: "6.2.17",
  mysql2: "3.24.6",
  pg: "8.23.1",
  pino: "10.4.0",
  prettier: "3.10.1",
  "rate-limiter-flexible": "11.4.0",
  typescript: "7.0.2",
  undici: "7.30.2",
  vitest: "4.1.12",
} as const;

type Package = keyof typeof versions;

const pinned = (names: readonly Package[]): { readonly [name: string]: string } =>
  Object.fromEntries([...names].sort().map((name) => [name, versions[name]]));

/** `package.json` of the generated project. */
export function packageJsonOf(model: ServerModel): Json {
  const { server, publish } = model;
  return {
    name: server.name,
    version: server.version,
    description: server.description,
    ...(publish.npm ? {} : { private: true }),
    license: server.license,
    ...(server.repository === undefined ? {} : { repository: server.repository }),
    ...(publish.npm && publish.registry !== undefined ? { mcpName: publish.registry } : {}),
    type: "module",
    engines: { node: ">=20.19.0" },
    ...(publish.npm ? { bin: { [server.name]: "bin/start.js" } } : {}),
    ...(publish.npm || publish.bundle ? { files: packageFiles(model) } : {}),
    ...(publish.npm ? { publishConfig: { access: "public", provenance: true } } : {}),
    scripts: scripts(model),
    dependencies: pinned(dependencies(model)),
    devDependencies: pinned([
      ...(publish.bundle ? (["@anthropic-ai/mcpb"] as const) : []),
      "@modelcontextprotocol/client",
      "@types/node",
      ...(isPostgres(model.sources) ? (["@types/pg"] as const) : []),
      ...(model.sources.some(isEmbeddable) ? (["@electric-sql/pglite"] as const) : []),
      "prettier",
      "typescript",
      "vitest",
    ]),
  };
}

const isPostgres = (sources: ServerModel["sources"]): boolean =>
  sources.some(({ kind }) => kind === "postgres");

const tracingPackages = [
  "@opentelemetry/api",
  "@opentelemetry/exporter-trace-otlp-http",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-node",
] as const;

function dependencies({ transports, auth, limitStore, sources, telemetry }: ServerModel): readonly Package[] {
  const http = transports.http !== undefined;
  const sqlite = sources.some(({ kind }) => kind === "sqlite");
  return [
    "@modelcontextprotocol/server",
    "pino",
    "rate-limiter-flexible",
    ...(http ? (["@modelcontextprotocol/node"] as const) : []),
    ...(limitStore ? (["ioredis"] as const) : []),
    ...(http && auth.kind === "jwt" ? (["jose"] as const) : []),
    ...(sqlite ? (["@photostructure/sqlite"] as const) : []),
    ...(isPostgres(sources) ? (["pg"] as const) : []),
    ...(sources.some(({ kind }) => kind === "mysql") ? (["mysql2"] as const) : []),
    ...(sources.some(({ kind }) => kind === "http") ? (["undici"] as const) : []),
    ...(telemetry.tracing ? tracingPackages : []),
  ];
}

type Scripts = { readonly [name: string]: string };

/** The version that made the project, so that a run of it on another day or machine makes the same. */
const generator = `create-mcp-prod@${version}`;

function scripts(model: ServerModel): Scripts {
  const { transports, auth, sources, publish, ci, evidence, deploy } = model;
  const http = transports.http !== undefined;
  const server = "node dist/main.js";
  const flag = (name: string) => (http && transports.stdio ? ` --${name}` : "");
  const databases = sources.some(({ kind }) => kind === "sqlite")
    ? " && node scripts/create-databases.mjs"
    : "";
  return {
    build: `tsc -p tsconfig.build.json${databases}`,
    start: `${server}${flag(http ? "http" : "stdio")}`,
    ...(transports.stdio ? { "start:stdio": `${server}${flag("stdio")}` } : {}),
    dev: `node scripts/dev.mjs${flag("http")}`,
    test: "npm run build && vitest run",
    types: "tsc",
    format: "prettier --write .",
    generate: `npx ${generator} generate`,
    check: `npx ${generator} check`,
    sbom: "node scripts/sbom.mjs",
    ...(ci === "github" ? { "pin-actions": "node scripts/pin-actions.mjs" } : {}),
    ...(publish.bundle ? { bundle: "npm run build && node scripts/bundle.mjs" } : {}),
    "audit:verify": "node dist/audit-verify.js",
    ...(evidence ? { evidence: "npm run build && node scripts/evidence.mjs" } : {}),
    ...(deploy.container ? { "deploy:secrets": "node scripts/deploy-secrets.mjs" } : {}),
    ...(isImaged(model) ? { "pin-images": "node scripts/pin-images.mjs" } : {}),
    ...(http && auth.kind === "apiKeys" ? { "mint-api-key": "node scripts/mint-api-key.mjs" } : {}),
  };
}
