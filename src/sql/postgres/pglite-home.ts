/**
 * Where PGlite is: what the project has installed, or a copy in the user's cache folder that is fetched once.
 * It is 27 MB and needed rarely, which is why the command does not bring it along.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PgliteFiles } from "./pglite.js";

export const pglitePackage = "@electric-sql/pglite";
/** The version that is fetched. A project's own may differ as long as it is PostgreSQL 18. */
export const pgliteVersion = "0.5.16";
/** Of its tarball; npm refuses any other. */
const integrity =
  "sha512-Nj8KcIsJL748W408U2N8q4+9IlONdpRIU8MJypIAAINMJ5nqKyqpX7Mgg/5XKkXiAib3AoZGR6hnJFlrlLBrcg==";

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder that this user's programs may fill and the user may empty. */
export function cacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  const home = env["HOME"] ?? homedir();
  const base =
    xdg ??
    (platform === "win32"
      ? (local ?? join(home, "AppData", "Local"))
      : platform === "darwin"
        ? join(home, "Library", "Caches")
        : join(home, ".cache"));
  return join(base, "create-mcp-prod", `pglite-${pgliteVersion}`);
}

/** The folder of an installed PGlite, seen from the project, beside this command, or in the cache. */
export function findPglite(project: string, env: Environment): string | undefined {
  const places = [
    join(project, "package.json"),
    fileURLToPath(import.meta.url),
    join(cacheFolder(env), "package.json"),
  ];
  for (const place of places) {
    try {
      // Its package.json is not exported; its main module is dist/index.cjs.
      const main = createRequire(place).resolve(pglitePackage);
      const folder = dirname(dirname(main));
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        version: string;
      };
      if (version.startsWith("0.5.")) return folder;
    } catch {
      // Not there.
    }
  }
  return undefined;
}

/** The modules of PGlite and of those extensions that it has; the names of the others. */
export function pgliteFiles(
  folder: string,
  wanted: readonly string[],
): { readonly files: PgliteFiles; readonly missing: readonly string[] } {
  const extensions: Record<string, string> = {};
  const missing: string[] = [];
  for (const name of wanted) {
    if (name === "plpgsql") continue;
    const exported = name.replaceAll("-", "_");
    const file = join(folder, "dist", "contrib", `${exported}.js`);
    if (existsSync(file)) extensions[exported] = file;
    else missing.push(name);
  }
  return { files: { module: join(folder, "dist", "index.js"), extensions }, missing };
}

/** Runs `npm ci` in a folder; rejects with why it failed. */
export type InstallIn = (folder: string) => Promise<void>;

/** Fetches PGlite into the cache, beside what is there, and then puts it in place at once. */
export async function fetchPglite(env: Environment, install: InstallIn): Promise<string> {
  const home = cacheFolder(env);
  const unfinished = join(dirname(home), `.${basename(home)}-${process.pid}`);
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const [name, content] of Object.entries(manifests())) {
      writeFileSync(join(unfinished, name), `${JSON.stringify(content, null, 2)}\n`);
    }
    await install(unfinished);
    rmSync(home, { recursive: true, force: true });
    renameSync(unfinished, home);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return join(home, "node_modules", pglitePackage);
}

/** A lockfile with the integrity: `npm ci` installs that or nothing. */
function manifests(): Readonly<Record<string, unknown>> {
  const root = {
    name: "create-mcp-prod-engine",
    version: "1.0.0",
    private: true,
    dependencies: { [pglitePackage]: pgliteVersion },
  };
  return {
    "package.json": root,
    "package-lock.json": {
      name: root.name,
      version: root.version,
      lockfileVersion: 3,
      requires: true,
      packages: {
        "": { name: root.name, version: root.version, dependencies: root.dependencies },
        [`node_modules/${pglitePackage}`]: { version: pgliteVersion, integrity, license: "Apache-2.0" },
      },
    },
  };
}
