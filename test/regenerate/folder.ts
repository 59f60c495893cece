import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "create-mcp-prod-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below `root` with its text, sorted; folders appear only if they are empty, with a final `/`. */
export function tree(root: string): Readonly<Record<string, string>> {
  const rows: [string, string][] = [];
  const walk = (folder: string) => {
    const names = readdirSync(folder).sort();
    if (names.length === 0 && folder !== root) rows.push([`${relative(root, folder)}/`, ""]);
    for (const name of names) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else rows.push([relative(root, path).split(sep).join("/"), readFileSync(path, "utf8")]);
    }
  };
  walk(root);
  return Object.fromEntries(rows);
}
