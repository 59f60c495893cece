/**
 * What the compiled validators (`src/generated/validators/`) call: comparisons as JSON Schema 2020-12 defines them,
 * and its formats. Every regular expression here runs in linear time.
 */

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

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** RFC 5321's mailbox without quoted local parts, which hide more mistakes than they serve people. */
export function email(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  if (at < 1 || local.length > 64 || !/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/i.test(local)) return false;
  return !/^\.|\.\.|\.$/.test(local) && !text.endsWith(".") && hostname(text.slice(at + 1));
}

/** RFC 1123. */
export function hostname(text: string): boolean {
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  return name.length <= 253 && name.split(".").every((part) => label.test(part));
}

/** RFC 3339 full-date. */
export function date(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

/** RFC 3339 full-time; a leap second only where one can be, at 23:59:60 UTC. */
export function time(text: string): boolean {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.\d{1,12})?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (!match) return false;
  const [hour, minute, second] = match.slice(1, 4).map(Number) as [number, number, number];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const offset = (offsetHour * 60 + offsetMinute) * (match[4] === "-" ? -1 : 1);
  const utc = (hour * 60 + minute - offset + 2 * 1440) % 1440;
  return second === 60 && utc === 1439;
}

/** RFC 3339 date-time. */
export const dateTime = (text: string): boolean =>
  /^.{10}[t ]/i.test(text) && date(text.slice(0, 10)) && time(text.slice(11));

/** ISO 8601 duration, as in RFC 3339 appendix A. */
export const duration = (text: string): boolean =>
  text.length <= 80 &&
  /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?)$/.test(
    text,
  );

export const ipv4 = (text: string): boolean =>
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);

/** RFC 4291 section 2.2, without a zone. */
export function ipv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2 || text.length > 45) return false;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const all = groups.flat();
  const last = all.at(-1) ?? "";
  const embedded = last.includes(".");
  if (embedded && (!ipv4(last) || text.endsWith("::"))) return false;
  const hex = embedded ? all.slice(0, -1) : all;
  const size = hex.length + (embedded ? 2 : 0);
  return (
    hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (halves.length === 2 ? size < 8 : size === 8)
  );
}

const uriCharacters = /^(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i;

/** RFC 3986 URI: with a scheme. */
export const uri = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]*:/i.test(text) && uriCharacters.test(text) && URL.canParse(text);

/** RFC 3986 URI reference: absolute or relative. */
export const uriReference = (text: string): boolean =>
  uriCharacters.test(text) && URL.canParse(text, "https://reference.invalid/");

/** RFC 6570. */
export const uriTemplate = (text: string): boolean =>
  /^(?:[^\p{Cc} "'<>%\\^`{|}]|%[0-9a-f]{2}|\{[+#./;?&=,!@|]?[\w%.]+(?::\d{1,4}|\*)?(?:,[\w%.]+(?::\d{1,4}|\*)?)*\})*$/iu.test(
    text,
  );

/** RFC 6901. */
export const jsonPointer = (text: string): boolean => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);

export const relativeJsonPointer = (text: string): boolean =>
  /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text);

/** RFC 9562, any version. */
export const uuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

/** A regular expression of ECMA-262. */
export function regex(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
