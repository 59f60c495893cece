/**
 * The catalog of changes: what each means for those who call the server. A change to a schema is an effect on the set
 * of values that the schema accepts; its level follows from the direction in which the values travel, so that each rule is
 * written once. All other changes name their level.
 */

export type Level = "major" | "minor" | "patch";
export type Direction = "input" | "output";

/** What a change does to the set of accepted values. */
export type Effect = "narrowed" | "widened" | "undecidable" | "none";

export interface Rule {
  /** What happened, in words that finish "tool x: …". */
  readonly title: string;
  readonly effect?: Effect;
  /** Where the effect does not settle it. */
  readonly level?: Level | Readonly<Record<Direction, Level>>;
  /** Somebody should look at it: `--strict` counts it as major. */
  readonly review?: true | Direction;
  /** Where a changelog has it, unless it is breaking. Default: by its level. */
  readonly section?: "Changed" | "Deprecated" | "Removed";
  /** The rule of the opposite change. */
  readonly mirror: string;
}

const narrowing = (title: string, mirror: string): Rule => ({ title, effect: "narrowed", mirror });
const widening = (title: string, mirror: string): Rule => ({ title, effect: "widened", mirror });
const undecidable = (title: string, mirror: string): Rule => ({ title, effect: "undecidable", mirror });

/** Rules on schemas of arguments and results. */
export const schemaRules = {
  // A default does not help: validators do not fill it in before they look for what is required.
  "property-required-added": narrowing("a required property was added", "property-removed"),
  "property-became-required": narrowing("a property became required", "property-became-optional"),
  "property-became-optional": widening("a property became optional", "property-became-required"),
  // Strictly, an open object accepted any value of that name before; nobody relied on it.
  "property-optional-added": {
    title: "an optional property was added",
    level: "minor",
    mirror: "property-optional-removed",
  },
  "property-removed": { title: "a property was removed", level: "major", mirror: "property-required-added" },
  "property-optional-removed": {
    title: "an optional property was removed",
    level: { input: "major", output: "minor" },
    review: "output",
    section: "Removed",
    mirror: "property-optional-added",
  },
  "type-narrowed": narrowing("fewer types are accepted", "type-widened"),
  "type-widened": widening("more types are accepted", "type-narrowed"),
  "type-changed": undecidable("the type changed", "type-changed"),
  "nullable-removed": narrowing("null is no longer accepted", "nullable-added"),
  "nullable-added": widening("null is accepted", "nullable-removed"),
  "enum-value-removed": narrowing("a value was removed", "enum-value-added"),
  "enum-value-added": widening("a value was added", "enum-value-removed"),
  "enum-introduced": narrowing("only listed values are accepted", "enum-dropped"),
  "enum-dropped": widening("values are no longer limited to a list", "enum-introduced"),
  "range-tightened": narrowing("a bound became tighter", "range-relaxed"),
  "range-relaxed": widening("a bound became looser", "range-tightened"),
  "range-changed": undecidable("a bound changed to one that cannot be compared", "range-changed"),
  "pattern-added": narrowing("a pattern was added", "pattern-removed"),
  "pattern-removed": widening("a pattern was removed", "pattern-added"),
  "pattern-changed": undecidable("a pattern changed", "pattern-changed"),
  "format-added": narrowing("a format was added", "format-removed"),
  "format-removed": widening("a format was removed", "format-added"),
  "format-changed": undecidable("a format changed", "format-changed"),
  "object-closed": narrowing("further properties are limited", "object-opened"),
  "object-opened": widening("further properties are accepted", "object-closed"),
  "pattern-properties-changed": undecidable(
    "the patterns of property names changed",
    "pattern-properties-changed",
  ),
  "property-names-tightened": narrowing("names of properties are limited", "property-names-relaxed"),
  "property-names-relaxed": widening("names of properties are no longer limited", "property-names-tightened"),
  "dependency-added": narrowing("a property now asks for others", "dependency-removed"),
  "dependency-removed": widening("a property no longer asks for others", "dependency-added"),
  "anyOf-branch-removed": narrowing("an alternative was removed", "anyOf-branch-added"),
  "anyOf-branch-added": widening("an alternative was added", "anyOf-branch-removed"),
  "oneOf-branch-added": widening("an alternative was added that excludes the others", "oneOf-branch-removed"),
  "oneOf-branch-removed": narrowing(
    "an alternative was removed that excluded the others",
    "oneOf-branch-added",
  ),
  "oneOf-changed": undecidable("the alternatives changed", "oneOf-changed"),
  "allOf-added": narrowing("a further condition was added", "allOf-removed"),
  "allOf-removed": widening("a condition was removed", "allOf-added"),
  "not-changed": undecidable("what is excluded changed", "not-changed"),
  "if-changed": undecidable("a conditional part changed", "if-changed"),
  "ref-cycle-changed": undecidable("a recursive or unresolved part changed", "ref-cycle-changed"),
  "items-tightened": narrowing("items are limited", "items-relaxed"),
  "items-relaxed": widening("items are no longer limited", "items-tightened"),
  "prefix-items-changed": undecidable("the items at the start changed", "prefix-items-changed"),
  "contains-added": narrowing("an item of a kind is asked for", "contains-removed"),
  "contains-removed": widening("an item of a kind is no longer asked for", "contains-added"),
  "contains-changed": undecidable("the item that is asked for changed", "contains-changed"),
  "unevaluated-changed": undecidable("what is left unevaluated changed", "unevaluated-changed"),
  "default-changed": {
    title: "a default changed",
    level: { input: "minor", output: "patch" },
    review: "input",
    mirror: "default-changed",
  },
  "x-mcp-header-changed": {
    title: "the header that carries the argument changed",
    level: "major",
    mirror: "x-mcp-header-changed",
  },
  "annotation-changed": { title: "a text or note changed", effect: "none", mirror: "annotation-changed" },
} as const satisfies Readonly<Record<string, Rule>>;

/** Rules on tools and on the server. */
export const contractRules = {
  "tool-removed": { title: "the tool was removed", level: "major", mirror: "tool-added" },
  "tool-renamed": { title: "the tool has another name", level: "major", mirror: "tool-renamed" },
  "tool-renamed-with-alias": {
    title: "the tool has another name, and answers to the old one, too",
    level: "minor",
    section: "Changed",
    mirror: "tool-renamed",
  },
  "old-name-removed": {
    title: "the tool no longer answers to its old name",
    level: "major",
    mirror: "old-name-added",
  },
  "old-name-added": {
    title: "the tool answers to an old name, too",
    level: "minor",
    mirror: "old-name-removed",
  },
  "tool-added": { title: "the tool was added", level: "minor", mirror: "tool-removed" },
  "tool-deprecated": {
    title: "the tool was deprecated",
    level: "minor",
    section: "Deprecated",
    mirror: "tool-undeprecated",
  },
  "tool-undeprecated": {
    title: "the tool is no longer deprecated",
    level: "patch",
    mirror: "tool-deprecated",
  },
  "deprecation-changed": {
    title: "the deprecation changed",
    level: "patch",
    section: "Deprecated",
    mirror: "deprecation-changed",
  },
  "tool-description-changed": {
    title: "the description changed, which the model reads",
    level: "patch",
    review: true,
    mirror: "tool-description-changed",
  },
  "tool-title-changed": { title: "the title changed", level: "patch", mirror: "tool-title-changed" },
  "tool-icons-changed": { title: "the icons changed", level: "patch", mirror: "tool-icons-changed" },
  "tool-meta-changed": { title: "the metadata changed", level: "patch", mirror: "tool-meta-changed" },
  "annotation-weakened": {
    title: "the tool promises less caution",
    level: "major",
    mirror: "annotation-strengthened",
  },
  "annotation-strengthened": {
    title: "the tool promises more caution",
    level: "minor",
    mirror: "annotation-weakened",
  },
  "output-schema-added": {
    title: "the result has a schema",
    level: "minor",
    mirror: "output-schema-removed",
  },
  "output-schema-removed": {
    title: "the result no longer has a schema",
    level: "major",
    mirror: "output-schema-added",
  },
  "cap-changed": {
    title: "the largest value that counts changed",
    level: "minor",
    review: true,
    mirror: "cap-changed",
  },
  "rate-lowered": { title: "fewer calls are allowed", level: "minor", review: true, mirror: "rate-raised" },
  "rate-raised": { title: "more calls are allowed", level: "patch", mirror: "rate-lowered" },
  "limit-lowered": { title: "a limit was lowered", level: "minor", review: true, mirror: "limit-raised" },
  "limit-raised": { title: "a limit was raised", level: "patch", mirror: "limit-lowered" },
  "scope-added": { title: "callers need a further scope", level: "major", mirror: "scope-removed" },
  "scope-removed": { title: "callers need one scope less", level: "minor", mirror: "scope-added" },
  "scope-described": { title: "a scope's text changed", level: "patch", mirror: "scope-described" },
  "transport-removed": { title: "a transport was removed", level: "major", mirror: "transport-added" },
  "transport-added": { title: "a transport was added", level: "minor", mirror: "transport-removed" },
  "auth-required": { title: "callers must identify themselves", level: "major", mirror: "auth-dropped" },
  "auth-changed": {
    title: "callers identify themselves in another way",
    level: "major",
    mirror: "auth-changed",
  },
  // Nobody's calls fail, and everybody may now call.
  "auth-dropped": {
    title: "callers no longer identify themselves",
    level: "minor",
    review: true,
    mirror: "auth-required",
  },
  "major-served": {
    title: "a further major is served",
    level: "minor",
    mirror: "major-dropped",
  },
  // Whoever calls the newest major sees nothing of it; whoever stayed on that one is cut off.
  "major-dropped": {
    title: "a major is no longer served",
    level: "minor",
    review: true,
    section: "Removed",
    mirror: "major-served",
  },
  // Also when no majors are served side by side any more: whoever pinned to it has no endpoint left.
  "newest-major-dropped": {
    title: "the major that was the newest is no longer served by its number",
    level: "major",
    mirror: "major-served",
  },
  // What its clients see of it has a version of its own; this one is the server's.
  "older-major-updated": {
    title: "an older major is served from another release",
    level: "patch",
    mirror: "older-major-updated",
  },
  "sunset-announced": {
    title: "a major is announced to end",
    level: "minor",
    section: "Deprecated",
    mirror: "sunset-withdrawn",
  },
  "sunset-withdrawn": {
    title: "a major no longer ends",
    level: "minor",
    section: "Deprecated",
    mirror: "sunset-announced",
  },
  // Whoever planned to move by that day is too late.
  "sunset-moved-earlier": {
    title: "a major ends earlier than announced",
    level: "major",
    mirror: "sunset-moved-later",
  },
  "sunset-moved-later": {
    title: "a major ends later than announced",
    level: "minor",
    section: "Deprecated",
    mirror: "sunset-moved-earlier",
  },
  "env-required-added": {
    title: "the server does not start without a further variable",
    level: "major",
    mirror: "env-removed",
  },
  "env-optional-added": {
    title: "the server reads a further variable",
    level: "minor",
    mirror: "env-removed",
  },
  "env-removed": {
    title: "the server no longer reads a variable",
    level: "patch",
    mirror: "env-optional-added",
  },
  "env-became-optional": {
    title: "the server starts without a variable",
    level: "minor",
    mirror: "env-required-added",
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type SchemaRuleId = keyof typeof schemaRules;
export type ContractRuleId = keyof typeof contractRules;
export type RuleId = SchemaRuleId | ContractRuleId;

/** `undefined`: no such rule. */
export function ruleOf(id: string): Rule | undefined {
  if (Object.hasOwn(schemaRules, id)) return schemaRules[id as SchemaRuleId];
  if (Object.hasOwn(contractRules, id)) return contractRules[id as ContractRuleId];
  return undefined;
}

const byVariance: Readonly<Record<Effect, Readonly<Record<Direction, Level>>>> = {
  narrowed: { input: "major", output: "minor" },
  widened: { input: "minor", output: "major" },
  undecidable: { input: "major", output: "major" },
  none: { input: "patch", output: "patch" },
};

/** What a rule means for values that travel in a direction; a rule without a direction ignores it. */
export function levelOf(rule: Rule, direction: Direction = "input"): Level {
  if (typeof rule.level === "string") return rule.level;
  return rule.level?.[direction] ?? byVariance[rule.effect ?? "undecidable"][direction];
}

/** Whether somebody should look at a change of that rule. */
export const needsReview = (rule: Rule, direction?: Direction): boolean =>
  rule.review === true || (rule.review !== undefined && rule.review === direction);
