/**
 * Files that the user reformatted, with a formatter that is configured otherwise than ours: what only moved is no
 * edit, and what is new to such a file comes in its layout.
 */
import type { GeneratedFile } from "../render/file.js";
import { decode, textHash } from "./hash.js";
import type { Lock, LockedFile } from "./lock.js";
import type { Bases, Disk, Layout } from "./plan.js";
import { stateFolder } from "./state.js";

/** The text as the project's own formatter writes it; undefined when it leaves such files alone, or cannot read it. */
export type Formatter = (path: string, text: string) => Promise<string | undefined>;

export interface LayoutsInput {
  readonly lock?: Lock | undefined;
  readonly bases: Bases;
  readonly disk: ReadonlyMap<string, Disk>;
  readonly next: readonly GeneratedFile[];
}

/** The layouts that a plan needs: a file that stands as it was generated, or is not touched, needs none. */
export async function layoutsOf(
  { lock, bases, disk, next }: LayoutsInput,
  format: Formatter,
): Promise<ReadonlyMap<string, Layout>> {
  const layouts = new Map<string, Layout>();
  for (const file of next) {
    if (file.path.startsWith(`${stateFolder}/`)) continue;
    const layout = await layoutOf(file, lock?.files.get(file.path), disk.get(file.path), bases, format);
    if (layout !== undefined) layouts.set(file.path, layout);
  }
  return layouts;
}

async function layoutOf(
  { path, text }: GeneratedFile,
  locked: LockedFile | undefined,
  found: Disk | undefined,
  bases: Bases,
  format: Formatter,
): Promise<Layout | undefined> {
  if (found === undefined || found.kind === "absent") {
    const next = await format(path, text);
    return next === undefined ? undefined : { next };
  }
  const hash = textHash(text);
  if (found.kind === "blocked" || found.hash === hash || found.hash === locked?.base) return undefined;
  if (found.hash === locked?.formatted && locked.base === hash) return undefined;
  const mine = decode(found.bytes);
  const next = await format(path, text);
  if (mine === undefined || next === undefined) return undefined;
  if (locked === undefined) return { next };
  const old = locked.base === hash ? text : bases.get(locked.base);
  const base = old === undefined ? undefined : await format(path, old);
  const isFormatted =
    found.hash === locked.formatted ||
    (base !== undefined && textHash(base) === found.hash) ||
    locked.formatted !== undefined ||
    (await format(path, mine.replaceAll("\r\n", "\n"))) === mine.replaceAll("\r\n", "\n");
  return isFormatted ? { base, next } : undefined;
}
