/** Packages that templates come from, as development dependencies of the project that is made from them. */
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { isRecord } from "../record.js";
import type { GeneratedFile } from "../render/file.js";

export interface Packages {
  /** What the spec says under `templates:`. */
  readonly named: readonly string[];
  /** Where the spec is, absolute. */
  readonly folder: string;
  /** Where a new project is made from it, absolute; absent: there. */
  readonly target?: string;
}

type Dependencies = Readonly<Record<string, string>>;

/**
 * A new project needs the packages as soon as it is generated again, so its `package.json` names them; what the
 * `package.json` of a project says of them is kept.
 */
export function withPackages(files: readonly GeneratedFile[], packages: Packages): readonly GeneratedFile[] {
  const wanted = wantedPackages(packages);
  if (Object.keys(wanted).length === 0) return files;
  return files.map((file) =>
    file.path === "package.json" ? { ...file, text: naming(file.text, wanted) } : file,
  );
}

function wantedPackages({ named, folder, target }: Packages): Dependencies {
  const names = named.filter((name) => !name.startsWith("."));
  const rows = names.flatMap((name) => {
    const wanted =
      target === undefined
        ? dependency(manifestIn(folder), name)
        : (declared(folder, name, target) ?? installed(folder, name));
    return wanted === undefined ? [] : [[name, wanted] as const];
  });
  return Object.fromEntries(rows);
}

/** As the nearest project that names it does; a path means the same from elsewhere. */
function declared(folder: string, name: string, target: string): string | undefined {
  for (const at of upward(folder)) {
    const wanted = dependency(manifestIn(at), name);
    const path = /^(?:file|link):(.*)/.exec(wanted ?? "")?.[1];
    if (path !== undefined) return `file:${relative(target, resolve(at, path)).replaceAll("\\", "/")}`;
    if (wanted !== undefined) return wanted;
  }
  return undefined;
}

function installed(folder: string, name: string): string | undefined {
  for (const at of upward(folder)) {
    const version = manifestIn(join(at, "node_modules", name))?.["version"];
    if (typeof version === "string") return version;
  }
  return undefined;
}

function* upward(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (dirname(at) === at) return;
  }
}

function dependency(
  manifest: Readonly<Record<string, unknown>> | undefined,
  name: string,
): string | undefined {
  for (const key of ["devDependencies", "dependencies"]) {
    const table = manifest?.[key];
    const wanted = isRecord(table) && Object.hasOwn(table, name) ? table[name] : undefined;
    if (typeof wanted === "string") return wanted;
  }
  return undefined;
}

/** Undefined: there is none, or none that says anything. */
function manifestIn(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A `package.json` of a company's own templates may name them already. */
function naming(text: string, wanted: Dependencies): string {
  const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const table = isRecord(manifest["devDependencies"]) ? manifest["devDependencies"] : {};
  const missing = Object.entries(wanted).filter(([name]) => dependency(manifest, name) === undefined);
  if (missing.length === 0) return text;
  const rows = [...Object.entries(table), ...missing].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...manifest, devDependencies: Object.fromEntries(rows) }, null, 2)}\n`;
}
