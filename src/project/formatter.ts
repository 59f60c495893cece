/** The project's own prettier configuration, where it asks for another layout than the one that is generated. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../record.js";
import type { Formatter } from "../regenerate/layouts.js";

/** Where prettier looks, in its order (https://prettier.io/docs/configuration), as far as it is data and no program. */
const files = [".prettierrc", ".prettierrc.json", ".prettierrc.yaml", ".prettierrc.yml"] as const;

/** What generated projects are laid out with. */
const own = JSON.stringify({ printWidth: 100 });

/**
 * Undefined when the project is laid out as it is generated, and when its configuration cannot be followed: one
 * that is a program, has `overrides` or `plugins`, or does not parse. Its reformatted files then count as edited.
 */
export async function projectFormatter(root: string): Promise<Formatter | undefined> {
  const found = await configurationOf(root);
  if (!isRecord(found) || JSON.stringify(found) === own) return undefined;
  if ("overrides" in found || "plugins" in found) return undefined;
  const { formatAs } = await import("../render/format-as.js");
  return (path, text) => formatAs(path, text, found);
}

async function configurationOf(root: string): Promise<unknown> {
  const manifest = readJson(textOf(root, "package.json"));
  if (isRecord(manifest) && "prettier" in manifest) return manifest["prettier"];
  for (const file of files) {
    const text = textOf(root, file);
    if (text === undefined) continue;
    const value = readJson(text);
    if (value !== undefined || file.endsWith(".json")) return value;
    const { parseYaml } = await import("../regenerate/merge/yaml.js");
    return parseYaml(text)?.value;
  }
  return undefined;
}

function textOf(root: string, file: string): string | undefined {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}

function readJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
