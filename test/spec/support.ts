import fc from "fast-check";
import type { ReadFile } from "../../src/spec/read.js";

/** Files in memory, for tests of the loader. */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): ReadFile {
  return async (path) => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
}

/** Any UTF-16 at all, halves of pairs included. */
export const anyText = (maxLength = 40) =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength })
    .map((units) => String.fromCharCode(...units));
