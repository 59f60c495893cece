/**
 * The formats of JSON Schema 2020-12, for the compiled validators (`src/generated/validators/`). Every regular
 * expression here runs in linear time.
 */

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
