/** `not`, `if`, a reference beside other keywords, and what depends on what other keywords left over. */
import { canonicalJson } from "../canonical-json.js";
import type { JsonSchema } from "../../spec/model.js";
import { same } from "../canonical-json.js";
import { onlyAnnotations, type Place, type SchemaChange } from "./place.js";
import { annotations } from "./resolve.js";

export function compareConditions(place: Place): readonly SchemaChange[] {
  return [
    ...compareNot(place),
    ...compareIf(place),
    ...compareReference(place),
    ...compareUnevaluated(place),
  ];
}

function compareNot({ before, after, nested, change }: Place): readonly SchemaChange[] {
  if (before.not === undefined && after.not === undefined) return [];
  if (before.not === undefined || after.not === undefined) return [change("not-changed", "not")];
  const changes = nested(before.not, after.not, "not");
  return onlyAnnotations(changes) ? changes : [change("not-changed", "not")];
}

function compareIf({ before, after, nested, change }: Place): readonly SchemaChange[] {
  if (before.if === undefined && after.if === undefined) return [];
  if (before.if === undefined || after.if === undefined) return [change("if-changed", "if")];
  const changes = nested(before.if, after.if, "if");
  if (!onlyAnnotations(changes)) return [change("if-changed", "if")];
  return [
    ...changes,
    ...nested(before.then, after.then, "then"),
    ...nested(before.else, after.else, "else"),
  ];
}

/** One reference with nothing beside it was followed before. */
function compareReference({ before, after, nested, change }: Place): readonly SchemaChange[] {
  const dynamic = same(before.$dynamicRef, after.$dynamicRef)
    ? []
    : [change("ref-cycle-changed", "$dynamicRef")];
  const old = before.$ref;
  const next = after.$ref;
  if (old === undefined && next === undefined) return dynamic;
  if (old === undefined) return [...dynamic, change("allOf-added", "$ref")];
  if (next === undefined) return [...dynamic, change("allOf-removed", "$ref")];
  return [...dynamic, ...nested({ $ref: old }, { $ref: next }, "$ref")];
}

/** They see all other keywords: with one of them, any change may narrow or widen. */
function compareUnevaluated({ before, after, change }: Place): readonly SchemaChange[] {
  return (["unevaluatedProperties", "unevaluatedItems"] as const).flatMap((keyword) => {
    if (before[keyword] === undefined && after[keyword] === undefined) return [];
    return enforced(before) === enforced(after) ? [] : [change("unevaluated-changed", keyword)];
  });
}

const enforced = (schema: JsonSchema): string =>
  canonicalJson(
    Object.fromEntries(
      Object.entries(schema).filter(([keyword]) => !annotations.has(keyword) && !keyword.startsWith("x-")),
    ),
  );
