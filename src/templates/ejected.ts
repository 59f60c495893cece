/**
 * Copies of built-in templates in the project's own set. Each is recorded in the lock like any other file, its base
 * the built-in text it was copied from: so what a later version changes is merged into it by the same plan.
 */
import type { Hash } from "../regenerate/hash.js";
import { textHash } from "../regenerate/hash.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import { decode } from "../regenerate/hash.js";
import { lockPath, parseLock } from "../regenerate/lock.js";
import type { GeneratedFile } from "../render/file.js";
import { builtInKeys, builtInText } from "./built-in.js";
import { ownSet } from "./locate.js";
import type { TemplateSet } from "./set.js";

/** Where copies are, below the project. */
export const ejectedFolder = `${ownSet}/templates/`;

export interface Ejected {
  /** `<layer>/<path>` of the built-in template. */
  readonly key: string;
  /** What the copy would be made of today. */
  readonly file: GeneratedFile;
  /** Of the text it was made of. */
  readonly base: Hash;
}

/**
 * Copies that the lock knows and that still stand: one that was deleted is given up. One whose built-in template is
 * gone is from now on the project's alone. A damaged lock is for the planner to report.
 */
export function ejectedFiles(folder: string): readonly Ejected[] {
  const workspace = diskWorkspace(folder);
  const found = workspace.read(lockPath);
  const lock = found.kind === "file" ? parseLock(decode(found.bytes) ?? "") : undefined;
  if (lock?.ok !== true) return [];
  return [...lock.value.files].flatMap(([path, { base }]) => {
    const key = path.startsWith(ejectedFolder) ? path.slice(ejectedFolder.length) : undefined;
    if (key === undefined || !builtInKeys.includes(key) || workspace.read(path).kind !== "file") return [];
    const file: GeneratedFile = { path, owner: "shared", text: builtInText(key) };
    return [{ key, file, base }];
  });
}

/** The set as it will stand after the run that renders with it. */
export function upToDate(set: TemplateSet, _folder: string, ejected: readonly Ejected[]): TemplateSet {
  if (set.name !== ownSet) return set;
  const files = new Map(set.files);
  for (const { key, file, base } of ejected) {
    const mine = files.get(key);
    if (mine !== undefined && textHash(mine.text) === base) files.set(key, { ...mine, text: file.text });
  }
  return { ...set, files };
}
