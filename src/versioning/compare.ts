/** Compares two contracts, or what clients see of two servers, and classifies each change. */
import type { Json, JsonSchema } from "../spec/model.js";
import { same } from "./canonical-json.js";
import { classified, type Change, type Found } from "./change.js";
import type { Contract, ToolContract } from "./contract.js";
import type { Direction } from "./rules.js";
import { compareSchemas } from "./schema/compare.js";

/** A tool as `tools/list` shows it, or as a contract has it. What is absent is not compared where it says so. */
export type ComparableTool = Partial<ToolContract> & {
  readonly inputSchema: JsonSchema;
  readonly icons?: Json;
  readonly meta?: Json;
};

/** A contract, or only its tools: the rest is compared when both sides have it. */
export type Comparable = Partial<Omit<Contract, "tools">> & {
  readonly tools: Readonly<Record<string, ComparableTool>>;
};

/** Every change, the server's first, then tool by tool in the order of names. */
export function compareContracts(before: Comparable, after: Comparable): readonly Change[] {
  return [...serverChanges(before, after), ...toolChanges(before.tools, after.tools)].map(classified);
}

function serverChanges(before: Comparable, after: Comparable): readonly Found[] {
  return [
    ...both(before.transports, after.transports, transportChanges),
    ...both(before.auth, after.auth, authChanges),
    ...both(before.scopes, after.scopes, (old, next) =>
      names(old, next).flatMap((name): readonly Found[] =>
        name in old && name in next && old[name] !== next[name]
          ? [{ rule: "scope-described", path: `/scopes/${name}`, ...values(old[name], next[name]) }]
          : [],
      ),
    ),
    ...both(before.environment, after.environment, environmentChanges),
    ...majorChanges(before.serve ?? [], after.serve ?? []),
    ...releaseChanges(before.releases ?? {}, after.releases ?? {}),
    ...sunsetChanges(before.sunset ?? {}, after),
  ];
}

function majorChanges(old: readonly number[], next: readonly number[]): readonly Found[] {
  return [
    ...old
      .filter((major) => !next.includes(major))
      .map((major): Found => {
        const rule = major === old.at(-1) ? "newest-major-dropped" : "major-dropped";
        return { rule, path: "/serve", before: major };
      }),
    ...next
      .filter((major) => !old.includes(major))
      .map((major): Found => ({ rule: "major-served", path: "/serve", after: major })),
  ];
}

/** Of majors that are served before and after. */
function releaseChanges(
  old: NonNullable<Contract["releases"]>,
  next: NonNullable<Contract["releases"]>,
): readonly Found[] {
  return Object.keys(next).flatMap((major): readonly Found[] => {
    const [was, is] = [old[major], next[major]];
    if (was === undefined || was === is) return [];
    return [{ rule: "older-major-updated", path: `/releases/${major}`, ...values(was, is) }];
  });
}

/** Of majors that are served on: one that is gone has no end to speak of. */
function sunsetChanges(
  old: NonNullable<Contract["sunset"]>,
  { serve = [], sunset: next = {} }: Pick<Comparable, "serve" | "sunset">,
): readonly Found[] {
  return serve.map(String).flatMap((major): readonly Found[] => {
    const [was, is] = [old[major], next[major]];
    if (was === is) return [];
    const rule =
      was === undefined
        ? "sunset-announced"
        : is === undefined
          ? "sunset-withdrawn"
          : is < was
            ? "sunset-moved-earlier"
            : "sunset-moved-later";
    return [{ rule, path: `/sunset/${major}`, ...values(was, is) }];
  });
}

const both = <T>(old: T | undefined, next: T | undefined, compare: (old: T, next: T) => readonly Found[]) =>
  old === undefined || next === undefined ? [] : compare(old, next);

function transportChanges(old: Contract["transports"], next: Contract["transports"]): readonly Found[] {
  return (["stdio", "http"] as const).flatMap((name): readonly Found[] => {
    const path = `/transports/${name}`;
    if (same(old[name], next[name])) return [];
    const change = values(old[name] as Json, next[name] as Json);
    // Another path is a transport that is gone, and one that is new.
    return [
      ...(old[name] === false ? [] : [{ rule: "transport-removed" as const, path, ...change }]),
      ...(next[name] === false ? [] : [{ rule: "transport-added" as const, path, ...change }]),
    ];
  });
}

function authChanges(old: Contract["auth"], next: Contract["auth"]): readonly Found[] {
  if (old === next) return [];
  const rule = old === "none" ? "auth-required" : next === "none" ? "auth-dropped" : "auth-changed";
  return [{ rule, path: "/auth", ...values(old, next) }];
}

function environmentChanges(old: Contract["environment"], next: Contract["environment"]): readonly Found[] {
  const kind = (environment: Contract["environment"], name: string) =>
    environment.required.includes(name)
      ? "required"
      : environment.optional.includes(name)
        ? "optional"
        : undefined;
  const all = new Set([...old.required, ...old.optional, ...next.required, ...next.optional]);
  return [...all].sort().flatMap((name): readonly Found[] => {
    const was = kind(old, name);
    const is = kind(next, name);
    if (was === is) return [];
    const rule =
      is === undefined
        ? "env-removed"
        : is === "required"
          ? "env-required-added"
          : was === "required"
            ? "env-became-optional"
            : "env-optional-added";
    return [{ rule, path: `/environment/${name}`, ...values(was, is) }];
  });
}

type Tools = Readonly<Record<string, ComparableTool>>;

function toolChanges(before: Tools, after: Tools): readonly Found[] {
  const renamed = new Map(
    Object.entries(after).flatMap(([name, { renamedFrom }]) =>
      renamedFrom !== undefined && Object.hasOwn(before, renamedFrom) && !Object.hasOwn(before, name)
        ? [[renamedFrom, name] as const]
        : [],
    ),
  );
  const arrived = new Set(renamed.values());
  const was = oldNames(before);
  const is = oldNames(after);
  const all = new Set([...names(before, after), ...was.keys(), ...is.keys()]);
  return [...all].sort().flatMap((name): readonly Found[] => {
    const old = own(before, name);
    const next = own(after, name);
    if (old !== undefined && next !== undefined) return oneTool(name, old, next);
    const found = { tool: name, path: "" };
    if (old !== undefined) {
      const newName = is.get(name) ?? renamed.get(name);
      const successor = newName === undefined ? undefined : own(after, newName);
      if (newName === undefined || successor === undefined) return [{ rule: "tool-removed", ...found }];
      const rule = is.has(name) ? "tool-renamed-with-alias" : "tool-renamed";
      const subject = arrived.has(newName) ? newName : name;
      return [{ rule, ...found, ...values(name, newName) }, ...oneTool(subject, old, successor)];
    }
    const meant = was.get(name);
    const answered = meant === undefined ? undefined : own(before, meant);
    if (next !== undefined) {
      // A name that led elsewhere is a tool of its own again.
      if (answered !== undefined) return oneTool(name, answered, next);
      return arrived.has(name) ? [] : [{ rule: "tool-added", ...found }];
    }
    const means = is.get(name);
    const answers = means === undefined ? undefined : own(after, means);
    if (answers === undefined) return [{ rule: "old-name-removed", ...found, ...values(meant, undefined) }];
    if (answered === undefined) return [{ rule: "old-name-added", ...found, ...values(undefined, means) }];
    return meant === means ? [] : oneTool(name, answered, answers);
  });
}

const own = (tools: Tools, name: string): ComparableTool | undefined =>
  Object.hasOwn(tools, name) ? tools[name] : undefined;

/** Names that tools answer to beside their own, and those tools. */
const oldNames = (tools: Tools): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(tools).flatMap(([name, { renamedFrom, keepOldName }]) =>
      renamedFrom !== undefined && keepOldName === true ? [[renamedFrom, name] as const] : [],
    ),
  );

function oneTool(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  if (same(old, next)) return [];
  const text = (rule: Found["rule"], key: "title" | "description" | "icons" | "meta"): readonly Found[] =>
    same(old[key], next[key]) ? [] : [{ rule, tool, path: `/${key}`, ...values(old[key], next[key]) }];
  return [
    ...schemaChanges(tool, "inputSchema", "input", old.inputSchema, next.inputSchema),
    ...outputChanges(tool, old, next),
    ...annotationChanges(tool, old, next),
    ...capChanges(tool, old, next),
    ...limitChanges(tool, old, next),
    ...scopeChanges(tool, old, next),
    ...deprecationChanges(tool, old, next),
    ...text("tool-description-changed", "description"),
    ...text("tool-title-changed", "title"),
    ...text("tool-icons-changed", "icons"),
    ...text("tool-meta-changed", "meta"),
  ];
}

function schemaChanges(
  tool: string,
  key: string,
  direction: Direction,
  old: JsonSchema,
  next: JsonSchema,
): readonly Found[] {
  return compareSchemas(old, next).map(({ rule, path, before, after }) => ({
    rule,
    tool,
    path: `/${key}${path}`,
    direction,
    ...values(before, after),
  }));
}

function outputChanges(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  const was = old.outputSchema;
  const is = next.outputSchema;
  if (was !== undefined && is !== undefined) return schemaChanges(tool, "outputSchema", "output", was, is);
  if (was === undefined && is === undefined) return [];
  const rule = was === undefined ? "output-schema-added" : "output-schema-removed";
  return [{ rule, tool, path: "/outputSchema", ...values(was, is) }];
}

/** What a client assumes when a hint is absent (MCP 2026-07-28, schema, `ToolAnnotations`). */
const assumed = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
} as const;

/**
 * What is assumed is also the more cautious value of each. A client that trusted a promise is let down when it is taken back; a further promise harms
 * nobody.
 */
function annotationChanges(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  return (Object.keys(assumed) as (keyof typeof assumed)[]).flatMap((hint): readonly Found[] => {
    const was = old.annotations?.[hint] ?? assumed[hint];
    const is = next.annotations?.[hint] ?? assumed[hint];
    if (was === is) return [];
    const rule = is === assumed[hint] ? "annotation-weakened" : "annotation-strengthened";
    return [{ rule, tool, path: `/annotations/${hint}`, ...values(was, is) }];
  });
}

function capChanges(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  if (old.caps === undefined || next.caps === undefined) return [];
  const [was, is] = [old.caps, next.caps];
  return names(was, is).flatMap((name): readonly Found[] =>
    was[name] === is[name]
      ? []
      : [{ rule: "cap-changed", tool, path: `/caps/${name}`, ...values(was[name], is[name]) }],
  );
}

function limitChanges(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  if (old.limits === undefined || next.limits === undefined) return [];
  const [was, is] = [old.limits, next.limits];
  const numbers = (["concurrency", "timeoutMs", "rows", "bytes"] as const).flatMap((key): readonly Found[] =>
    was[key] === is[key]
      ? []
      : [
          {
            rule: is[key] < was[key] ? "limit-lowered" : "limit-raised",
            tool,
            path: `/limits/${key}`,
            ...values(was[key], is[key]),
          },
        ],
  );
  if (same(was.rate, is.rate)) return numbers;
  // A bucket of fewer calls, or one that fills more slowly: some caller is refused who was not.
  const lowered = is.rate.calls < was.rate.calls || perSecond(is) < perSecond(was);
  const change = values(was.rate as unknown as Json, is.rate as unknown as Json);
  return [
    { rule: lowered ? "rate-lowered" : "rate-raised", tool, path: "/limits/rate", ...change },
    ...numbers,
  ];
}

const perSecond = ({ rate }: ToolContract["limits"]): number => rate.calls / rate.seconds;

function scopeChanges(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  if (old.scopes === undefined || next.scopes === undefined) return [];
  const [was, is] = [old.scopes, next.scopes];
  return [
    ...is
      .filter((scope) => !was.includes(scope))
      .map((scope): Found => ({ rule: "scope-added", tool, path: "/scopes", after: scope })),
    ...was
      .filter((scope) => !is.includes(scope))
      .map((scope): Found => ({ rule: "scope-removed", tool, path: "/scopes", before: scope })),
  ];
}

function deprecationChanges(tool: string, old: ComparableTool, next: ComparableTool): readonly Found[] {
  if (same(old.deprecated, next.deprecated)) return [];
  const rule =
    old.deprecated === undefined
      ? "tool-deprecated"
      : next.deprecated === undefined
        ? "tool-undeprecated"
        : "deprecation-changed";
  const change = values(old.deprecated as unknown as Json, next.deprecated as unknown as Json);
  return [{ rule, tool, path: "/deprecated", ...change }];
}

const names = (one: object, other: object): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();

/** The parts of a change that are there. */
const values = (before: Json | undefined, after: Json | undefined): Pick<Found, "before" | "after"> => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});
