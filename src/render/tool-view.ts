/** What templates see of one tool. Pure data. */
import type { HandlerImplementation, Json, JsonSchema, Limits, ServerModel, Tool } from "../spec/model.js";
import type { Source } from "../spec/source-model.js";
import { deprecationMeta, oldNameOf } from "../spec/old-name.js";
import { tsString } from "./literal.js";
import { sampleArguments } from "./sample.js";
import { tsType } from "./types.js";
import { isWritable } from "./writable.js";

export interface OldNameView {
  readonly name: string;
  readonly description: string;
  readonly meta: Json;
  /** The tool in TypeScript. */
  readonly identifier: string;
}

export interface ToolView extends Omit<Tool, "limits"> {
  /** In the spec. */
  readonly key: string;
  /** In `src/generated/`, without its extension, and its name there. */
  readonly module: string;
  readonly exported: string;
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

/** A tool as templates see it. */
export function toolView(tool: Tool, { limits: serverLimits, sources }: ServerModel): ToolView {
  const { implementation } = tool;
  const wrapResult =
    implementation.kind !== "sql" && implementation.wrapResult && tool.outputSchema !== undefined;
  const isSql = implementation.kind === "sql";
  const isHandler = implementation.kind === "handler";
  const access = isHandler ? accessOf(sources, implementation) : { sources: [], writes: [] };
  const sample = sampleArguments(tool.inputSchema);
  return {
    ...tool,
    key: tool.key ?? tool.name,
    exported: tool.identifier,
    module: `tools/${tool.fileName}`,
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

export function oldNameView(tool: Tool): readonly OldNameView[] {
  const oldName = oldNameOf(tool);
  if (oldName === undefined) return [];
  const { name, description, deprecated } = oldName;
  return [{ name, description, meta: deprecationMeta(deprecated), identifier: tool.identifier }];
}

const provenanceOf = (implementation: Tool["implementation"]): string =>
  implementation.kind === "handler" ? "handler" : `source ${implementation.source}`;

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
