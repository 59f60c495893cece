/** What registries and clients are told of the server: its entry in the MCP registry, its package, its bundle. */
import { gitHubRepository, publicUrl } from "../spec/build-publish.js";
import type { Json, ServerModel } from "../spec/model.js";
import { isImaged, pushedImage } from "./images.js";
import { environmentOf, type Variable } from "./environment.js";
import type { MajorView } from "./majors.js";

/** Whether a tag makes a release by itself. An entry in a registry or an image alone is one, too. */
export const isReleased = ({ ci, publish, deploy }: ServerModel): boolean =>
  ci === "github" &&
  (publish.npm || publish.bundle || publish.registry !== undefined || isImaged({ deploy }));

/**
 * `server.json`, in the registry's form of 2025-12-11; null when the server is not listed. `contract` is the hash, `majors`
 * are those that are served side by side.
 */
export function serverJsonOf(model: ServerModel, contract: string, majors: readonly MajorView[] = []): Json {
  const { server, publish } = model;
  if (publish.registry === undefined) return null;
  const packages = packagesOf(model);
  const url = remoteUrl(model);
  const others = majors.flatMap(({ path }) => urlAt(model, url, path) ?? []);
  const remotes =
    url === undefined ? [] : [url, ...others].map((one) => ({ type: "streamable-http", url: one }));
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: publish.registry,
    title: server.title,
    description: server.description,
    version: server.version,
    ...(gitHubRepository(server.repository) === undefined
      ? {}
      : { repository: { url: server.repository ?? "", source: "github" } }),
    ...(packages.length > 0 ? { packages } : {}),
    ...(remotes.length > 0 ? { remotes } : {}),
    _meta: {
      "io.modelcontextprotocol.registry/publisher-provided": {
        contract,
        ...(majors.length > 0 ? { majors: majors.map((one) => majorJson(model, url, one)) } : {}),
      },
    },
  };
}

/** The registry's form has no word for versions side by side: this is for whoever looks for one. */
function majorJson(
  model: ServerModel,
  url: string | undefined,
  { major, server, path, contract, end }: MajorView,
): Json {
  const at = urlAt(model, url, path);
  const { stdio } = model.transports;
  return {
    major,
    version: server.version,
    contract,
    ...(at === undefined ? {} : { url: at }),
    ...(stdio ? { argument: `--api ${major}` } : {}),
    ...(end ? { end: end.told } : {}),
  };
}

function packagesOf(model: ServerModel): readonly Json[] {
  const { server, publish, transports } = model;
  const release = releaseUrl(model);
  const { http } = transports;
  const transport: Json = transports.stdio
    ? { type: "stdio" }
    : { type: "streamable-http", url: `http://127.0.0.1:${http?.port ?? 0}${http?.path ?? ""}` };
  const start = { transport, environmentVariables: inputsOf(model).map(inputJson) };
  return [
    ...(publish.npm
      ? [
          {
            registryType: "npm",
            identifier: server.name,
            version: server.version,
            runtimeHint: "npx",
            ...(transports.stdio && transports.http
              ? { packageArguments: [{ type: "positional", value: "--stdio" }] }
              : {}),
            ...start,
          },
        ]
      : []),
    // Its hash is known when it is packed: scripts/bundle.mjs adds it to what is published.
    ...(publish.bundle && release !== undefined
      ? [{ registryType: "mcpb", identifier: release, version: server.version, ...start }]
      : []),
    ...imagePackage(model),
  ];
}

/** The version of an image is a part of its name; the registry refuses one beside it. In it, the server is served. */
function imagePackage(model: ServerModel): readonly Json[] {
  const { http } = model.transports;
  const image = pushedImage(model);
  if (image === undefined || http === undefined) return [];
  const at = `127.0.0.1:${http.port}`;
  return [
    {
      registryType: "oci",
      identifier: `${image}:${model.server.version}`,
      runtimeHint: "docker",
      runtimeArguments: [
        {
          type: "named",
          name: "--publish",
          value: `${at}:${http.port}`,
          description: "Reached from this machine only",
        },
      ],
      transport: { type: "streamable-http", url: `http://${at}${http.path}` },
      environmentVariables: inputsOf(model, "image").map(inputJson),
    },
  ];
}

/** Where a release on GitHub has the bundle; undefined when there is none. */
function releaseUrl({ server, publish }: ServerModel): string | undefined {
  const repository = gitHubRepository(server.repository);
  if (!publish.bundle || repository === undefined) return undefined;
  const { owner, name } = repository;
  return `https://github.com/${owner}/${name}/releases/download/v${server.version}/${server.name}.mcpb`;
}

/** The server's own endpoint, where the world can reach it. */
const remoteUrl = ({ transports, auth }: ServerModel): string | undefined =>
  transports.http && auth.kind === "jwt" ? publicUrl(auth.audience) : undefined;

/** Another endpoint beside it; `undefined` where the public URL does not name the path, so that nobody knows. */
function urlAt(
  { transports }: ServerModel,
  url: string | undefined,
  path: string | undefined,
): string | undefined {
  const own = transports.http ? transports.http.path : "/";
  if (url === undefined || path === undefined || own === "/" || !new URL(url).pathname.endsWith(own))
    return undefined;
  const other = new URL(url);
  other.pathname = other.pathname.slice(0, -own.length) + path;
  return other.href;
}

interface Input extends Variable {
  readonly isFile: boolean;
}

/** What whoever runs the package on a machine of their own has to say, or may. An image is run as in production. */
function inputsOf(model: ServerModel, form: "package" | "image" = "package"): readonly Input[] {
  const namesFile = (name: string) =>
    model.sources.some(
      (source) => source.kind === "sqlite" && "env" in source.file && source.file.env === name,
    );
  const isDatabase = (name: string) =>
    model.sources.some(
      (source) => source.kind === "postgres" && "env" in source.url && source.url.env === name,
    );
  const isImage = form === "image";
  const overStdio = model.transports.stdio && !isImage;
  return environmentOf(model)
    .map((variable) => ({
      ...variable,
      // The database that stands in for it in development is no part of what is published.
      required: variable.required || isDatabase(variable.name) || (isImage && variable.name === "AUDIT_KEY"),
      // A package's own folder is no place for what must be kept.
      ...(variable.name === "AUDIT_FILE" ? { default: "-" } : {}),
      isFile: namesFile(variable.name),
    }))
    .filter(({ name, required, secret }) =>
      overStdio && name === "API_KEYS" ? false : required || secret || (name === "AUDIT_FILE" && !isImage),
    );
}

const inputJson = ({ name, description, required, secret, default: fallback, isFile }: Input): Json => ({
  name,
  description,
  ...(required ? { isRequired: true } : {}),
  ...(secret ? { isSecret: true } : {}),
  ...(isFile ? { format: "filepath" } : {}),
  ...(fallback === undefined ? {} : { default: fallback }),
});

/** What `manifest.json` of an MCP bundle, in version 0.3 of its form, says beside the identity. */
export interface BundleView {
  readonly author: string;
  /** Variables of the server, each the placeholder of a setting. */
  readonly environment: Json;
  readonly tools: Json;
  /** What clients ask their users for, by name. */
  readonly settings: Json;
}

export function bundleOf(model: ServerModel): BundleView {
  const inputs = inputsOf(model);
  const key = (name: string) => name.toLowerCase();
  return {
    author: model.server.owner ?? model.server.name,
    environment: Object.fromEntries(inputs.map(({ name }) => [name, `\${user_config.${key(name)}}`])),
    tools: model.tools.map(({ name, description }) => ({ name, description })),
    settings: Object.fromEntries(inputs.map((input) => [key(input.name), userConfig(input)])),
  };
}

/** Without a default, the client would pass on the placeholder of what nobody filled in. */
const userConfig = ({ name, description, required, secret, default: fallback, isFile }: Input): Json => ({
  type: isFile ? "file" : "string",
  title: name,
  description,
  ...(secret ? { sensitive: true } : {}),
  required,
  ...(required ? {} : { default: fallback ?? "" }),
});

/** Paths that a package has, as `files` of package.json: what runs, and the databases that were built for it. */
export const packageFiles = ({ sources, publish }: ServerModel): readonly string[] => [
  "dist/**/*.js",
  ...(publish.npm ? ["bin"] : []),
  ...sources.flatMap((source) =>
    source.kind === "sqlite" && "value" in source.file ? source.file.value.replace(/^\.\//, "") : [],
  ),
];
