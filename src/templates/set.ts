/** A set of templates on a disk: a folder with `templates.json` and `templates/<layer>/<path>`. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { specNames } from "../project/find-spec.js";
import { decode, textHash, type Hash } from "../regenerate/hash.js";
import { stateFolder } from "../regenerate/lock.js";
import { byPath, foldPath, pathProblem } from "../regenerate/paths.js";
import { layers } from "../render/layers.js";
import type { TemplateText } from "./lint/parse.js";
import { manifestName, parseManifest, type Manifest } from "./manifest.js";
import { partialName, placeOf, slotOf } from "./names.js";

export interface SetPlace {
  /** As the spec names it, or the project's own folder. */
  readonly name: string;
  /** Absolute. */
  readonly root: string;
  /** `root` as its reader would write it. */
  readonly shown: string;
}

export interface TemplateSet {
  readonly name: string;
  readonly manifest: Manifest;
  readonly manifestText: string;
  /** By `<layer>/<path>` as on the disk, sorted; partials by their file name. */
  readonly files: ReadonlyMap<string, TemplateText>;
  /** Of everything in it. */
  readonly hash: Hash;
}

/** Enough for every template there is, and small enough that a folder named by mistake is noticed. */
const mostFiles = 2000;
const mostBytes = 1024 * 1024;

/** Reads a set. Errors: MCP1610 to MCP1612, MCP1614, MCP1616. Throws what the file system throws. */
export function readSet(place: SetPlace): Checked<TemplateSet> {
  const manifestFile = `${place.shown}/${manifestName}`;
  if (statSync(join(place.root, manifestName), { throwIfNoEntry: false })?.isFile() !== true) {
    const problem = diagnostic("MCP1610", {
      message: `the template set ${quoted(place.name)} has no ${manifestName}`,
    });
    return { ok: false, diagnostics: [problem] };
  }
  const manifestText = readFileSync(join(place.root, manifestName), "utf8");
  const manifest = parseManifest(manifestFile, manifestText);
  const found = readFiles(place);
  if (!manifest.ok) return { ok: false, diagnostics: [...manifest.diagnostics, ...found.diagnostics] };
  if (!found.ok) return found;
  const files = found.value;
  const all = [...files].map(([key, { text }]) => [key, text]);
  const hash = textHash(JSON.stringify([JSON.parse(manifestText), all]));
  return {
    ok: true,
    value: { name: place.name, manifest: manifest.value, manifestText, files, hash },
    diagnostics: [],
  };
}

function readFiles({ name, root, shown }: SetPlace): Checked<ReadonlyMap<string, TemplateText>> {
  const home = join(root, "templates");
  const files = new Map<string, TemplateText>();
  const problems: Diagnostic[] = [];
  const bad = (key: string, why: string, label?: string) =>
    problems.push(
      diagnostic("MCP1614", { message: `${quoted(`${shown}/templates/${key}`, 200)} ${why}`, label }),
    );
  const realRoot = realpathSync(root);
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(home, folder), { withFileTypes: true })) {
      const key = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const path = join(home, key);
      if (entry.isSymbolicLink() && !isWithin(realRoot, path))
        bad(key, "is a symbolic link that leaves the set");
      else if (statSync(path).isDirectory()) {
        // A link to a folder could lead around in circles.
        if (entry.isSymbolicLink()) bad(key, "is a symbolic link to a folder");
        else walk(key);
      } else add(key, path);
      if (files.size > mostFiles) return;
    }
  };
  const add = (key: string, path: string) => {
    const stat = statSync(path);
    const why = misplaced(key);
    if (!stat.isFile()) bad(key, "is no file");
    else if (why !== undefined) bad(key, why.message, why.label);
    else if (stat.size > mostBytes) bad(key, "is larger than 1 MiB");
    else {
      const text = decode(readFileSync(path))
        ?.replace(/\r\n?/g, "\n")
        .replace(/^\uFEFF/, "");
      if (text === undefined || text.includes("\0")) bad(key, "is not UTF-8 text");
      else files.set(key, { file: `${shown}/templates/${key}`, text });
    }
  };
  if (statSync(home, { throwIfNoEntry: false })?.isDirectory() === true) {
    if (isWithin(realRoot, home)) walk("");
    else bad("", "is a symbolic link that leaves the set");
  }
  if (files.size > mostFiles) {
    problems.push(diagnostic("MCP1614", { message: `${quoted(name)} has more than ${mostFiles} templates` }));
  }
  problems.push(...twins(shown, [...files.keys()].sort()));
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const sorted = [...files].sort(([left], [right]) => byPath(left, right));
  return { ok: true, value: new Map(sorted), diagnostics: [] };
}

/** `README.md` beside `README.md.hbs`: one of them would count, and nobody could tell which. */
function twins(shown: string, keys: readonly string[]): readonly Diagnostic[] {
  const placed = keys.filter((key) => key.includes("/"));
  return placed.flatMap((key, index) => {
    const other = placed.slice(index + 1).find((one) => slotOf(one) === slotOf(key));
    if (other === undefined) return [];
    const [left, right] = [key, other].map((one) => quoted(`${shown}/templates/${one}`, 200));
    const help = "leave one of them out";
    return [diagnostic("MCP1616", { message: `${left} and ${right} are the same template`, help })];
  });
}

function isWithin(home: string, path: string): boolean {
  try {
    const real = realpathSync(path);
    return real === home || real.startsWith(home + sep);
  } catch {
    return false; // A link to nothing.
  }
}

const layerNames = layers.map(({ name }) => name);

function misplaced(
  key: string,
): { readonly message: string; readonly label?: string | undefined } | undefined {
  if (!key.includes("/")) {
    return partialName(key) === undefined
      ? { message: "is in no layer's folder, and no partial" }
      : undefined;
  }
  const { layer, path } = placeOf(key);
  if (!layerNames.includes(layer)) {
    return { message: `is in no layer: there is no ${quoted(layer)}`, label: didYouMean(layer, layerNames) };
  }
  const file = key.slice(key.lastIndexOf("/") + 1);
  if (partialName(file) !== undefined)
    return { message: "is a partial in a layer: partials stand directly below templates/" };
  const problem = pathProblem(path);
  if (problem !== undefined) return { message: `makes a path that ${problem}` };
  if (foldPath(path).startsWith(`${stateFolder}/`))
    return { message: "makes a file that the generator keeps for itself" };
  return specNames.includes(foldPath(path))
    ? { message: "makes a spec, which is what everything is made from" }
    : undefined;
}
