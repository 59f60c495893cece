/** What the compiled validators (`src/generated/validators/`) call: comparisons as JSON Schema 2020-12 defines them. */

export const hasOwn = (value: object, key: PropertyKey): boolean => Object.hasOwn(value, key);

/** Length in code points, which is what `maxLength` counts. */
export const stringLength = (text: string): number =>
  /[\uD800-\uDFFF]/.test(text) ? [...text].length : text.length;

/** `divisor` may be a decimal fraction: both sides are compared as decimals, so that 0.3 is a multiple of 0.1. */
export function isMultipleOf(
  value: number,
  divisor: number,
  factor: number,
  factorMultiple: number,
): boolean {
  if (value % divisor === 0) return true;
  const scaled = Number.isFinite(value * factor) ? value * factor : value;
  if (scaled % factorMultiple === 0) return true;
  const rounded = Math.floor(scaled + 0.5);
  return rounded / factor === value && rounded % factorMultiple === 0;
}

/** Equality of JSON values: `1` equals `1.0`, key order does not matter. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || !left || !right) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => deepEqual(item, right[index]));
  }
  const leftEntries = Object.entries(left);
  return (
    leftEntries.length === Object.keys(right).length &&
    leftEntries.every(
      ([key, item]) =>
        Object.hasOwn(right, key) && deepEqual(item, (right as Record<string, unknown>)[key]),
    )
  );
}

export function unique(items: readonly unknown[]): boolean {
  const scalars = new Set(items.filter((item) => typeof item !== "object" || item === null));
  const objects = items.filter((item) => typeof item === "object" && item !== null);
  if (scalars.size + objects.length !== items.length) return false;
  return objects.every(
    (item, index) => !objects.slice(0, index).some((other) => deepEqual(item, other)),
  );
}

/** One step of a JSON pointer (RFC 6901). */
export const pointerPart = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

interface Problem {
  readonly keywordLocation: string;
  readonly instanceLocation: string;
}

/** A problem found inside a `$ref`, placed where the reference stands. */
export const errorMerge = (problem: Problem, schemaBase: string, dataBase: string): Problem => ({
  keywordLocation: `${schemaBase}${problem.keywordLocation.slice(1)}`,
  instanceLocation: `${dataBase}${problem.instanceLocation.slice(1)}`,
});

/** For `unevaluatedProperties`: whether a property was looked at by name or by pattern. */
export const propertyIn = (
  key: string,
  [properties, patterns]: readonly [readonly (string | true)[], readonly string[]],
): boolean =>
  properties.includes(true) ||
  properties.includes(key) ||
  patterns.some((pattern) => new RegExp(pattern, "u").test(key));

/** For `$dynamicRef`. `id` starts with `#`. */
export const dynamicResolve = <T>(
  anchors: readonly Record<string, T>[],
  id: string,
): T | undefined => anchors.find((anchor) => anchor[id])?.[id];
