import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Checked } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";

/** What a project's spec may be called. */
export const specNames: readonly string[] = ["mcp.yaml", "mcp.json", "mcp.config.ts", "mcp.config.mjs"];

export interface FoundSpec {
  /** The project. */
  readonly folder: string;
  /** One of `specNames`. */
  readonly name: string;
}

/** Looks in `from`, then, if `upward`, in the folders above it. Errors: MCP1510, MCP1511. */
export function findSpec(from: string, upward: boolean): Checked<FoundSpec> {
  for (let folder = from; ; folder = dirname(folder)) {
    const entries = namesIn(folder);
    const found = specNames.filter((name) => entries.includes(name));
    if (found.length > 1) {
      const message = `${quoted(folder, 200)} has more than one spec: ${list(found)}`;
      return { ok: false, diagnostics: [diagnostic("MCP1511", { message })] };
    }
    const [name] = found;
    if (name !== undefined) return { ok: true, value: { folder, name }, diagnostics: [] };
    if (!upward || dirname(folder) === folder) break;
  }
  const where = `${quoted(from, 200)}${upward ? " or above it" : ""}`;
  const message = `no ${specNames.join(", ")} in ${where}`;
  return { ok: false, diagnostics: [diagnostic("MCP1510", { message })] };
}

/** Folder above folder may be unreadable, which is no reason to stop looking. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder));
  } catch {
    return [];
  }
}
