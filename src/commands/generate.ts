import { join, relative, resolve } from "node:path";
import type { Values } from "../arguments.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { projectFiles, specHash } from "../project/files.js";
import { findSpec } from "../project/find-spec.js";
import { diskReader } from "../project/read-file.js";
import { planProject, updateProject } from "../project/write.js";
import { conflicts, planReport, stepJson, wouldWrite } from "../regenerate/report.js";
import { loadSpec } from "../spec/load.js";
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

  const loaded = await loadSpec(shown(terminal.cwd, join(folder, name)), diskReader(terminal.cwd));
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const { model } = loaded.value;

  const target = { files: await projectFiles(model), generator: version, spec: specHash(model) };
  const onlyReports = values.has("dry-run") || values.has("check");
  const prepared = onlyReports
    ? await planProject(folder, target)
    : await updateProject(folder, target, terminal.signal);
  if (!prepared.ok) return refusal(prepared.diagnostics, loaded.texts);

  const { plan, lock } = prepared.value;
  const inConflict = conflicts(plan);
  const changes = wouldWrite(plan, lock);
  const drift = values.has("check") && changes && inConflict.length === 0 ? [outOfDate(name)] : [];
  const report = planReport(plan, terminal.verbose);
  if (report !== "" && (onlyReports || inConflict.length === 0)) terminal.err(`${report}\n`);
  terminal.err(`${summary(inConflict.length, changes, onlyReports)}\n`);
  return {
    exitCode: inConflict.length > 0 || drift.length > 0 ? 1 : 0,
    diagnostics: [...loaded.diagnostics, ...inConflict, ...drift],
    texts: loaded.texts,
    json: {
      dir: folder,
      written: !onlyReports && changes && inConflict.length === 0,
      steps: plan.steps.map(stepJson),
    },
  };
}

function summary(inConflict: number, changes: boolean, onlyReports: boolean): string {
  if (inConflict > 0) return "Nothing was written.";
  if (!changes) return "Everything is as the spec says.";
  return onlyReports ? "Nothing was written: this is what generate would do." : "Done.";
}

const outOfDate = (name: string) =>
  diagnostic("MCP1532", { message: `the project is not what ${name} generates` });

/** A path as its reader would write it. */
const shown = (cwd: string, path: string) => relative(cwd, path).replaceAll("\\", "/") || path;
