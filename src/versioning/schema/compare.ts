/**
 * Compares two JSON Schemas (2020-12) keyword by keyword. A schema is the conjunction of its keywords, so the effect of each
 * change holds for the whole; keywords that depend on each other are compared together.
 */
import type { Json, JsonSchema } from "../../spec/model.js";
import { compareAlternatives } from "./alternatives.js";
import { compareArrays } from "./arrays.js";
import { compareConditions } from "./conditions.js";
import { keywords as known } from "../../spec/json-schema/keywords.js";
import { alike } from "./alike.js";
import { compareObjects } from "./objects.js";
import { annotations, asSchema, isObject, pointer, target } from "./resolve.js";
import { same } from "../canonical-json.js";
import type { Place, SchemaChange } from "./place.js";
import { compareScalars } from "./scalars.js";
import { compareTypes } from "./types.js";

/** What changed between two schemas, in the order of a reader. Unresolved references are compared by their text. */
export function compareSchemas(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  return compareAt(before, after, "", { before, after, followed: [] });
}

interface Documents {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  /** References that led here, to stop where a recursive schema meets itself. */
  readonly followed: readonly Followed[];
}

interface Followed {
  readonly before: JsonSchema | boolean;
  readonly after: JsonSchema | boolean;
}

function compareAt(
  one: Json | undefined,
  other: Json | undefined,
  path: string,
  documents: Documents,
): readonly SchemaChange[] {
  const old = follow(one, documents.before);
  const next = follow(other, documents.after);
  if (old === undefined || next === undefined) {
    return same(one, other) ? [] : [{ rule: "ref-cycle-changed", path, before: one, after: other }];
  }
  if (old.followed || next.followed) {
    const seen = documents.followed.filter(
      ({ before, after }) => before === old.schema || after === next.schema,
    );
    if (seen.some(({ before, after }) => before === old.schema && after === next.schema)) return [];
    // One side meets itself again where the other goes on: both are unrolled once, not for ever.
    if (seen.length > 1) return [{ rule: "ref-cycle-changed", path, before: one, after: other }];
  }
  return comparePlain(asSchema(old.schema), asSchema(next.schema), path, {
    ...documents,
    followed:
      old.followed || next.followed
        ? [...documents.followed, { before: old.schema, after: next.schema }]
        : documents.followed,
  });
}

/**
 * The schema that a chain of references stands for. A reference beside other keywords is one more condition, which
 * `conditions.ts` compares.
 */
function follow(
  schema: Json | undefined,
  root: JsonSchema,
): { readonly schema: JsonSchema | boolean; readonly followed: boolean } | undefined {
  let at: Json | undefined = schema;
  const chain = new Set<Json>();
  while (isObject(at) && typeof at.$ref === "string" && isBare(at)) {
    if (chain.has(at)) return undefined;
    chain.add(at);
    at = target(root, at.$ref);
    if (at === undefined) return undefined;
  }
  return { schema: typeof at === "boolean" || isObject(at) ? at : true, followed: chain.size > 0 };
}

const isBare = (schema: JsonSchema): boolean =>
  Object.keys(schema).every((keyword) => keyword === "$ref" || annotations.has(keyword));

function comparePlain(
  before: JsonSchema | false,
  after: JsonSchema | false,
  path: string,
  documents: Documents,
): readonly SchemaChange[] {
  if (before === false || after === false) {
    if (before === after) return [];
    return [{ rule: before === false ? "type-widened" : "type-narrowed", path, before, after }];
  }
  if (before === after) return [];
  const place: Place = {
    ...alike(before, after),
    path,
    resolved: {
      before: (part) => follow(part, documents.before)?.schema ?? part,
      after: (part) => follow(part, documents.after)?.schema ?? part,
    },
    nested: (one, other, ...segments) => compareAt(one, other, path + pointer(...segments), documents),
    change: (rule, keyword, ...segments) => ({
      rule,
      path: path + pointer(keyword, ...segments),
      before: at(before, keyword, segments),
      after: at(after, keyword, segments),
    }),
  };
  return [
    ...compareTypes(place),
    ...compareScalars(place),
    ...compareArrays(place),
    ...compareObjects(place),
    ...compareAlternatives(place),
    ...compareConditions(place),
    ...compareAnnotations(place),
  ];
}

function compareAnnotations({ before, after, change }: Place): readonly SchemaChange[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].flatMap((keyword) => {
    const enforced = known.has(keyword) && !annotations.has(keyword);
    if (keyword !== "default" && (enforced || keyword === "$defs" || keyword === "definitions")) return [];
    if (same(before[keyword], after[keyword])) return [];
    if (keyword === "default") return [change("default-changed", keyword)];
    return [change(keyword === "x-mcp-header" ? "x-mcp-header-changed" : "annotation-changed", keyword)];
  });
}

function at(schema: JsonSchema, keyword: string, segments: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = schema[keyword];
  for (const segment of segments) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(segment)];
    else value = isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}
