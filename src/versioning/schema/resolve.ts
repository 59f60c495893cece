/** References within one schema document: what a `$ref` stands for. */
import type { Json, JsonSchema } from "../../spec/model.js";

/** Keywords that say something to people and nothing to validators. */
export const annotations: ReadonlySet<string> = new Set([
  "$comment",
  "$schema",
  "$id",
  "$anchor",
  "$defs",
  "title",
  "description",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
]);

export const isObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `true` and `{}` accept everything, `false` nothing; whatever else stands where a schema should accepts everything. */
export const asSchema = (value: Json | undefined): JsonSchema | false =>
  value === false ? false : isObject(value) ? value : {};

/** The schema at `#/…`; `undefined` when it is not in this document. */
export function target(root: JsonSchema, reference: string): JsonSchema | boolean | undefined {
  if (reference === "#") return root;
  if (!reference.startsWith("#/")) return undefined;
  let at: Json | undefined = root;
  for (const segment of reference.slice(2).split("/")) {
    const key = unescape(segment);
    if (Array.isArray(at)) at = at[Number(key)] as Json | undefined;
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return typeof at === "boolean" || isObject(at) ? at : undefined;
}

/** One segment of a JSON pointer in a URI fragment (RFC 6901, §6). */
function unescape(segment: string): string {
  const plain = segment.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // A lone %: somebody's name of a definition.
  }
}

/** One segment of a JSON pointer (RFC 6901, §4). */
export const pointer = (...segments: readonly (string | number)[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
