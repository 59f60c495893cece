/** The built-in templates as they are written: read from the package, for what needs their text. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { templates as embedded } from "virtual:templates";
import type { TemplateText } from "./lint/parse.js";

/** By `<layer>/<path>`; partials by their file name. */
export const builtInKeys: readonly string[] = Object.keys(embedded);

/** Beside `dist/` in the package and beside `src/` in the repository's own tests. */
const home = [new URL("../templates/", import.meta.url), new URL("../../templates/", import.meta.url)]
  .map((url) => fileURLToPath(url))
  .find((folder) => statSync(join(folder, "base"), { throwIfNoEntry: false })?.isDirectory() === true);

/** Throws when the package is not whole. */
export function builtInText(key: string): string {
  const template = embedded[key];
  if (template !== undefined && "text" in template) return template.text;
  if (home === undefined) throw new Error("The package has no templates/.");
  return readFileSync(join(home, key), "utf8").replaceAll("\r\n", "\n");
}

export const builtInTemplate = (key: string): TemplateText => ({
  file: `create-mcp-prod/templates/${key}`,
  text: builtInText(key),
});
