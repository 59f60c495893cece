/** The golden cases: specs that differ in what they switch on, and what each makes. */
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lastReleaseOf } from "../src/project/releases.js";
import type { GeneratedFile } from "../src/render/file.js";
import { render } from "../src/render/render.js";
import { loadSpec } from "../src/spec/load.js";
import { factsPath } from "../src/sql/facts-file.js";
import type { ServerModel } from "../src/spec/model.js";

/** `root` is the repository's; this module also runs from a bundle elsewhere (scripts/update-snapshots.mjs). */
export const specsFolder = (root: string): string => join(root, "test/specs");
export const snapshotsFolder = (root: string): string => join(root, "snapshots");

/** Names of the cases, sorted. */
export const goldenCases = (root: string): readonly string[] => readdirSync(specsFolder(root)).sort();

export async function goldenModel(root: string, name: string): Promise<ServerModel> {
  const folder = join(specsFolder(root), name);
  const loaded = await loadSpec("mcp.yaml", (path) => readFile(join(folder, path)), {
    releaseOf: (major) => lastReleaseOf(folder, major),
  });
  if (loaded.ok) return loaded.value.model;
  const messages = loaded.diagnostics.map(({ code, message }) => `${code} ${message}`);
  throw new Error(`The spec of ${name} does not load:\n${messages.join("\n")}`);
}

/** Every file of the case's project, sorted by path. */
export const goldenTree = async (root: string, name: string): Promise<readonly GeneratedFile[]> =>
  render(await goldenModel(root, name));

/**
 * Examples with a schema, and what SQLite says of their statements: kept beside each, so that a project is made
 * from it without asking again.
 */
export async function exampleFacts(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const name of readdirSync(join(root, "examples")).sort()) {
    const folder = join(root, "examples", name);
    const loaded = await loadSpec("mcp.yaml", (path) => readFile(join(folder, path)));
    const text = loaded.ok ? loaded.value.model.factsFile : undefined;
    if (text !== undefined) files.set(`examples/${name}/${factsPath}`, text);
  }
  return files;
}
