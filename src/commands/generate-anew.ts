/** `generate` of a project of which something may have changed: load, render, plan, then apply or only report. */
import { relative, resolve } from "node:path";
import type { Values } from "../arguments.js";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.js";
import { list, quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { specHash } from "../project/files.js";
import type { Bumped, ServeAnswer } from "../project/bump.js";
import type { FoundSpec } from "../project/find-spec.js";
import { projectFormatter } from "../project/formatter.js";
import { loadProject, type Loading } from "../project/load-project.js";
import { diskReader } from "../project/read-file.js";
import { noting, settle } from "../project/settled.js";
import { namedTemplates, renderProject } from "../project/templates.js";
import { planProject, updateProject, type Update } from "../project/write.js";
import { textHash } from "../regenerate/hash.js";
import type { Choices, Plan, Resolution } from "../regenerate/plan.js";
import type { Target } from "../regenerate/prepare.js";
import { wouldWrite } from "../regenerate/report.js";
import type { Loaded } from "../spec/load.js";
import type { Terminal } from "../terminal.js";
import { version } from "../version.js";
import { decides, onlyReports, tell } from "./generate-report.js";

export async function generateAnew(
  found: FoundSpec,
  values: Values,
  terminal: Terminal,
  load?: () => Promise<Loaded>,
): Promise<Outcome> {
  const { folder } = found;
  const loading: Loading = { terminal, offline: values.has("offline") };
  if (values.has("serve") && !values.has("bump")) {
    const message = "--serve answers what --bump asks, and --bump is not given";
    return refusal([diagnostic("MCP1904", { message })]);
  }
  if (values.has("bump")) {
    const bumped = await bump(found, loading, values);
    if (!bumped.ok) return refusal(bumped.diagnostics, bumped.texts);
  }

  const sources = new Map<string, string | undefined>();
  const readFile = noting(diskReader(terminal.cwd), terminal.cwd, folder, sources);
  const loaded = await (load?.() ?? loadProject(found, { ...loading, readFile }));
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
  const warnings = [...loaded.diagnostics, ...rendered.diagnostics];
  if (!rendered.ok) return refusal(warnings, texts);
  const { files, templates } = rendered.value;
  const target: Target = { files, generator: version, spec: specHash(model), templates };
  const choices = choicesOf(values, folder, terminal.cwd, target);
  if (!choices.ok) return refusal(choices.diagnostics);

  const update = await updateOf(folder, choices.value, values, terminal);
  const prepared = onlyReports(values)
    ? await planProject(folder, target, update)
    : await updateProject(folder, target, update);
  if (!prepared.ok) return refusal(prepared.diagnostics, texts);
  const changes = wouldWrite(prepared.value.plan, prepared.value.lock);
  if (!changes && warnings.length === 0 && maySettle(values)) await settle(found, sources, prepared.value);
  return tell(found, { prepared: prepared.value, changes, warnings, texts }, values, terminal);
}

/** Errors: MCP1904, and those of `bumpVersion`. */
async function bump(found: FoundSpec, loading: Loading, values: Values): Promise<Bumped> {
  const other = ["check", "dry-run", "diff"].find((name) => values.has(name));
  if (other === undefined) {
    const { bumpVersion } = await import("../project/bump.js");
    return bumpVersion(found, loading, values.get("serve") as ServeAnswer | undefined);
  }
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

const maySettle = (values: Values): boolean => !onlyReports(values) && !decides(values);

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
