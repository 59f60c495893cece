/** From what should be generated and what stands in the project to a plan. Reads, never writes. */
import type { Checked } from "../diagnostics/diagnostic.js";
import type { GeneratedFile } from "../render/file.js";
import { decode, textHash, type Hash } from "./hash.js";
import { layoutsOf, type Formatter } from "./layouts.js";
import { parseMergedLock } from "./lock-sides.js";
import type { Lock } from "./lock.js";
import { checkOutput } from "./output.js";
import { resumed } from "./pending.js";
import { plan, type Bases, type Choices, type Disk, type Plan, type PlanInput } from "./plan.js";
import { baseFolder, basePath, lockPath, parkingPlace } from "./state.js";
import { survey } from "./survey.js";
import type { Workspace } from "./workspace.js";

export interface Target {
  readonly files: readonly GeneratedFile[];
  readonly generator: string;
  readonly spec: Hash;
  /** Template sets that the spec names. */
  readonly templates?: ReadonlyMap<string, Hash> | undefined;
}

/** What a run may be told and given beside its target. */
export interface Around {
  readonly choices?: Choices | undefined;
  /** The project's own formatter, if it lays texts out otherwise than they are generated. */
  readonly formatter?: Formatter | undefined;
  /** Looks in version control for the text of a path that has this hash. */
  readonly recover?: ((path: string, hash: Hash) => Promise<string | undefined>) | undefined;
}

export interface Prepared {
  readonly plan: Plan;
  /** What the last run recorded. */
  readonly lock?: Lock;
  /** What stood at every path that the plan is about. */
  readonly disk: ReadonlyMap<string, Disk>;
}

/** Plans a run. Errors: the lock (MCP1520 to MCP1522), paths (MCP1524, MCP1525). */
export async function prepare(
  workspace: Workspace,
  { files, generator, spec, templates }: Target,
  { choices, formatter, recover }: Around = {},
): Promise<Checked<Prepared>> {
  const problems = checkOutput(files);
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const read = readLock(workspace);
  if (!read.ok) return read;
  const recorded = read.value;
  const disk = survey(workspace, [...files.map((file) => file.path), ...(recorded?.files.keys() ?? [])]);
  const lock = resumed(recorded, workspace, disk);
  if (choices?.prune === true) surveyParking(workspace, lock, disk);
  const bases = storedBases(workspace);
  const merge = await mergeFor(lock, disk, files);
  const input = {
    lock,
    bases,
    disk,
    next: files,
    generator,
    spec,
    templates,
    merge,
    ...(choices && { choices }),
  };
  if (recover !== undefined) await recoverBases(input, recover);
  const layouts = formatter && (await layoutsOf(input, formatter));
  const value = plan({ ...input, ...(layouts && { layouts }) });
  return { ok: true, value: { plan: value, disk, ...(recorded && { lock: recorded }) }, diagnostics: [] };
}

function readLock(workspace: Workspace): Checked<Lock | undefined> {
  const found = workspace.read(lockPath);
  if (found.kind === "absent") return { ok: true, value: undefined, diagnostics: [] };
  const text = found.kind === "file" ? (decode(found.bytes) ?? "") : "";
  return parseMergedLock(text, (path) => {
    const [file] = survey(workspace, [path]).values();
    return file?.kind === "file" ? file.hash : undefined;
  });
}

/** The merge is most of the code of a run, and a new project or an unedited one needs none of it. */
async function mergeFor(
  lock: Lock | undefined,
  disk: ReadonlyMap<string, Disk>,
  files: readonly GeneratedFile[],
): Promise<PlanInput["merge"]> {
  const differs = files.some(({ path, movedFrom }) =>
    [path, movedFrom].some((one) => {
      const found = one === undefined ? undefined : disk.get(one);
      return found?.kind === "file" && found.hash !== lock?.files.get(one ?? "")?.base;
    }),
  );
  if (differs) return (await import("./merge/merge.js")).mergeText;
  return () => {
    throw new Error("nothing was edited");
  };
}

interface FoundBases extends Bases {
  readonly recovered: Map<Hash, string>;
}

/** A stored text that is not what its name says is none: it was edited, or half of it is there. */
function storedBases(workspace: Workspace): FoundBases {
  const names = new Set(workspace.list(baseFolder));
  const recovered = new Map<Hash, string>();
  const get = (hash: Hash): string | undefined => {
    if (!names.has(hash.slice("sha256:".length))) return recovered.get(hash);
    const found = workspace.read(basePath(hash));
    const text = found.kind === "file" ? decode(found.bytes) : undefined;
    return text !== undefined && textHash(text) === hash ? text : recovered.get(hash);
  };
  return { get, has: (hash) => names.has(hash.slice("sha256:".length)), recovered };
}

/** A project from before texts were stored, or one that lost some, still has them in its history. */
async function recoverBases(
  {
    lock,
    bases,
    disk,
    next,
  }: { lock?: Lock | undefined; bases: FoundBases } & Pick<Prepared, "disk"> & {
      next: readonly GeneratedFile[];
    },
  recover: NonNullable<Around["recover"]>,
): Promise<void> {
  for (const { path, text, owner, movedFrom } of next) {
    for (const [from, isMove] of [
      [path, false],
      [movedFrom, true],
    ] as const) {
      const locked = from === undefined ? undefined : lock?.files.get(from);
      const found = from === undefined ? undefined : disk.get(from);
      if (from === undefined || locked === undefined || found?.kind !== "file") continue;
      if (found.hash === locked.base || (owner === "yours" && !isMove)) continue;
      if (locked.base === textHash(text) || bases.get(locked.base) !== undefined) continue;
      const old = await recover(from, locked.base);
      if (old !== undefined) bases.recovered.set(locked.base, old);
    }
  }
}

/** Which places for parked files are taken. */
function surveyParking(workspace: Workspace, lock: Lock | undefined, disk: Map<string, Disk>): void {
  for (const path of lock?.files.keys() ?? []) {
    for (let number = 1; ; number++) {
      const place = parkingPlace(path, number);
      const [found] = survey(workspace, [place]).values();
      if (found === undefined || found.kind === "absent") break;
      disk.set(place, found);
    }
  }
}
