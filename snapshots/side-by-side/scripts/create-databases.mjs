/**
 * Creates the database files that do not exist yet from the SQL under db/. A part of `npm run build`.
 * A file that exists is left alone: to build it anew, remove it.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

/** @typedef {{ name: string, file: string | { env: string }, schema?: string, seed?: string }} Database */

const root = join(import.meta.dirname, "..");

/** @type {readonly Database[]} */
const databases = JSON.parse(readFileSync(join(root, "db/databases.json"), "utf8"));

for (const { name, file, schema, seed } of databases) {
  const path = typeof file === "string" ? file : process.env[file.env];
  if (!path) {
    console.log(`${name}: ${file.env} is not set, nothing to create`);
  } else if (existsSync(resolve(root, path))) {
    console.log(`${name}: ${path} exists`);
  } else if (schema === undefined) {
    console.log(`${name}: ${path} does not exist, and the spec names no schema to create it from`);
  } else {
    try {
      create(resolve(root, path), [schema, ...(seed === undefined ? [] : [seed])]);
      console.log(`${name}: created ${path}`);
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
}

/**
 * Builds the file under another name first, so that one cut short is never taken for the whole.
 * @param {string} path
 * @param {readonly string[]} scripts
 */
function create(path, scripts) {
  const unfinished = `${path}.new`;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(unfinished, { force: true });
  const database = new DatabaseSync(unfinished);
  try {
    // The server opens the file for reading only, where a write-ahead log could not be opened.
    database.exec("PRAGMA journal_mode = DELETE; BEGIN");
    for (const script of scripts) run(database, script);
    database.exec("COMMIT; PRAGMA optimize");
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    database.close();
  }
  chmodSync(unfinished, 0o444);
  renameSync(unfinished, path);
}

/**
 * @param {DatabaseSync} database
 * @param {string} script
 */
function run(database, script) {
  try {
    database.exec(readFileSync(join(root, script), "utf8"));
  } catch (error) {
    throw new Error(`${script}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
