/**
 * A lock in which git left both sides of a merge. Nothing in it was written by hand, so nobody needs to resolve it:
 * each side is a lock, and for a file of which they tell different things either base is a true ancestor.
 */
import type { Checked } from "../diagnostics/diagnostic.js";
import type { Hash } from "./hash.js";
import { parseLock, type Lock, type LockedFile } from "./lock.js";

/**
 * One lock out of both sides; a text without conflicts is just parsed. `disk` says what stands at a path: the
 * side that wrote this is believed. Errors: those of `parseLock`, for a merge of which a side is no lock.
 */
export function parseMergedLock(text: string, disk: (path: string) => Hash | undefined): Checked<Lock> {
  const sides = splitSides(text);
  if (sides === undefined) return parseLock(text);
  const [ours, theirs] = [parseLock(sides.ours), parseLock(sides.theirs)];
  if (!ours.ok || !theirs.ok) return parseLock(text);
  const files = new Map<string, LockedFile>([...theirs.value.files, ...ours.value.files]);
  for (const [path, entry] of theirs.value.files) {
    const other = files.get(path);
    if (other !== undefined && other.base !== entry.base && disk(path) === entry.base) files.set(path, entry);
  }
  return { ok: true, value: { ...ours.value, files }, diagnostics: [] };
}

/** The text as each side has it; undefined when there is no whole conflict, or one within another. */
function splitSides(text: string): { readonly ours: string; readonly theirs: string } | undefined {
  const sides = { ours: "", theirs: "" };
  let within: "both" | "ours" | "ancestor" | "theirs" = "both";
  let conflicts = 0;
  for (const line of text.split(/(?<=\n)/)) {
    if (/^<{7} /.test(line) && within === "both") within = "ours";
    else if (/^\|{7}/.test(line) && within === "ours") within = "ancestor";
    else if (/^={7}\r?\n/.test(line) && (within === "ours" || within === "ancestor")) within = "theirs";
    else if (/^>{7} /.test(line) && within === "theirs") {
      within = "both";
      conflicts++;
    } else {
      if (within === "both" || within === "ours") sides.ours += line;
      if (within === "both" || within === "theirs") sides.theirs += line;
    }
  }
  return within === "both" && conflicts > 0 ? sides : undefined;
}
