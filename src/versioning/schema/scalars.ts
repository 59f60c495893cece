/** Bounds, patterns and formats. */
import type { Json } from "../../spec/model.js";
import { same } from "../canonical-json.js";
import type { Place, SchemaChange } from "./place.js";

/** Keywords that bound from below and from above. An absent bound is no bound. */
const floors = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;
const ceilings = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;
/** Floors of counts, where 0 is the same as none. */
const counts: ReadonlySet<string> = new Set(["minLength", "minItems", "minProperties"]);

export function compareScalars(place: Place): readonly SchemaChange[] {
  return [
    ...floors.flatMap((keyword) => compareBound(place, keyword, -Infinity, 1)),
    ...ceilings.flatMap((keyword) => compareBound(place, keyword, Infinity, -1)),
    ...compareMultiples(place),
    ...compareUnique(place),
    ...compareText(place, "pattern"),
    ...compareText(place, "format"),
  ];
}

/** `sign` is 1 where a larger number accepts less. */
export function compareBound(
  { before, after, change }: Place,
  keyword: string,
  none: number,
  sign: 1 | -1,
): readonly SchemaChange[] {
  const bound = (value: Json | undefined) =>
    typeof value !== "number" || (value === 0 && counts.has(keyword)) ? none : value;
  const old = bound(before[keyword]);
  const next = bound(after[keyword]);
  if (old === next) return [];
  return [change(next * sign > old * sign ? "range-tightened" : "range-relaxed", keyword)];
}

function compareMultiples({ before, after, change }: Place): readonly SchemaChange[] {
  const old = before.multipleOf;
  const next = after.multipleOf;
  if (old === next) return [];
  if (typeof old !== "number") return [change("range-tightened", "multipleOf")];
  if (typeof next !== "number") return [change("range-relaxed", "multipleOf")];
  if (Number.isInteger(next / old)) return [change("range-tightened", "multipleOf")];
  if (Number.isInteger(old / next)) return [change("range-relaxed", "multipleOf")];
  return [change("range-changed", "multipleOf")];
}

function compareUnique({ before, after, change }: Place): readonly SchemaChange[] {
  const old = before.uniqueItems === true;
  const next = after.uniqueItems === true;
  if (old === next) return [];
  return [change(next ? "range-tightened" : "range-relaxed", "uniqueItems")];
}

function compareText({ before, after, change }: Place, keyword: "pattern" | "format"): readonly SchemaChange[] {
  if (same(before[keyword], after[keyword])) return [];
  if (before[keyword] === undefined) return [change(`${keyword}-added`, keyword)];
  if (after[keyword] === undefined) return [change(`${keyword}-removed`, keyword)];
  return [change(`${keyword}-changed`, keyword)];
}
