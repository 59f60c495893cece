import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ReadFile } from "../spec/read.js";

/** Reads at most `limit` + 1 bytes of files below `cwd`, or anywhere when the path is absolute. */
export function diskReader(cwd: string): ReadFile {
  return async (path, limit) => {
    const handle = await open(resolve(cwd, path));
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.allocUnsafe(Math.min(size, limit) + 1);
      let length = 0;
      // A pipe or a file of /proc has no size: read on until there is nothing more or too much.
      for (let room = buffer; ;) {
        const { bytesRead } = await handle.read(room, length, room.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length > limit) return room.subarray(0, length);
        if (length === room.length) room = Buffer.concat([room], Math.min(room.length * 2, limit + 1));
      }
    } finally {
      await handle.close();
    }
  };
}

/** Reads from memory; what is not there is missing as on a disk. */
export function memoryReader(texts: Readonly<Record<string, string>>): ReadFile {
  return (path) => {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    if (text === undefined) return Promise.reject(Object.assign(new Error("ENOENT"), { code: "ENOENT" }));
    return Promise.resolve(new TextEncoder().encode(text));
  };
}

/** Reads a file whole. Throws what the file system throws, always with the path that it is about. */
export function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw Object.assign(error as Error, { path }); // Node leaves it out where a folder is read.
  }
}

/** A text file of a project; `undefined` when there is none. Throws as `bytesOf` does. */
export function textIn(project: string, path: string): string | undefined {
  try {
    return bytesOf(join(project, path)).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
