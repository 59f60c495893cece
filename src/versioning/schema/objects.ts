/** Properties: which there are, which must be there, and what else may be. */
import type { Json, JsonSchema } from "../../spec/model.js";
import { same } from "../canonical-json.js";
import type { Place, SchemaChange } from "./place.js";
import { acceptsAll } from "./arrays.js";
import { isObject } from "./resolve.js";

export function compareObjects(place: Place): readonly SchemaChange[] {
  return [
    ...compareProperties(place),
    ...compareFurther(place),
    ...comparePatterns(place),
    ...compareNames(place),
    ...compareDependencies(place),
  ];
}

const partsOf = (value: Json | undefined): JsonSchema => (isObject(value) ? value : {});
const namesOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];
const union = (one: Iterable<string>, other: Iterable<string>): readonly string[] => [
  ...new Set([...one, ...other]),
];

function compareProperties({ path, before, after, nested, change }: Place): readonly SchemaChange[] {
  const old = partsOf(before.properties);
  const next = partsOf(after.properties);
  const wasRequired = new Set(namesOf(before.required));
  const isRequired = new Set(namesOf(after.required));
  return union([...Object.keys(old), ...wasRequired], [...Object.keys(next), ...isRequired]).flatMap((name) => {
    const had = Object.hasOwn(old, name);
    const has = Object.hasOwn(next, name);
    const required = { before: wasRequired.has(name), after: isRequired.has(name) };
    if (!had && has && !required.before) {
      return [change(required.after ? "property-required-added" : "property-optional-added", "properties", name)];
    }
    if (had && !has && !required.after) {
      return [change(required.before ? "property-removed" : "property-optional-removed", "properties", name)];
    }
    return [
      ...(required.before === required.after
        ? []
        : [
            {
              rule: required.after ? ("property-became-required" as const) : ("property-became-optional" as const),
              path: `${path}/required`,
              before: required.before ? name : undefined,
              after: required.after ? name : undefined,
            },
          ]),
      // Where it is not named, what may stand there is what further properties may be.
      ...(had || has
        ? nested(
            had ? old[name] : before.additionalProperties,
            has ? next[name] : after.additionalProperties,
            "properties",
            name,
          )
        : []),
    ];
  });
}

function compareFurther({ before, after, nested, change }: Place): readonly SchemaChange[] {
  const keyword = "additionalProperties";
  const old = before[keyword];
  const next = after[keyword];
  const was = acceptsAll(old);
  const is = acceptsAll(next);
  if ((was && is) || same(old, next)) return [];
  if (was || next === false) return [change("object-closed", keyword)];
  if (is || old === false) return [change("object-opened", keyword)];
  return nested(old, next, keyword);
}

function comparePatterns({ before, after, nested, change }: Place): readonly SchemaChange[] {
  const old = partsOf(before.patternProperties);
  const next = partsOf(after.patternProperties);
  if (!same(Object.keys(old).sort(), Object.keys(next).sort())) {
    return [change("pattern-properties-changed", "patternProperties")];
  }
  return Object.keys(old).flatMap((pattern) =>
    nested(old[pattern], next[pattern], "patternProperties", pattern),
  );
}

function compareNames({ before, after, nested, change }: Place): readonly SchemaChange[] {
  const was = acceptsAll(before.propertyNames);
  const is = acceptsAll(after.propertyNames);
  if (was && is) return [];
  if (was) return [change("property-names-tightened", "propertyNames")];
  if (is) return [change("property-names-relaxed", "propertyNames")];
  return nested(before.propertyNames, after.propertyNames, "propertyNames");
}

function compareDependencies({ path, before, after, nested, change }: Place): readonly SchemaChange[] {
  const lists = { old: partsOf(before.dependentRequired), next: partsOf(after.dependentRequired) };
  const schemas = { old: partsOf(before.dependentSchemas), next: partsOf(after.dependentSchemas) };
  return [
    ...union(Object.keys(lists.old), Object.keys(lists.next)).flatMap((name) => {
      const had = namesOf(lists.old[name]);
      const has = namesOf(lists.next[name]);
      const at = (rule: "dependency-added" | "dependency-removed", wanted: string) => ({
        rule,
        path: `${path}/dependentRequired`,
        before: rule === "dependency-removed" ? { [name]: wanted } : undefined,
        after: rule === "dependency-added" ? { [name]: wanted } : undefined,
      });
      return [
        ...had.filter((wanted) => !has.includes(wanted)).map((wanted) => at("dependency-removed", wanted)),
        ...has.filter((wanted) => !had.includes(wanted)).map((wanted) => at("dependency-added", wanted)),
      ];
    }),
    ...union(Object.keys(schemas.old), Object.keys(schemas.next)).flatMap((name) => {
      if (!Object.hasOwn(schemas.old, name)) return [change("dependency-added", "dependentSchemas", name)];
      if (!Object.hasOwn(schemas.next, name)) return [change("dependency-removed", "dependentSchemas", name)];
      return nested(schemas.old[name], schemas.next[name], "dependentSchemas", name);
    }),
  ];
}
