/** `anyOf`, `oneOf` and `allOf`: lists of schemas whose order means nothing. */
import type { Json, JsonSchema } from "../../spec/model.js";
import { canonicalJson } from "../canonical-json.js";
import { onlyAnnotations, type Place, type SchemaChange } from "./place.js";
import { isObject } from "./resolve.js";

export function compareAlternatives(place: Place): readonly SchemaChange[] {
  return [
    ...compareBranches(place, "anyOf", "anyOf-branch-removed", "anyOf-branch-added"),
    ...compareBranches(place, "allOf", "allOf-removed", "allOf-added"),
    ...compareOneOf(place),
  ];
}

const branchesOf = (schema: JsonSchema, keyword: string): readonly Json[] =>
  Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Json[]) : [];

/** One list more is one condition more, however many alternatives it has. */
function compareBranches(
  place: Place,
  keyword: "anyOf" | "allOf",
  removed: "anyOf-branch-removed" | "allOf-removed",
  added: "anyOf-branch-added" | "allOf-added",
): readonly SchemaChange[] {
  const { before, after, path, nested } = place;
  const old = branchesOf(before, keyword);
  const next = branchesOf(after, keyword);
  if (old.length === 0 && next.length === 0) return [];
  const whole = { path: `${path}/${keyword}`, before: before[keyword], after: after[keyword] };
  if (old.length === 0) return [{ rule: "allOf-added", ...whole }];
  if (next.length === 0) return [{ rule: "allOf-removed", ...whole }];
  const { pairs, lost, gained } = pair(old, next);
  return [
    ...pairs.flatMap(({ one, other, index }) => nested(one, other, keyword, index)),
    ...lost.map(({ branch, index }) => ({
      rule: removed,
      path: `${path}/${keyword}/${index}`,
      before: branch,
      after: undefined,
    })),
    ...gained.map(({ branch, index }) => ({
      rule: added,
      path: `${path}/${keyword}/${index}`,
      before: undefined,
      after: branch,
    })),
  ];
}

/**
 * A value must match exactly one branch. Where no value can match two, the list means what `anyOf` means; where
 * one can, a wider branch may shut out what another accepted.
 */
function compareOneOf(place: Place): readonly SchemaChange[] {
  const { before, after, path, nested, change, resolved } = place;
  const old = branchesOf(before, "oneOf");
  const next = branchesOf(after, "oneOf");
  if (old.length === 0 && next.length === 0) return [];
  const whole = { path: `${path}/oneOf`, before: before.oneOf, after: after.oneOf };
  if (old.length === 0) return [{ rule: "allOf-added", ...whole }];
  if (next.length === 0) return [{ rule: "allOf-removed", ...whole }];
  const { pairs, lost, gained } = pair(old, next);
  const inside = pairs.flatMap(({ one, other, index }) => nested(one, other, "oneOf", index));
  if (lost.length === 0 && gained.length === 0 && onlyAnnotations(inside)) return inside;
  if (!areDisjoint(old.map(resolved.before)) || !areDisjoint(next.map(resolved.after))) return [change("oneOf-changed", "oneOf")];
  return [
    ...inside,
    ...lost.map(({ branch, index }) => ({
      rule: "oneOf-branch-removed" as const,
      path: `${path}/oneOf/${index}`,
      before: branch,
      after: undefined,
    })),
    ...gained.map(({ branch, index }) => ({
      rule: "oneOf-branch-added" as const,
      path: `${path}/oneOf/${index}`,
      before: undefined,
      after: branch,
    })),
  ];
}

interface Branch {
  readonly branch: Json;
  readonly index: number;
}

interface Pairing {
  readonly pairs: readonly { readonly one: Json; readonly other: Json; readonly index: number }[];
  readonly lost: readonly Branch[];
  readonly gained: readonly Branch[];
}

/** Equal branches belong together, then those of one kind if each side has just one of that kind left. */
function pair(old: readonly Json[], next: readonly Json[]): Pairing {
  const pairs: { one: Json; other: Json; index: number }[] = [];
  let lost: Branch[] = old.map((branch, index) => ({ branch, index }));
  let gained: Branch[] = next.map((branch, index) => ({ branch, index }));
  for (const keyOf of [canonicalJson, kindOf]) {
    const single = (branches: readonly Branch[], key: string) => {
      const found = branches.filter(({ branch }) => keyOf(branch) === key);
      return found.length === 1 || keyOf === canonicalJson ? found[0] : undefined;
    };
    for (const was of lost) {
      const key = keyOf(was.branch);
      if (key === undefined || single(lost, key) !== was) continue;
      const is = single(gained, key);
      if (is === undefined) continue;
      pairs.push({ one: was.branch, other: is.branch, index: is.index });
      lost = lost.filter((branch) => branch !== was);
      gained = gained.filter((branch) => branch !== is);
    }
  }
  return { pairs, lost, gained };
}

/** What tells a reader that two branches are one: a reference, the value of a discriminator, or the type. */
function kindOf(branch: Json): string | undefined {
  if (!isObject(branch)) return undefined;
  if (typeof branch.$ref === "string") return branch.$ref;
  const discriminators = [...discriminatorsOf(branch)];
  if (discriminators.length > 0) return JSON.stringify(discriminators);
  return branch.type === undefined ? undefined : JSON.stringify(branch.type);
}

/** Required properties that have one value, by name. */
function discriminatorsOf(branch: JsonSchema): ReadonlyMap<string, string> {
  const required = new Set(Array.isArray(branch.required) ? (branch.required as readonly string[]) : []);
  const properties = isObject(branch.properties) ? branch.properties : {};
  return new Map(
    Object.entries(properties).flatMap(([name, schema]) => {
      if (branch.type !== "object" || !required.has(name) || !isObject(schema)) return [];
      if (Object.hasOwn(schema, "const")) return [[name, canonicalJson(schema.const)] as const];
      const { enum: values } = schema;
      return Array.isArray(values) && values.length === 1
        ? [[name, canonicalJson((values as readonly Json[])[0])] as const]
        : [];
    }),
  );
}

/** Whether it is plain to see that no value matches two of the branches. */
function areDisjoint(branches: readonly Json[]): boolean {
  return branches.every((one, index) => branches.slice(index + 1).every((other) => exclude(one, other)));
}

function exclude(one: Json, other: Json): boolean {
  if (!isObject(one) || !isObject(other)) return false;
  const types = (schema: JsonSchema) =>
    typeof schema.type === "string" ? [schema.type] : ((schema.type ?? []) as readonly string[]);
  const has = types(one);
  const hasOther = types(other);
  const overlap = (type: string) =>
    hasOther.includes(type) ||
    (type === "integer" && hasOther.includes("number")) ||
    (type === "number" && hasOther.includes("integer"));
  if (has.length > 0 && hasOther.length > 0 && !has.some(overlap)) return true;
  const discriminators = discriminatorsOf(other);
  return [...discriminatorsOf(one)].some(
    ([name, value]) => discriminators.has(name) && discriminators.get(name) !== value,
  );
}
