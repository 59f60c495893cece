/** One run over a project on a disk: take it, plan, write, give it back. */
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import type { GeneratedFile } from "../render/file.js";
import { apply, type BroughtFile } from "../regenerate/apply.js";
import { diskWorkspace } from "../regenerate/disk-workspace.js";
import { fileSystemProblem } from "../regenerate/failure.js";
import { decode, textHash } from "../regenerate/hash.js";
import { checkOutput } from "../regenerate/output.js";
import { conflictSteps, type ConflictStep } from "../regenerate/conflicts.js";
import type { Plan, Resolution } from "../regenerate/plan.js";
import { prepare, type Around, type Prepared, type Target } from "../regenerate/prepare.js";
import { takeRun } from "../regenerate/run-lock.js";
import { checkTarget, makeFolders } from "./target.js";

export interface NewProject extends Target {
  /** Absolute. */
  readonly dir: string;
  readonly brought: readonly BroughtFile[];
  readonly signal: AbortSignal;
}

/**
 * Makes a project in a new or empty folder, all or nothing: when it fails or is stopped, what it made is gone.
 * A brought file takes the place of a generated one of the same path, which then counts as edited.
 */
export function writeNewProject({ dir, brought, signal, ...target }: NewProject): Promise<Checked<Prepared>> {
  return asDiagnostic(dir, async () => {
    const empty = checkTarget(dir);
    if (!empty.ok) return empty;
    const removeFolders = makeFolders(dir);
    try {
      const own = new Set(brought.map(({ path }) => path));
      const done = await run(dir, async () => {
        const clashes = checkBrought(brought, target.files);
        if (clashes.length > 0) return { ok: false, diagnostics: clashes };
        const workspace = diskWorkspace(dir);
        const prepared = await prepare(workspace, target);
        if (!prepared.ok) return prepared;
        const { plan } = prepared.value;
        const steps = plan.steps.filter(({ path }) => !own.has(path));
        await apply({ ...plan, steps }, workspace, { brought, signal });
        return prepared;
      });
      if (!done.ok) removeFolders();
      return done;
    } catch (error) {
      removeFolders();
      throw error;
    }
  });
}

export interface Update extends Around {
  readonly signal: AbortSignal;
  /** Asks the user about each conflict; undefined when nothing is to be written. */
  readonly ask?:
    ((conflicts: readonly ConflictStep[], prepared: Prepared) => Promise<Answers | undefined>) | undefined;
  /** Why the plan may not be carried out after all. */
  readonly refuse?: ((plan: Plan) => Promise<readonly Diagnostic[]>) | undefined;
}

/** By path. */
export type Answers = ReadonlyMap<string, Resolution>;

/**
 * Brings a project up to date, or writes nothing when there is a conflict that nobody resolves. Errors: those of
 * `prepare` and of `refuse`.
 */
export function updateProject(dir: string, target: Target, update: Update): Promise<Checked<Prepared>> {
  const { signal, ask, refuse, ...around } = update;
  return asDiagnostic(dir, () =>
    run(dir, async () => {
      const workspace = diskWorkspace(dir);
      let prepared = await prepare(workspace, target, around);
      if (!prepared.ok) return prepared;
      const open = conflictSteps(prepared.value.plan);
      const perPath = open.length > 0 ? await ask?.(open, prepared.value) : undefined;
      if (perPath !== undefined) {
        // Planned anew: while somebody was thinking, files may have changed.
        prepared = await prepare(workspace, target, { ...around, choices: { ...around.choices, perPath } });
        if (!prepared.ok) return prepared;
      }
      const { plan } = prepared.value;
      if (conflictSteps(plan).length > 0) return prepared;
      const against = (await refuse?.(plan)) ?? [];
      if (against.length > 0) return { ok: false, diagnostics: against };
      await apply(plan, workspace, { signal });
      return prepared;
    }),
  );
}

/** Does something else to a project while no other run is at work on it. */
export function exclusively<T>(dir: string, work: () => Promise<Checked<T>>): Promise<Checked<T>> {
  return asDiagnostic(dir, () => run(dir, work));
}

/** What `updateProject` would do. */
export function planProject(dir: string, target: Target, around: Around = {}): Promise<Checked<Prepared>> {
  return asDiagnostic(dir, () => prepare(diskWorkspace(dir), target, around));
}

/** A user's file may replace what would be theirs anyway, and nothing else (MCP1524, MCP1525). */
function checkBrought(
  brought: readonly BroughtFile[],
  files: readonly GeneratedFile[],
): readonly Diagnostic[] {
  const generated = new Map(files.map((file) => [file.path, file]));
  const more = brought.filter(({ path }) => !generated.has(path));
  const replaced = brought.flatMap(({ path, bytes }) => {
    const file = generated.get(path);
    if (file === undefined || file.owner === "yours") return [];
    const text = typeof bytes === "string" ? bytes : decode(bytes);
    if (text !== undefined && textHash(text) === textHash(file.text)) return [];
    const message = `the spec names ${quoted(path)}, which is a generated file`;
    return [diagnostic("MCP1525", { message, help: "give that file of yours another name" })];
  });
  return [...checkOutput([...files, ...more]), ...replaced];
}

async function run<T>(dir: string, work: () => Promise<Checked<T>>): Promise<Checked<T>> {
  const taken = takeRun(dir);
  if (!taken.ok) return taken;
  try {
    return await work();
  } finally {
    taken.value();
  }
}

async function asDiagnostic<T>(dir: string, work: () => Promise<Checked<T>>): Promise<Checked<T>> {
  try {
    return await work();
  } catch (error) {
    const problem = fileSystemProblem(error, dir);
    if (problem === undefined) throw error;
    return { ok: false, diagnostics: [problem] };
  }
}
