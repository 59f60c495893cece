/** Files in memory, for tests of the loader. */
import type { ReadFile } from "../../src/spec/read.js";

export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): ReadFile {
  return async (path) => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
}
