/** Items: those at the start, the others, and those that must be among them. */
import type { Json } from "../../spec/model.js";
import { same } from "../canonical-json.js";
import { onlyAnnotations, type Place, type SchemaChange } from "./place.js";
import { isObject } from "./resolve.js";
import { compareBound } from "./scalars.js";

/** What changed for those who send or read an array. */
export function compareArrays(place: Place): readonly SchemaChange[] {
  return [...comparePrefix(place), ...compareItems(place), ...compareContains(place)];
}

/** `true`, `{}` and nothing at all accept everything. */
export const acceptsAll = (schema: Json | undefined): boolean =>
  schema === undefined || schema === true || (isObject(schema) && Object.keys(schema).length === 0);

function comparePrefix({ before, after, nested, change }: Place): readonly SchemaChange[] {
  const old = (before.prefixItems ?? []) as readonly Json[];
  const next = (after.prefixItems ?? []) as readonly Json[];
  if (old.length !== next.length) return [change("prefix-items-changed", "prefixItems")];
  return old.flatMap((item, index) => nested(item, next[index], "prefixItems", index));
}

function compareItems({ before, after, nested, change }: Place): readonly SchemaChange[] {
  // Drafts before 2020-12 wrote prefixItems so.
  if (Array.isArray(before.items) || Array.isArray(after.items)) {
    return same(before.items, after.items) ? [] : [change("prefix-items-changed", "items")];
  }
  const was = acceptsAll(before.items);
  const is = acceptsAll(after.items);
  if (was && is) return [];
  if (was) return [change("items-tightened", "items")];
  if (is) return [change("items-relaxed", "items")];
  return nested(before.items, after.items, "items");
}

function compareContains(place: Place): readonly SchemaChange[] {
  const { before, after, nested, change } = place;
  const { contains: old } = before;
  const { contains: next } = after;
  if (old === undefined && next === undefined) return [];
  // How many there must and may be counts with the schema that they are counted by.
  if (old === undefined) return [change("contains-added", "contains")];
  if (next === undefined) return [change("contains-removed", "contains")];
  const changes = nested(old, next, "contains");
  if (!onlyAnnotations(changes)) return [change("contains-changed", "contains")];
  return [
    ...changes,
    ...compareBound({ ...place, before: { minContains: 1, ...before }, after: { minContains: 1, ...after } }, "minContains", -Infinity, 1),
    ...compareBound(place, "maxContains", Infinity, -1),
  ];
}
