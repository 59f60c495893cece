/** The files that a spec names: paths checked before anything is read. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document, Path } from "./document.js";
import { readNamed, type ReadFile } from "./read.js";
import type { Spec } from "./schema.js";

export interface NamedFiles {
  /** By the path written in the spec. */
  readonly texts: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `schema` and `seed` of every source. `folder` is the spec's, with a final `/` or empty. */
export async function readNamedFiles(
  spec: Spec,
  document: Document,
  folder: string,
  readFile: ReadFile,
): Promise<NamedFiles> {
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { path, at } of namedFiles(spec)) {
    if (!isInside(path)) continue; // a rule says so
    const read = await readNamed(readFile, folder + path, document.places.value(at));
    if (read.ok) texts.set(path, read.value.replaceAll("\r\n", "\n"));
    else diagnostics.push(...read.diagnostics);
  }
  return { texts, diagnostics };
}

function namedFiles(spec: Spec): readonly { path: string; at: Path }[] {
  return Object.entries(spec.sources ?? {}).flatMap(([name, source]) =>
    source.kind === "http"
      ? []
      : (["schema", "seed"] as const).flatMap((key) => {
          const path = source[key];
          return path === undefined ? [] : [{ path, at: ["sources", name, key] }];
        }),
  );
}

/** Relative, without `..`, drive letter, backslash or NUL: the same file on every machine, below the project. */
export function isInside(path: string): boolean {
  if (path === "" || /[\\\p{Cc}]/u.test(path) || path.startsWith("/") || /^[A-Za-z]:/.test(path))
    return false;
  return !path.split("/").includes("..") && !path.endsWith("/");
}
