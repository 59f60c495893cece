/** SQLite itself (its official WebAssembly build), which the command brings along: loaded in some 40 ms. */
import type { Database, Sqlite3Static, WasmPointer } from "@sqlite.org/sqlite-wasm";

export type { Database, Sqlite3Static, WasmPointer };

let loaded: Promise<Sqlite3Static> | undefined;

export function sqlite(): Promise<Sqlite3Static> {
  loaded ??= import("@sqlite.org/sqlite-wasm").then(({ default: initialise }) => {
    const quiet = () => undefined;
    // Its types do not have the settings of Emscripten.
    return (initialise as (settings: object) => Promise<Sqlite3Static>)({ print: quiet, printErr: quiet });
  });
  return loaded;
}
