/** What a new project copies from where its spec came from: the spec, what it names, its releases, handlers beside it. */
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { editorSchemaLine } from "../prompts/spec-text.js";
import type { BroughtFile } from "../regenerate/apply.js";
import type { ServerModel } from "../spec/model.js";
import { releasePath } from "../versioning/release-file.js";
import { bytesOf } from "./read-file.js";
import { releasedVersions } from "./releases.js";

/** What the copy of a spec is called: editors and `generate` look for these names. */
export function specNameFor(path: string): string {
  const extension = extname(path).toLowerCase();
  if (extension === ".json") return "mcp.json";
  if (extension === ".ts" || extension === ".mjs") return `mcp.config${extension}`;
  return "mcp.yaml";
}

/** YAML text with the line that lets editors check it, unless it names a schema itself. */
function withEditorSchema(text: string): string {
  return text.includes("yaml-language-server:") ? text : `${editorSchemaLine}\n${text}`;
}

/**
 * The spec at `path` (absolute; `text` is its own; `included` by the path in it) and what it needs. Throws what the file system throws.
 * SQL that builds a database is copied as the model has it; a database without such SQL is copied as it is.
 */
export function broughtFiles(
  path: string,
  text: string,
  included: ReadonlyMap<string, string>,
  model: ServerModel,
): readonly BroughtFile[] {
  const name = specNameFor(path);
  const folder = dirname(path);
  const files = new Map<string, Uint8Array | string>(included);
  files.set(name, name === "mcp.yaml" ? withEditorSchema(text) : text);
  for (const source of model.sources) {
    if (source.kind === "http") continue;
    const { schema, seed } = source;
    for (const sql of [schema, seed]) if (sql !== undefined) files.set(sql.path, sql.text);
    if (source.kind !== "sqlite") continue;
    const { file } = source;
    if (schema === undefined && "value" in file) {
      const database = resolve(folder, file.value);
      if (statSync(database, { throwIfNoEntry: false })?.isFile() === true) {
        files.set(file.value, bytesOf(database));
      }
    }
  }
  // Older majors are served as they were released, and the next version is judged by the last release.
  for (const version of releasedVersions(folder)) {
    files.set(releasePath(version), bytesOf(join(folder, releasePath(version))));
  }
  for (const handler of handlersIn(join(folder, "handlers"))) {
    const home = /\.test\.[cm]?ts$/.test(handler) ? "test/handlers" : "src/handlers";
    files.set(`${home}/${basename(handler)}`, bytesOf(handler));
  }
  return [...files].map(([to, bytes]) => ({ path: to, bytes }));
}

function handlersIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => join(folder, name));
}
