/** Puts an entry into a configuration: a pure function from text to text, or to why not. */
import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../record.js";
import { normalized, shapeOf, shaped } from "../regenerate/merge/shape.js";
import type { Addition, Client, Item, Meaning, Meanings } from "./client.js";
import type { Connection } from "./connection.js";

type Dictionary = Readonly<Record<string, unknown>>;

export type Merged =
  /** It says all of it already. */
  | { readonly kind: "same" }
  | { readonly kind: "added"; readonly text: string; readonly before: Dictionary }
  /** There is another entry of that name; `keys` of it differ. `text` is what replacing it gives. */
  | {
      readonly kind: "differs";
      readonly text: string;
      readonly before: Dictionary;
      readonly keys: readonly string[];
    }
  /** The file is not what the client reads. */
  | { readonly kind: "unreadable"; readonly why: string }
  /** Its layout cannot be changed without touching what is the user's. */
  | { readonly kind: "unfit" };

export interface Wanted {
  readonly client: Pick<Client, "title" | "format" | "at" | "meanings">;
  readonly transport: Connection["kind"];
  /** Of the entry, in the file. */
  readonly key: string;
  readonly addition: Addition;
}

/** @param text Of the file; "" when there is none. */
export function mergeEntry(text: string, { client, transport, key, addition }: Wanted): Merged {
  const { format, at, meanings } = client;
  const plain = normalized(text);
  const parsed = format.parse(plain);
  if (!parsed.ok) return { kind: "unreadable", why: parsed.why };
  const before = parsed.value;
  const path = [...at, key];
  const misfit = path.find((_, index) => !isRecordOrAbsent(valueAt(before, path.slice(0, index + 1))));
  if (misfit !== undefined) return { kind: "unreadable", why: `"${misfit}" in it is no object with keys` };
  for (const name of Object.keys(addition.lists ?? {})) {
    const list = before[name];
    if (list !== undefined && !Array.isArray(list))
      return { kind: "unreadable", why: `"${name}" in it is no list` };
  }

  const existing = (valueAt(before, path) ?? undefined) as Dictionary | undefined;
  const own = meanings[transport];
  const other = meanings[transport === "stdio" ? "http" : "stdio"];
  const keys = existing === undefined ? [] : differing(existing, addition.entry, own, other);
  const entry =
    existing === undefined ? addition.entry : together(existing, addition.entry, own, other, keys);
  const after = withLists(put(before, path, entry), addition.lists ?? {});
  if (isDeepStrictEqual(after, before)) return { kind: "same" };
  const result = plain.trim() === "" ? format.print(after) : format.edit(plain, { before, after, path });
  if (result === undefined) return { kind: "unfit" };
  const again = format.parse(result);
  if (!again.ok || !isDeepStrictEqual(again.value, after)) return { kind: "unfit" };
  const written = { text: shaped(result, { ...shapeOf(text), final: true }), before };
  return keys.length > 0 ? { kind: "differs", ...written, keys } : { kind: "added", ...written };
}

/** Keys of an entry that say something else than ours, those that are only there for the other transport included. */
function differing(
  existing: Dictionary,
  ours: Dictionary,
  own: Meanings,
  other: Meanings,
): readonly string[] {
  const stale = ([key, meaning]: readonly [string, Meaning]) =>
    !Object.hasOwn(own, key) && meaning !== "theirs" && existing[key] !== undefined;
  return [
    ...Object.entries(own).flatMap(([key, meaning]) => {
      const isThere = meaning === "exactly" ? isDeepStrictEqual(existing[key], ours[key]) : true;
      return isThere && (meaning !== "atLeast" || covers(existing[key], ours[key])) ? [] : [key];
    }),
    ...Object.entries(other).flatMap((row) => (stale(row) ? [row[0]] : [])),
  ];
}

/** Whether all of `wanted` is in `present`: keys of a mapping with their values, elements of a list. */
function covers(present: unknown, wanted: unknown): boolean {
  if (isRecord(wanted)) {
    return Object.entries(wanted).every(
      ([key, value]) => isRecord(present) && isDeepStrictEqual(present[key], value),
    );
  }
  if (Array.isArray(wanted)) return Array.isArray(present) && wanted.every((item) => present.includes(item));
  return wanted === undefined || isDeepStrictEqual(present, wanted);
}

function together(
  existing: Dictionary,
  ours: Dictionary,
  own: Meanings,
  other: Meanings,
  keys: readonly string[],
): Dictionary {
  if (keys.length === 0) return existing;
  const result: Record<string, unknown> = { ...existing };
  for (const key of Object.keys(other)) if (!Object.hasOwn(own, key)) delete result[key];
  for (const [key, meaning] of Object.entries(own)) {
    if (!keys.includes(key) || meaning === "theirs") continue;
    const value = meaning === "atLeast" ? united(existing[key], ours[key]) : ours[key];
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result;
}

function united(present: unknown, wanted: unknown): unknown {
  if (isRecord(present) && isRecord(wanted)) return { ...present, ...wanted };
  if (Array.isArray(present) && Array.isArray(wanted)) return [...new Set([...present, ...wanted])];
  return wanted ?? present;
}

/** Items that are there by their `id` are taken for ours: the user may have worded them anew. */
function withLists(value: Dictionary, lists: NonNullable<Addition["lists"]>): Dictionary {
  let result = value;
  for (const [name, items] of Object.entries(lists)) {
    const present = (value[name] ?? []) as readonly unknown[];
    const missing = items.filter(({ id }) => !present.some((item) => isRecord(item) && item["id"] === id));
    if (missing.length > 0)
      result = { ...result, [name]: [...present, ...missing] satisfies (unknown | Item)[] };
  }
  return result;
}

/** A key without a value is as good as none. */
const isRecordOrAbsent = (value: unknown): boolean =>
  value === undefined || value === null || isRecord(value);

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

function put(value: Dictionary, path: readonly string[], entry: unknown): Dictionary {
  const [key, ...rest] = path;
  if (key === undefined) return entry as Dictionary;
  const inner = (Object.hasOwn(value, key) ? (value[key] ?? {}) : {}) as Dictionary;
  return { ...value, [key]: put(inner, rest, entry) };
}
