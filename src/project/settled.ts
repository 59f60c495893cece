/** Whether a project is as it was when a run last had nothing to write: then nothing has to be loaded or rendered. */
import { hash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "../build.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import { bytesHash, type Hash } from "../regenerate/hash.js";
import { formatLock, parseLock } from "../regenerate/lock.js";
import type { Plan } from "../regenerate/plan.js";
import type { Prepared } from "../regenerate/prepare.js";
import { inputsHash, parseSettled, settledSteps, type Inputs } from "../regenerate/settled.js";
import { baseFolder, lockPath, pendingPath, runFolder, settledPath } from "../regenerate/state.js";
import type { Workspace } from "../regenerate/workspace.js";
import { largestSpec, type ReadFile } from "../spec/read.js";
import { releasePath } from "../versioning/release-file.js";
import type { FoundSpec } from "./find-spec.js";
import { projectFormatter } from "./formatter.js";
import { hasTemplates } from "./has-templates.js";
import { diskReader } from "./read-file.js";
import { releasedVersions } from "./releases.js";

/** Hashes of what a spec is loaded from, by path relative to the project; undefined: cannot be read. */
export type Sources = ReadonlyMap<string, string | undefined>;

/** A module runs code that may read anything. */
const isData = (name: string): boolean => /\.(?:yaml|json)$/.test(name);

/** Reads as `read` does, and notes in `sources` what was read. */
export function noting(
  read: ReadFile,
  cwd: string,
  folder: string,
  sources: Map<string, string | undefined>,
) {
  const noted: ReadFile = async (path, limit) => {
    const name = relative(folder, resolve(cwd, path)).replaceAll("\\", "/");
    sources.set(name, undefined);
    const bytes = await read(path, limit);
    sources.set(name, hash("sha256", bytes));
    return bytes;
  };
  return noted;
}

/**
 * The plan of a run that would find everything as the last one did, or undefined when it has to look. Never throws:
 * whatever is wrong, a run that looks will say.
 */
export async function settledPlan({ folder, name }: FoundSpec): Promise<Plan | undefined> {
  try {
    if (!isData(name) || !existsSync(join(folder, settledPath))) return undefined;
    const settled = parseSettled(readFileSync(join(folder, settledPath), "utf8"));
    if (settled?.sources[0] !== name || !(await isPlain(folder))) return undefined;
    const text = readFileSync(join(folder, lockPath), "utf8");
    const lock = parseLock(text);
    if (!lock.ok) return undefined;
    const workspace = diskWorkspace(folder);
    if (lock.value.templates !== undefined || !hasItsBases(workspace, lock.value)) return undefined;
    const inputs = inputsHash({
      build,
      sources: await read(folder, settled.sources),
      releases: releasesIn(folder),
      disk: standing(workspace, lock.value.files.keys()),
      lock: text,
      identity: identityOf(folder),
    });
    return inputs === settled.inputs
      ? { steps: settled.steps, lock: lock.value, bases: new Map() }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what a run found that had nothing to write, and had read `sources`. */
export async function settle(
  { folder, name }: FoundSpec,
  sources: Sources,
  { plan, disk }: Prepared,
): Promise<void> {
  const steps = settledSteps(plan);
  const { files, templates } = plan.lock;
  const isWhole = disk.size === files.size && [...disk.keys()].every((path) => files.has(path));
  try {
    if (!isData(name) || steps === undefined || !isWhole || templates !== undefined) return;
    if (!(await isPlain(folder))) return;
    const lock = formatLock(plan.lock);
    const found = new Map([...disk].map(([path, one]) => [path, one.kind === "file" ? one.hash : one.kind]));
    const releases = releasesIn(folder);
    const inputs = inputsHash({ build, sources, releases, disk: found, lock, identity: identityOf(folder) });
    const file = join(folder, settledPath);
    const staged = `${file}.${process.pid}`;
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(staged, `${JSON.stringify({ inputs, sources: [...sources.keys()], steps })}\n`);
      renameSync(staged, file);
    } finally {
      rmSync(staged, { force: true });
    }
  } catch {
    // A full disk, or one that is only read: the next run looks again.
  }
}

/** Nothing is at work in the project or was cut short, and it has no templates and no layout of its own. */
async function isPlain(folder: string): Promise<boolean> {
  const busy = [`${runFolder}/owner`, `${runFolder}/staged`, pendingPath];
  if (busy.some((path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined))
    return false;
  return !hasTemplates({ named: [], folder }) && (await projectFormatter(folder)) === undefined;
}

/** As `survey` says it, without keeping the bytes of a whole project in memory. */
function standing(workspace: Workspace, paths: Iterable<string>): Inputs["disk"] {
  const found = new Map<string, Hash | "absent" | "blocked">();
  for (const path of paths) {
    const one = workspace.read(path);
    found.set(path, one.kind === "file" ? bytesHash(one.bytes) : one.kind);
  }
  return found;
}

/** A run stores texts that are missing, and removes those that nothing needs. */
function hasItsBases(workspace: Workspace, { files }: Plan["lock"]): boolean {
  const used = new Set([...files.values()].map(({ base }) => base.slice("sha256:".length)));
  const stored = workspace.list(baseFolder);
  return stored.length === used.size && stored.every((name) => used.has(name));
}

async function read(folder: string, paths: readonly string[]): Promise<Sources> {
  const sources = new Map<string, string | undefined>();
  const noted = noting(diskReader(folder), folder, folder, sources);
  for (const path of paths) await noted(path, largestSpec).catch(() => undefined);
  return sources;
}

/** A release never changes: which there are, and when each came, says enough. */
const releasesIn = (folder: string): readonly string[] =>
  releasedVersions(folder).map((version) => {
    const { size, mtimeMs } = lstatSync(join(folder, releasePath(version)));
    return `${version} ${size} ${mtimeMs}`;
  });

function identityOf(folder: string): string {
  const { dev, ino, ctimeNs } = lstatSync(join(folder, lockPath), { bigint: true });
  return `${dev} ${ino} ${ctimeNs}`;
}
