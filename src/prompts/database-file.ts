import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { readFailure } from "../spec/read.js";

/** https://sqlite.org/fileformat.html: the first 16 bytes of every database. */
const magic = "SQLite format 3\0";

/** Why `path` is no SQLite database; undefined when it is one. An empty file is an empty database. */
export async function databaseProblem(path: string, cwd: string): Promise<string | undefined> {
  try {
    const handle = await open(resolve(cwd, path));
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(magic.length), 0, magic.length, 0);
      const isDatabase = bytesRead === 0 || buffer.toString("latin1") === magic;
      return isDatabase ? undefined : "it is not a SQLite database";
    } finally {
      await handle.close();
    }
  } catch (error) {
    return readFailure(error);
  }
}
