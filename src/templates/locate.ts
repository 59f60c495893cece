/** Where the template sets of a project are: its own folder, then those that its spec names. */
import { realpathSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { stateFolder } from "../regenerate/lock.js";
import { manifestName } from "./manifest.js";
import type { SetPlace } from "./set.js";

/** What the project's own set is called. */
export const ownSet = stateFolder;

/** Cheap enough to ask at every run: whether the project has templates of its own. */
const hasOwnSet = (folder: string): boolean =>
  isFolder(join(folder, ownSet, "templates")) || isFile(join(folder, ownSet, manifestName));

/** In the order in which they count: what the first has, the others need not. Errors: MCP1613. */
export function locateSets(
  folder: string,
  named: readonly string[],
  cwd: string,
): Checked<readonly SetPlace[]> {
  const shown = (root: string) => relative(cwd, root).replaceAll("\\", "/") || ".";
  const places: SetPlace[] = [];
  const problems: Diagnostic[] = [];
  if (hasOwnSet(folder)) {
    const root = join(folder, ownSet);
    places.push({ name: ownSet, root, shown: shown(root) });
  }
  for (const name of named) {
    const isPath = name.startsWith(".");
    const found = isPath ? folderOf(folder, name) : packageOf(folder, name);
    if ("root" in found) places.push({ name, root: found.root, shown: isPath ? shown(found.root) : name });
    else problems.push(found.problem);
  }
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  return { ok: true, value: places, diagnostics: [] };
}

type Found = { readonly root: string } | { readonly problem: Diagnostic };

function folderOf(folder: string, name: string): Found {
  const root = join(folder, name);
  if (!isFolder(root)) return missing(`there is no folder ${quoted(name)} beside the spec`);
  const home = realpathSync(folder);
  if (!realpathSync(root).startsWith(home + sep)) {
    const help =
      "share templates between projects as an npm package; `file:` dependencies and workspaces are packages, too";
    return missing(`the folder ${quoted(name)} is a symbolic link that leaves the project`, help);
  }
  return { root };
}

/** As Node looks for packages, without running anything of theirs. A package may be a link, as in a workspace. */
function packageOf(folder: string, name: string): Found {
  for (let at = folder; ; at = dirname(at)) {
    const root = join(at, "node_modules", name);
    if (isFolder(root)) return { root };
    if (dirname(at) === at) break;
  }
  return missing(
    `the package ${quoted(name)} is not installed`,
    `run \`npm install --save-dev ${name}\` in the project`,
  );
}

const missing = (message: string, help?: string): Found => ({
  problem: diagnostic("MCP1613", { message, help }),
});

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
