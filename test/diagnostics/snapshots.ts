/** Text snapshots under `snapshots/errors/`; `UPDATE_SNAPSHOTS=1` writes them instead of comparing. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../snapshots/errors/", import.meta.url));
const isUpdating = process.env["UPDATE_SNAPSHOTS"] === "1";
/** Ranges of codes whose snapshots these tests own. */
export const ranges = /^MCP1[0-4]/;

/** The text that is checked in under this name; when updating, the new one. */
export function stored(name: string, text: string): string {
  if (isUpdating) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + name, text);
  }
  return readFileSync(folder + name, "utf8");
}

/** Snapshots whose case is gone; when updating, none any more. */
export function orphans(expected: readonly string[], range = ranges): readonly string[] {
  const found = readdirSync(folder).filter((name) => range.test(name) && !expected.includes(name));
  if (!isUpdating) return found;
  for (const name of found) rmSync(folder + name);
  return [];
}
