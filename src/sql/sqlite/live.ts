/** An SQLite file, read whole: what is asked of it needs its schema only, and nothing can be written back. */
import { readFile, stat } from "node:fs/promises";
import type { SchemaEngine } from "../facts.js";
import { readTables } from "./catalog.js";
import { sqlite } from "./engine.js";
import { preparing } from "./prepare.js";
import { prober } from "./probe.js";

/** What fits into WebAssembly's memory with room to spare. */
const largest = 1024 * 1024 * 1024;
const magic = "SQLite format 3\0";

/** Rejects when the file cannot be read, with a sentence for its reader. */
export async function openLiveSqlite(path: string): Promise<SchemaEngine> {
  const { size } = await stat(path);
  if (size > largest) throw new Error("it is larger than 1 GiB: name its schema under `schema:` instead");
  // A plain array: SQLite's own functions do not take a Buffer.
  const bytes = new Uint8Array(await readFile(path));
  if (Buffer.from(bytes.subarray(0, magic.length)).toString("latin1") !== magic)
    throw new Error("it is no SQLite database");
  // A database with a write-ahead log cannot be opened in memory: both formats to "legacy", as it was published.
  // https://sqlite.org/fileformat.html#file_format_version_numbers
  bytes[18] = 1;
  bytes[19] = 1;
  const engine = await sqlite();
  const { capi, wasm } = engine;
  const database = new engine.oo1.DB(":memory:", "c");
  const copy = wasm.allocFromTypedArray(bytes);
  const result = capi.sqlite3_deserialize(
    database,
    "main",
    copy,
    bytes.length,
    bytes.length,
    capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY,
  );
  if (result !== capi.SQLITE_OK) {
    database.close();
    throw new Error(`SQLite cannot read it: ${capi.sqlite3_errmsg(database)}`);
  }
  const probe = prober(engine, database, preparing(engine, database), readTables(database));
  return { probe: async (statement) => probe(statement), close: async () => database.close() };
}
