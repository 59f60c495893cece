import { join, relative, resolve } from "node:path";
import type { Values } from "../arguments.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { postgresFor } from "../project/engines.js";
import { specHash } from "../project/files.js";
import type { Bumped } from "../project/bump.js";
import { findSpec, type FoundSpec } from "../project/find-spec.js";
import { diskReader } from "../project/read-file.js";
import { namedTemplates, renderProject } from "../project/templates.js";
import { planProject, updateProject } from "../project/write.js";
import { conflicts, editedGenerated, planReport, stepJson, wouldWrite } from "../regenerate/report.js";
import { loadSpec, type LoadOptions } from "../spec/load.js";
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
  const rendered = await renderProject({ model, named, folder, cwd: terminal.cwd });
  const texts = new Map([...loaded.texts, ...rendered.texts]);
  if (!rendered.ok) return refusal([...loaded.diagnostics, ...rendered.diagnostics], texts);
  const target = { files: rendered.value.files, generator: version, spec: specHash(model) };
  const onlyReports = values.has("dry-run") || values.has("check");
  const prepared = onlyReports
    ? await planProject(folder, target)
    : await updateProject(folder, target, terminal.signal);
  if (!prepared.ok) return refusal(prepared.diagnostics, texts);

  const { plan, lock } = prepared.value;
  const inConflict = conflicts(plan);
  const changes = wouldWrite(plan, lock);
  const edited = editedGenerated(plan);
  const drift = values.has("check") && inConflict.length === 0 ? drifts(name, changes, edited) : [];
  const report = planReport(plan, terminal.verbose);
  if (report !== "" && (onlyReports || inConflict.length === 0)) terminal.err(`${report}\n`);
  terminal.err(
    `${summary({ inConflict: inConflict.length, changes, edited: edited.length, onlyReports })}\n`,
  );
  return {
    exitCode: inConflict.length > 0 || drift.length > 0 ? 1 : 0,
    diagnostics: [...loaded.diagnostics, ...rendered.diagnostics, ...inConflict, ...drift],
    texts,
    json: {
      dir: folder,
      written: !onlyReports && changes && inConflict.length === 0,
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
  const other = ["check", "dry-run"].find((name) => values.has(name));
  if (other === undefined) return (await import("../project/bump.js")).bumpVersion(found, options, terminal);
  const message = `--bump writes, and --${other} writes nothing`;
  return { ok: false, diagnostics: [diagnostic("MCP1904", { message })] };
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
