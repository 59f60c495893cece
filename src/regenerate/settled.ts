/**
 * What a run that had nothing to write found, and the hash of everything that it read. A run is a function of what
 * it reads: while that is the same, so is what it finds, and nothing has to be rendered to say so.
 */
import { hash } from "node:crypto";
import { isRecord } from "../record.js";
import { hashPattern, type Hash } from "./hash.js";
import type { Plan, Step } from "./plan.js";

export interface Settled {
  readonly inputs: Hash;
  /** Files that the spec was loaded from, those that were missing too. Relative to the project. */
  readonly sources: readonly string[];
  /** What the plan had to say of edited files. None of them writes. */
  readonly steps: readonly Step[];
}

export interface Inputs {
  /** Of the generator, as it was built. */
  readonly build: string;
  /** By path: a hash of the bytes, or undefined for a file that cannot be read. */
  readonly sources: ReadonlyMap<string, string | undefined>;
  /** The releases, which older majors are served from. */
  readonly releases: readonly string[];
  /** What stands at every path of the lock: the hash of a file, or which other kind of thing. */
  readonly disk: ReadonlyMap<string, Hash | "absent" | "blocked">;
  /** The lock's very text. */
  readonly lock: string;
  /** Which file the lock is on this disk: what came with a commit or a copy is not believed. */
  readonly identity: string;
}

export function inputsHash({ build, sources, releases, disk, lock, identity }: Inputs): Hash {
  // No path has a NUL in it, so each line is one path and what stands there.
  const found = [...disk].map(([path, one]) => `${path}\0${one}`).sort();
  const read = [...sources].map(([path, sum]) => [path, sum ?? null]);
  return `sha256:${hash("sha256", `${JSON.stringify([build, identity, read, releases])}\n${found.join("\n")}\n${lock}`)}`;
}

/** Undefined when there is a step that writes, or asks. */
export function settledSteps({ steps }: Plan): readonly Step[] | undefined {
  return steps.every(isQuiet) ? steps : undefined;
}

const quiet: ReadonlySet<unknown> = new Set(["keep", "stay-deleted", "orphan"]);
const owners: ReadonlySet<unknown> = new Set(["generated", "shared", "yours"]);

function isQuiet(step: unknown): step is Step {
  if (!isRecord(step) || typeof step["path"] !== "string" || !isRecord(step["action"])) return false;
  const { kind, owner } = step["action"];
  return quiet.has(kind) && owners.has(owner);
}

/** A damaged text is as good as none: then the project is rendered again. */
export function parseSettled(text: string): Settled | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { inputs, sources, steps } = value;
  if (!isHash(inputs) || !Array.isArray(sources) || !Array.isArray(steps)) return undefined;
  const paths: readonly unknown[] = sources;
  const all: readonly unknown[] = steps;
  return paths.every((path) => typeof path === "string") && all.every(isQuiet)
    ? { inputs, sources: paths, steps: all }
    : undefined;
}

const isHash = (value: unknown): value is Hash => typeof value === "string" && hashPattern.test(value);
