/**
 * Copies of built-in templates in the project's own set. Each is recorded in the lock like any other file, its base
 * the built-in text it was copied from: so what a later version changes is merged into it by the same plan.
 */
import type { Checked } from "../diagnostics/diagnostic.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import { decode, textHash } from "../regenerate/hash.js";
import { lockPath, parseLock } from "../regenerate/lock.js";
import type { Action } from "../regenerate/plan.js";
import { prepare, type Around } from "../regenerate/prepare.js";
import type { GeneratedFile } from "../render/file.js";
import { builtInKeys, builtInText } from "./built-in.js";
import { ownSet } from "./locate.js";
import type { TemplateSet } from "./set.js";

/** Where copies are, below the project. */
export const ejectedFolder = `${ownSet}/templates/`;

/**
 * What the copies would be made of today: those that the lock knows and that still stand. One that was deleted is given
 * up; one whose built-in template is gone is a file that is no longer generated. A damaged lock is for the planner to
 * report. `textOf` gives the built-in text of a template.
 */
export function ejectedFiles(folder: string, textOf = builtInText): readonly GeneratedFile[] {
  const workspace = diskWorkspace(folder);
  const found = workspace.read(lockPath);
  const lock = found.kind === "file" ? parseLock(decode(found.bytes) ?? "") : undefined;
  if (lock?.ok !== true) return [];
  return [...lock.value.files.keys()].flatMap((path) => {
    const key = path.startsWith(ejectedFolder) ? path.slice(ejectedFolder.length) : undefined;
    if (key === undefined || !builtInKeys.includes(key) || workspace.read(path).kind !== "file") return [];
    return [{ path, owner: "shared", text: textOf(key) }];
  });
}

/**
 * The texts of copies as they will stand after the run, by `<layer>/<path>`: it renders with what it writes. A copy in
 * conflict counts as it is until somebody settles it. Errors: those of the lock.
 */
export async function upgraded(
  folder: string,
  ejected: readonly GeneratedFile[],
  around?: Around,
): Promise<Checked<ReadonlyMap<string, string>>> {
  const target = { files: ejected, generator: "", spec: textHash("") };
  const prepared = await prepare(diskWorkspace(folder), target, around);
  if (!prepared.ok) return prepared;
  const texts = prepared.value.plan.steps.flatMap(({ path, action }) => {
    const text = path.startsWith(ejectedFolder) ? written(action) : undefined;
    return text === undefined ? [] : [[path.slice(ejectedFolder.length), text] as const];
  });
  return { ok: true, value: new Map(texts), diagnostics: [] };
}

function written(action: Action): string | undefined {
  if (action.kind === "update") return action.file.text;
  return action.kind === "merge" && action.markers === 0 ? action.text : undefined;
}

/** The set with these texts. */
export function withTexts(set: TemplateSet, texts: ReadonlyMap<string, string>): TemplateSet {
  if (set.name !== ownSet || texts.size === 0) return set;
  const files = [...set.files].map(([key, file]) => {
    const text = texts.get(key)?.replaceAll("\r\n", "\n");
    return [key, text === undefined ? file : { ...file, text }] as const;
  });
  return { ...set, files: new Map(files) };
}
