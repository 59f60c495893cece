import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "@photostructure/sqlite";

const project = fileURLToPath(new URL("../../", import.meta.url));

interface Database {
  readonly name: string;
  readonly file: string | { readonly env: string };
}

/** Values for the variables that name database files, and the end of what was made for them. */
export interface TestDatabases {
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/**
 * For each variable that names a database and is not set: a database for the tests alone, built from
 * the spec's schema, or empty when it has none.
 */
export function testDatabases(): TestDatabases {
  const folder = mkdtempSync(join(tmpdir(), "mcp-databases-"));
  const databases = JSON.parse(
    readFileSync(join(project, "db/databases.json"), "utf8"),
  ) as Database[];
  const names = databases.flatMap(({ file }) => (typeof file === "string" ? [] : [file.env]));
  const files = names.map((name) => [name, process.env[name] ?? join(folder, `${name}.sqlite`)]);
  const env: Record<string, string> = Object.fromEntries(files);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(process.execPath, ["scripts/create-databases.mjs"], {
      cwd: project,
      env: { ...process.env, ...env },
    });
    for (const file of Object.values(env)) new DatabaseSync(file).close(); // empty, if it is not there
  } catch (error) {
    remove();
    throw error;
  }
  return { env, remove };
}
