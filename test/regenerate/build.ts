/** Builders for the states that a regeneration meets. */
import type { GeneratedFile, Owner } from "../../src/render/file.js";
import { textHash } from "../../src/regenerate/hash.js";
import type { Lock } from "../../src/regenerate/lock.js";
import type { Bases, Disk, Plan } from "../../src/regenerate/plan.js";

export const spec = textHash("spec");

export const file = (path: string, text: string, owner: Owner = "generated"): GeneratedFile => ({
  path,
  owner,
  text,
});

export const onDisk = (text: string): Disk => ({
  kind: "file",
  hash: textHash(text),
  bytes: new TextEncoder().encode(text),
});

/** Stored texts. */
export function basesOf(...texts: readonly string[]): Bases {
  const stored = new Map(texts.map((text) => [textHash(text), text]));
  return { get: (hash) => stored.get(hash), has: (hash) => stored.has(hash) };
}

export const lockOf = (files: Readonly<Record<string, readonly [Owner, string]>>): Lock => ({
  generator: "1.0.0",
  spec,
  files: new Map(
    Object.entries(files).map(([path, [owner, text]]) => [path, { owner, base: textHash(text) }]),
  ),
});

/** `path: kind` lines, for comparing a whole plan at a glance. */
export const actions = (plan: Plan): Readonly<Record<string, string>> =>
  Object.fromEntries(plan.steps.map(({ path, action }) => [path, action.kind]));
