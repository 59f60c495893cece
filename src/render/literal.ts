/**
 * JSON values as TypeScript, formatted as prettier would format them at the same place (printWidth 100), so that
 * what holds a spec's schemas needs no formatter. `test/render/literal.test.ts` holds the two together.
 */
import type { Json } from "../spec/model.js";
import { printWidth } from "./width.js";

/** Characters that a reader cannot see or that turn the text around; in a literal they stand as escapes. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escapeUnseen = (text: string): string =>
  text.replace(unseen, (character) => {
    const code = character.codePointAt(0) as number;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });

/** A string literal, in the quotes that need fewer escapes (double, when both do). */
export function tsString(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  const double = escapeUnseen(JSON.stringify(text));
  const count = (quote: string) => text.split(quote).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A template literal without substitutions, for text of several lines such as SQL; `\r` cannot occur in one. */
export function tsTemplate(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  return `\`${escaped
    .split("\n")
    .map((line) => escapeUnseen(line).replaceAll("\\u0009", "\t"))
    .join("\n")}\``;
}

/** What follows an object to name a member of it: `.main`, `["order-desk"]`. */
export function tsMember(name: string): string {
  const key = tsKey(name);
  return key === name ? `.${name}` : `[${key}]`;
}

/** A property name: bare where it may be, and never the one that sets the prototype. */
export function tsKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : tsString(name);
}

/** Where a literal stands. */
interface Place {
  /** Indentation of the line it starts on, in columns. */
  readonly indent: number;
  /** Columns already taken on that line. */
  readonly column: number;
  /** Columns that must follow on its last line, such as 1 for a comma. */
  readonly trailing: number;
}

/** The value as a literal that starts at `column` of a line indented by `indent`. */
export function tsValue(value: Json, place: Place): string {
  const flat = flatText(value);
  if (flat !== undefined && place.column + flat.length + place.trailing <= printWidth) return flat;
  if (Array.isArray(value)) return brokenArray(value, place.indent);
  if (isObject(value)) return brokenObject(value, place.indent);
  return scalar(value as Scalar);
}

type Scalar = null | boolean | number | string;
type JsonObject = { readonly [key: string]: Json };

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** prettier writes `1e21` where JSON writes `1e+21`. */
const scalar = (value: Scalar): string =>
  typeof value === "string" ? tsString(value) : JSON.stringify(value).replace("e+", "e");

/** One line, or `undefined` for a value that is clearer, or by prettier's rules must be, on several. */
function flatText(value: Json): string | undefined {
  if (Array.isArray(value)) {
    if (breaksAlways(value)) return undefined;
    const items = value.map(flatText);
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  if (!isObject(value)) return scalar(value as Scalar);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  if (!readsWellOnOneLine(value)) return undefined;
  const items = entries.map(([key, item]) => [tsKey(key), flatText(item)] as const);
  if (items.some(([, item]) => item === undefined)) return undefined;
  return `{ ${items.map(([key, item]) => `${key}: ${item}`).join(", ")} }`;
}

/** prettier's rule: several elements, all objects or all arrays, each with more than one member. */
function breaksAlways(items: readonly Json[]): boolean {
  if (items.length < 2) return false;
  const size = (item: Json) =>
    Array.isArray(item) ? item.length : isObject(item) ? Object.keys(item).length : 0;
  const alike = items.every(Array.isArray) || items.every(isObject);
  return alike && items.every((item) => size(item) > 1);
}

/** An object may stay on one line unless it is a table of objects, such as `properties`, or deep. */
function readsWellOnOneLine(value: JsonObject): boolean {
  const objects = Object.values(value).filter((item) => isObject(item) && Object.keys(item).length > 0);
  if (objects.length === 0) return true;
  return objects.length < Object.keys(value).length && objects.every((item) => depth(item) === 1);
}

const depth = (value: Json): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;

function brokenObject(value: JsonObject, indent: number): string {
  const pad = " ".repeat(indent + 2);
  const lines = Object.entries(value).map(([key, item]) => `${pad}${tsProperty(key, item, indent + 2)},\n`);
  return `{\n${lines.join("")}${" ".repeat(indent)}}`;
}

/** `key: value` in a broken object whose members are indented by `indent`; the comma is the caller's. */
export function tsProperty(name: string, value: Json, indent: number): string {
  const key = tsKey(name);
  const column = indent + key.length + 2;
  const text = tsValue(value, { indent, column, trailing: 1 });
  // A string that is too long moves to a line of its own, unless the key is so short that nothing is won.
  const moves = typeof value === "string" && key.length > 4 && column + text.length + 1 > printWidth;
  return moves ? `${key}:\n${" ".repeat(indent + 2)}${text}` : `${key}: ${text}`;
}

function brokenArray(items: readonly Json[], indent: number): string {
  const pad = " ".repeat(indent + 2);
  const close = " ".repeat(indent);
  if (items.length > 1 && items.every((item) => typeof item === "number")) {
    return `[\n${filled(items.map(scalar), pad)}${close}]`;
  }
  const place = { indent: indent + 2, column: indent + 2, trailing: 1 };
  return `[\n${items.map((item) => `${pad}${tsValue(item, place)},\n`).join("")}${close}]`;
}

/** Numbers, as many on a line as fit. */
function filled(items: readonly string[], pad: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line !== undefined && pad.length + line.length + item.length + 2 <= printWidth) {
      lines[lines.length - 1] = `${line} ${item},`;
    } else lines.push(`${item},`);
  }
  return lines.map((line) => `${pad}${line}\n`).join("");
}
