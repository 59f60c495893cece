/**
 * Builds the full Chinook database (11 tables, about 15,000 rows) from its SQL script, for a project generated
 * from this example, in place of the small shop that comes with it:
 *
 *   node examples/chinook/build.mjs my-server/db/chinook.sqlite [chinook_sqlite.sql]
 *
 * The script is not part of this repository (lerocha/chinook-database, MIT); by default it is looked for in
 * `shared/realdata/` beside the repository.
 */
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "@photostructure/sqlite";

const beside = fileURLToPath(
  new URL("../../../shared/realdata/chinook_sqlite.sql", import.meta.url),
);
const [target, script = beside] = process.argv.slice(2);

if (target === undefined || !existsSync(script)) {
  console.error("usage: node examples/chinook/build.mjs DATABASE [SCRIPT]");
  if (target !== undefined) console.error(`there is no ${script}`);
  process.exit(2);
}

await mkdir(dirname(target), { recursive: true });
const unfinished = `${target}.${process.pid}`;
try {
  const database = new DatabaseSync(unfinished);
  // Built in one go or thrown away: no journal needed, and a file without a WAL opens in a read-only folder.
  database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
  database.exec(await readFile(script, "utf8"));
  const { tracks } = database.prepare("SELECT count(*) AS tracks FROM Track").get();
  database.close();
  await rename(unfinished, target);
  await chmod(target, 0o444);
  console.log(`${target}: ${tracks} tracks`);
} finally {
  await rm(unfinished, { force: true });
}
