/**
 * The contract: all that a client of the server can rely on, apart from its version. Its hash is part of the
 * server's identity, so that a changed tool definition can be seen.
 */
import { createHash } from "node:crypto";
import { environmentOf } from "../render/environment.js";
import type {
  Annotations,
  Deprecation,
  JsonSchema,
  Limits,
  Majors,
  ServerModel,
  Tool,
} from "../spec/model.js";
import { canonicalJson } from "./canonical-json.js";

export interface Contract {
  /** Version of this form. */
  readonly contract: 1;
  readonly transports: { readonly stdio: boolean; readonly http: { readonly path: string } | false };
  readonly auth: "none" | "jwt" | "apiKeys";
  /** Scope names and what they allow. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Variables that the server does not start without, and those it reads if they are there. */
  readonly environment: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** Majors that are served side by side, where some are. */
  readonly serve?: readonly number[];
  /** The releases that older majors are served from, by the majors' numbers, where there are some. */
  readonly releases?: Readonly<Record<string, string>>;
  /** The days on which majors end, by their numbers, where some do. */
  readonly sunset?: Readonly<Record<string, string>>;
  readonly tools: Readonly<Record<string, ToolContract>>;
}

export interface ToolContract {
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations: Annotations;
  /** Arguments lowered to this value when larger. */
  readonly caps: Readonly<Record<string, number>>;
  readonly limits: Limits;
  readonly scopes: readonly string[];
  readonly deprecated?: Deprecation;
  /** The name that it had before: a promise, and part of the hash, only with `keepOldName`. */
  readonly renamedFrom?: string;
  /** It answers to that name, too. */
  readonly keepOldName?: boolean;
}

/** What a model promises. */
export function contractOf(model: ServerModel): Contract {
  const environment = environmentOf(model);
  const names = (required: boolean) =>
    environment
      .filter((variable) => variable.required === required)
      .map(({ name }) => name)
      .sort();
  return {
    contract: 1,
    transports: {
      stdio: model.transports.stdio,
      http: model.transports.http ? { path: model.transports.http.path } : false,
    },
    auth: model.auth.kind,
    scopes: record(model.scopes.map(({ name, description }) => [name, description])),
    environment: { required: names(true), optional: names(false) },
    ...(model.majors && { serve: servedMajors(model.majors), ...olderOf(model.majors) }),
    tools: record(model.tools.map((tool) => [tool.name, toolContractOf(tool)])),
  };
}

const servedMajors = ({ newest, older }: Majors): readonly number[] => [
  ...older.map(({ major }) => major),
  newest,
];

/** Parts that are absent where there is nothing to say, so that contracts from before there was keep their hash. */
function olderOf({ older }: Majors): Pick<Contract, "releases" | "sunset"> {
  const releases = older.map(({ major, server }) => [String(major), server.version] as const);
  const ends = older.flatMap(({ major, end }) => (end ? [[String(major), end.sunset] as const] : []));
  return {
    ...(releases.length > 0 && { releases: record(releases) }),
    ...(ends.length > 0 && { sunset: record(ends) }),
  };
}

/** What one tool promises. */
export const toolContractOf = (tool: Tool): ToolContract => ({
  ...(tool.title === undefined ? {} : { title: tool.title }),
  description: tool.description,
  inputSchema: tool.inputSchema,
  ...(tool.outputSchema === undefined ? {} : { outputSchema: tool.outputSchema }),
  annotations: tool.annotations,
  caps: tool.caps,
  limits: tool.limits,
  scopes: [...tool.scopes].sort(),
  ...(tool.deprecated === undefined ? {} : { deprecated: tool.deprecated }),
  ...(tool.renamedFrom === undefined ? {} : { renamedFrom: tool.renamedFrom }),
  ...(tool.keepOldName === undefined ? {} : { keepOldName: true }),
});

/** `fromEntries` keeps a key such as `__proto__` a key. */
const record = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries(entries);

/** `sha256:` and the hash of the canonical form of what it promises, in hex. */
export function contractHash(contract: Contract): string {
  const tools = record(Object.entries(contract.tools).map(([name, tool]) => [name, promised(tool)]));
  return `sha256:${createHash("sha256")
    .update(canonicalJson({ ...contract, tools }))
    .digest("hex")}`;
}

/** A name that nothing answers to any more only tells a comparison where the tool came from. */
function promised(tool: ToolContract): ToolContract {
  if (tool.keepOldName === true) return tool;
  const { renamedFrom: _, ...rest } = tool;
  return rest;
}

/** The contract as a file: sorted, and on many lines so that a change reads well in a diff. */
export const contractText = (contract: Contract): string => `${JSON.stringify(sorted(contract), null, 2)}\n`;

/** The same value with the keys of every object in order. */
export function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(members)
      .sort()
      .map((key) => [key, sorted(members[key])]),
  );
}
