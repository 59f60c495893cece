/** What templates see: the model, and what is said of it in more than one place. Pure data. */
import { contractHash, contractOf, contractText } from "../versioning/contract.js";
import type { Json, JsonSchema, Limits, ServerModel, Source, Tool } from "../spec/model.js";
import { environmentOf, type Variable } from "./environment.js";
import { packageJsonOf } from "./package-json.js";
import { sampleArguments } from "./sample.js";
import { tsType } from "./types.js";

export interface View extends Omit<ServerModel, "tools" | "sources"> {
  readonly contract: { readonly hash: string; readonly text: string };
  readonly environment: readonly Variable[];
  readonly tools: readonly ToolView[];
  readonly handlers: readonly ToolView[];
  readonly sources: readonly Source[];
  /** Of the tools, in order. */
  readonly identifiers: readonly string[];
  readonly scopeNames: readonly string[];
  /** Settings of `auth.jwt`. */
  readonly jwt: Json;
  readonly packageJson: Json;
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
  | "scopes";

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
  readonly argumentsType: string;
  readonly resultType: string;
  readonly isSql: boolean;
  readonly wrapResult: boolean;
  /** How each parameter of its statement is bound. */
  readonly bindings: Readonly<Record<string, string>>;
}

export function viewOf(model: ServerModel): View {
  const contract = contractOf(model);
  const tools = model.tools.map((tool) => toolView(tool, model.limits));
  const handlers = tools.filter((tool) => !tool.isSql);
  const { stdio } = model.transports;
  const http = model.transports.http !== undefined;
  const auth = http ? model.auth.kind : undefined;
  return {
    ...model,
    contract: { hash: contractHash(contract), text: contractText(contract) },
    environment: environmentOf(model),
    tools,
    handlers,
    identifiers: tools.map(({ identifier }) => identifier),
    scopeNames: model.scopes.map(({ name }) => name),
    jwt: model.auth.kind === "jwt" ? without(model.auth, "kind") : null,
    packageJson: packageJsonOf(model),
    databases: model.sources.map(database),
    has: {
      stdio,
      http,
      both: stdio && http,
      sources: model.sources.length > 0,
      sql: handlers.length < tools.length,
      handlers: handlers.length > 0,
      anonymous: auth === "none",
      bearer: auth === "jwt" || auth === "apiKeys",
      jwt: auth === "jwt",
      apiKeys: auth === "apiKeys",
      scopes: model.scopes.length > 0,
    },
  };
}

function toolView(tool: Tool, serverLimits: Limits): ToolView {
  const { implementation } = tool;
  const wrapResult = implementation.kind === "handler" && implementation.wrapResult;
  return {
    ...tool,
    definition: definitionOf(tool),
    ownLimits: difference(tool.limits, serverLimits),
    sample: sampleArguments(tool.inputSchema),
    typeName: tool.identifier.charAt(0).toUpperCase() + tool.identifier.slice(1),
    argumentsType: tsType(tool.inputSchema, { indent: 4, defaultsApplied: true }),
    resultType: resultType(tool.outputSchema, wrapResult),
    isSql: implementation.kind === "sql",
    wrapResult,
    bindings:
      implementation.kind === "sql"
        ? Object.fromEntries(implementation.parameters.map(({ name, type }) => [name, type]))
        : {},
  };
}

const without = <T extends object, K extends keyof T>(value: T, key: K) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as { [key: string]: Json };

/** `schema` and `seed` are where `render` puts them. */
const database = ({ name, file, schema, seed }: Source): Json => ({
  name,
  file: "env" in file ? { env: file.env } : file.value,
  ...(schema ? { schema: `db/${name}/schema.sql` } : {}),
  ...(seed ? { seed: `db/${name}/seed.sql` } : {}),
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
