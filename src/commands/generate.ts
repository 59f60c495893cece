import { join, relative, resolve } from "node:path";
import type { Values } from "../arguments.js";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { colouredPatch } from "../diagnostics/patch-colours.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { postgresFor } from "../project/engines.js";
import { specHash } from "../project/files.js";
import type { Bumped } from "../project/bump.js";
import { findSpec, type FoundSpec } from "../project/find-spec.js";
import { projectFormatter } from "../project/formatter.js";
import { diskReader } from "../project/read-file.js";
import { namedTemplates, renderProject } from "../project/templates.js";
import { planProject, updateProject, type Update } from "../project/write.js";
import { conflicts } from "../regenerate/conflicts.js";
import { textHash } from "../regenerate/hash.js";
import type { Lock } from "../regenerate/lock.js";
import type { Choices, Plan, Resolution } from "../regenerate/plan.js";
import type { Prepared, Target } from "../regenerate/prepare.js";
import { editedGenerated, planReport, stepJson, wouldWrite } from "../regenerate/report.js";
import { loadSpec, type LoadOptions } from "../spec/load.js";
import { plain } from "../diagnostics/frame.js";
import type { Terminal } from "../terminal.js";
import { version } from "../version.js";

/** `create-mcp-prod generate [dir]`: load, render, plan, then apply or only report. */
export async function generate(
  dir: string | undefined,
  values: Values,
  terminal: Terminal,
): Promise<Outcome> {
  const found = findSpec(resolve(terminal.cwd, dir ?? "."), dir === undefined);
  if (!found.ok) return refusal(found.diagnostics);
  const { folder, name } = found.value;
  const options: LoadOptions = { connectPostgres: postgresFor(folder, terminal, values.has("offline")) };
  if (values.has("bump")) {
    const bumped = await bump(found.value, options, values, terminal);
    if (!bumped.ok) return refusal(bumped.diagnostics, bumped.texts);
  }

  const loaded = await loadSpec(shown(terminal.cwd, join(folder, name)), diskReader(terminal.cwd), options);
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const { model, spec } = loaded.value;

  const named = namedTemplates(spec.templates);
  const rendered = await renderProject({
    model,
    named,
    folder,
    cwd: terminal.cwd,
    around: () => updateOf(folder, { onConflict: onConflict(values) }, values, terminal),
  });
  const texts = new Map([...loaded.texts, ...rendered.texts]);
  if (!rendered.ok) return refusal([...loaded.diagnostics, ...rendered.diagnostics], texts);
  const { files, templates } = rendered.value;
  const target: Target = { files, generator: version, spec: specHash(model), templates };
  const choices = choicesOf(values, folder, terminal.cwd, target);
  if (!choices.ok) return refusal(choices.diagnostics);

  const onlyReports = values.has("dry-run") || values.has("check") || values.has("diff");
  const update = await updateOf(folder, choices.value, values, terminal);
  const prepared = onlyReports
    ? await planProject(folder, target, update)
    : await updateProject(folder, target, update);
  if (!prepared.ok) return refusal(prepared.diagnostics, texts);

  const { plan, lock } = prepared.value;
  const inConflict = conflicts(plan);
  const changes = wouldWrite(plan, lock);
  const edited = editedGenerated(plan);
  const done = !onlyReports && inConflict.length === 0;
  const drift = values.has("check") && inConflict.length === 0 ? drifts(name, changes, edited) : [];
  if (values.has("diff") && !values.has("json")) await printPatch(prepared.value, terminal);
  const report = planReport(plan, { all: terminal.verbose, done });
  if (report !== "" && (onlyReports || done)) terminal.err(`${report}\n`);
  for (const name of changedSets(lock, plan))
    terminal.err(`The templates of ${name} changed since the last run.\n`);
  const markers = plan.steps.some(({ action }) => action.kind === "merge" && action.markers > 0);
  terminal.err(
    `${summary({ inConflict: inConflict.length, changes, edited: edited.length, onlyReports })}\n`,
  );
  return {
    exitCode: inConflict.length > 0 || drift.length > 0 || (done && markers) ? 1 : 0,
    diagnostics: [...loaded.diagnostics, ...rendered.diagnostics, ...inConflict, ...drift],
    texts,
    json: {
      dir: folder,
      written: done && changes,
      steps: plan.steps.map(stepJson),
    },
  };
}

/** Errors: MCP1904, and those of `bumpVersion`. */
async function bump(
  found: FoundSpec,
  options: LoadOptions,
  values: Values,
  terminal: Terminal,
): Promise<Bumped> {
  const other = ["check", "dry-run", "diff"].find((name) => values.has(name));
  if (other === undefined) return (await import("../project/bump.js")).bumpVersion(found, options, terminal);
  const message = `--bump writes, and --${other} writes nothing`;
  return { ok: false, diagnostics: [diagnostic("MCP1904", { message })] };
}

/** Errors: MCP1534 for a path that is not generated. */
function choicesOf(values: Values, folder: string, cwd: string, { files }: Target): Checked<Choices> {
  const given = values.get("restore");
  const words = given === undefined || given === true ? [] : [given].flat();
  const generated = new Set(files.map(({ path }) => path));
  const problems: Diagnostic[] = [];
  const restore = new Set<string>();
  for (const word of words) {
    const inFolder = relative(folder, resolve(cwd, word)).replaceAll("\\", "/");
    const path = [inFolder, word].find((one) => generated.has(one));
    if (path !== undefined) restore.add(path);
    else
      problems.push(
        diagnostic("MCP1534", { message: `${quoted(word, 200)} is not generated from this spec` }),
      );
  }
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  return {
    ok: true,
    value: { onConflict: onConflict(values), restore, prune: values.has("prune") },
    diagnostics: [],
  };
}

const onConflict = (values: Values) => values.get("on-conflict") as Resolution | undefined;

async function updateOf(
  folder: string,
  choices: Choices,
  values: Values,
  terminal: Terminal,
): Promise<Update> {
  return {
    signal: terminal.signal,
    choices,
    formatter: await projectFormatter(folder),
    recover: async (path, hash) => {
      const { committedText } = await import("../git.js");
      return committedText(folder, path, (text) => textHash(text) === hash, terminal);
    },
    ask:
      terminal.interactive && choices.onConflict === undefined
        ? async (open, { disk }) => {
            const { askConflicts } = await import("../prompts/conflicts.js");
            return askConflicts(open, disk, terminal);
          }
        : undefined,
    refuse: values.has("allow-dirty") ? undefined : (plan) => dirty(folder, plan, terminal),
  };
}

/** MCP1526 for edits that no commit has and that this run would rewrite; what was only generated can be again. */
async function dirty(folder: string, plan: Plan, terminal: Terminal): Promise<readonly Diagnostic[]> {
  const rewritten = plan.steps.flatMap(({ path, action }) => {
    if (action.kind === "merge") return [action.from ?? path];
    return action.kind === "park" || (action.kind === "update" && action.overEdits === true) ? [path] : [];
  });
  if (rewritten.length === 0) return [];
  const { uncommitted } = await import("../git.js");
  const paths = await uncommitted(folder, rewritten, terminal);
  if (paths.length === 0) return [];
  const message = `${list(paths, 10)}: ${paths.length === 1 ? "has edits" : "have edits"} that are not committed`;
  return [diagnostic("MCP1526", { message })];
}

async function printPatch({ plan, disk }: Prepared, terminal: Terminal): Promise<void> {
  const { planPatch } = await import("../regenerate/patch.js");
  const patch = planPatch(plan, disk);
  const { outStyle = plain } = terminal;
  terminal.out(outStyle === plain ? patch : colouredPatch(patch, outStyle));
}

/** Template sets that are not as they were, of those that the spec names and named. */
function changedSets(lock: Lock | undefined, { lock: { templates } }: Plan): readonly string[] {
  return [...(templates ?? [])].flatMap(([name, hash]) => {
    const before = lock?.templates?.get(name);
    return before === undefined || before === hash ? [] : [name];
  });
}

interface Ending {
  readonly inConflict: number;
  readonly changes: boolean;
  readonly edited: number;
  readonly onlyReports: boolean;
}

function summary({ inConflict, changes, edited, onlyReports }: Ending): string {
  if (inConflict > 0) return "Nothing was written.";
  if (!changes) return edited > 0 ? "Nothing to do." : "Everything is as the spec says.";
  return onlyReports ? "Nothing was written: this is what generate would do." : "Done.";
}

/** Why `--check` fails: a run would change something, or would keep edits of what follows from the spec alone. */
function drifts(name: string, changes: boolean, edited: readonly string[]) {
  if (changes) return [diagnostic("MCP1532", { message: `the project is not what ${name} generates` })];
  return edited.map((path) =>
    diagnostic("MCP1532", {
      message: `${path} was edited: it is not what ${name} generates`,
      help: "make the change in the spec or in a file that is not generated; delete this one to have it back",
    }),
  );
}

/** A path as its reader would write it. */
const shown = (cwd: string, path: string) => relative(cwd, path).replaceAll("\\", "/") || path;
