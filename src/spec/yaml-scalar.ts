/** What a scalar means: YAML 1.2 core schema, and only what JSON can hold. */
import {
  boolCoreTag,
  floatCoreTag,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  type ScalarTagDefinition,
} from "js-yaml";
import type { Code } from "../diagnostics/catalog.js";
import { quoted } from "../diagnostics/printable.js";

export type ScalarResult =
  | { readonly ok: true; readonly value: string | number | boolean | null }
  | { readonly ok: false; readonly code: Code; readonly message: string };

const implicit: readonly ScalarTagDefinition[] = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const explicit: Readonly<Record<string, ScalarTagDefinition>> = {
  "!!null": nullCoreTag,
  "!!bool": boolCoreTag,
  "!!int": intCoreTag,
  "!!float": floatCoreTag,
};

/** What every null, boolean and number of the core schema begins with: most texts are settled by it. */
const mayBeTyped = /^(?:[-+.~\d]|[nN]ull|NULL|[tT]rue|TRUE|[fF]alse|FALSE)/;

/** The parser takes a number beyond the range of doubles, such as 1e999, for text. */
const overflowing = /^[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+$/;

export function scalarValue(source: string, isPlain: boolean, tag: string | undefined): ScalarResult {
  if (tag === "!!str" || tag === "!") return { ok: true, value: source };
  if (tag !== undefined) {
    const definition = Object.hasOwn(explicit, tag) ? explicit[tag] : undefined;
    if (definition === undefined)
      return { ok: false, code: "MCP1010", message: `unsupported tag ${quoted(tag)}` };
    const value: unknown = definition.resolve(source, true, definition.tagName);
    if (value === NOT_RESOLVED) {
      return { ok: false, code: "MCP1010", message: `${quoted(source)} is not of type ${tag.slice(2)}` };
    }
    return held(value, source);
  }
  if (!isPlain) return { ok: true, value: source };
  if (source === "") return { ok: true, value: null };
  if (!mayBeTyped.test(source)) return { ok: true, value: source };
  if (overflowing.test(source) && !Number.isFinite(Number(source))) return held(Number(source), source);
  for (const definition of implicit) {
    const value: unknown = definition.resolve(source, false, definition.tagName);
    if (value !== NOT_RESOLVED) return held(value, source);
  }
  return { ok: true, value: source };
}

function held(value: unknown, source: string): ScalarResult {
  if (value === null || typeof value === "boolean" || typeof value === "string") return { ok: true, value };
  const number = Number(value);
  const rounded = Number.isInteger(number) && !Number.isSafeInteger(number) && !/[.eE]/.test(source);
  if (!Number.isFinite(number) || rounded) {
    return { ok: false, code: "MCP1011", message: `${quoted(source)} cannot be sent as a JSON number` };
  }
  return { ok: true, value: Object.is(number, -0) ? 0 : number };
}
