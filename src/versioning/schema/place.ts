/** What the comparisons of single keywords share: a place in two schemas, and a change that is found there. */
import type { Json, JsonSchema } from "../../spec/model.js";
import { schemaRules, type Rule, type SchemaRuleId } from "../rules.js";

/** One change: `before` and `after` are what stands at `path`; `undefined` for what is not there. */
export interface SchemaChange {
  readonly rule: SchemaRuleId;
  /** JSON pointer into the schema, without the reference that led there. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** A place in both schemas, and how to go on from there. */
export interface Place {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly path: string;
  /** The changes of two parts, which stand at `path` and the segments below it. */
  readonly nested: (
    before: Json | undefined,
    after: Json | undefined,
    ...segments: readonly (string | number)[]
  ) => readonly SchemaChange[];
  /** A part with its references followed, as far as they can be. */
  readonly resolved: Readonly<Record<"before" | "after", (part: Json) => Json>>;
  /** The change of one keyword. */
  readonly change: (rule: SchemaRuleId, keyword: string, ...segments: readonly (string | number)[]) => SchemaChange;
}

/** Whether all that changed is texts for people. */
export const onlyAnnotations = (changes: readonly SchemaChange[]): boolean =>
  changes.every(({ rule }) => (schemaRules[rule] as Rule).effect === "none");
