/** Where a new project comes from: a spec that exists, or answers. */
import { dirname, resolve } from "node:path";
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import type { Answers } from "../prompts/answers.js";
import { loadNewSpec, newSpecFiles } from "../prompts/new-spec.js";
import type { BroughtFile } from "../regenerate/apply.js";
import type { Loaded } from "../spec/load.js";
import type { ServerModel } from "../spec/model.js";
import { folderOf } from "../spec/include.js";
import { readFailure } from "../spec/read.js";
import { broughtFiles, specNameFor } from "./brought.js";
import { postgresFor } from "./engines.js";
import { loadSpecFile, type Loading } from "./load-project.js";
import { hasTemplates } from "./has-templates.js";
import { broughtSets, namedTemplates } from "./templates.js";

export interface Origin {
  readonly model: ServerModel;
  /** What the spec says under `templates:`, and the folder (absolute) that it is relative to. */
  readonly templates: { readonly named: readonly string[]; readonly folder: string };
  readonly brought: readonly BroughtFile[];
}

export type LoadedOrigin = Checked<Origin> & { readonly texts: ReadonlyMap<string, string> };

/** A spec on the disk, with what it names and the `handlers/` beside it. */
export async function originOfSpec(path: string, loading: Loading): Promise<LoadedOrigin> {
  const { cwd } = loading.terminal;
  const loaded = await loadSpecFile(path, loading);
  if (!loaded.ok) return loaded;
  const { model, spec } = loaded.value;
  const folder = dirname(resolve(cwd, path));
  const textOf = (file: string) => loaded.texts.get(folderOf(path) + file) ?? "";
  const included = new Map((spec.include ?? []).map((file) => [file, textOf(file)]));
  const templates = { named: namedTemplates(spec.templates), folder };
  try {
    const brought = [
      ...broughtFiles(resolve(cwd, path), loaded.texts.get(path) ?? "", included, model),
      ...(hasTemplates(templates) ? await broughtSets(templates, cwd) : []),
    ];
    return { ...loaded, value: { model: { ...model, specFile: specNameFor(path) }, templates, brought } };
  } catch (error) {
    if (!(error instanceof Error) || !("path" in error)) throw error;
    const message = `cannot copy ${quoted(String(error.path), 200)}: ${readFailure(error)}`;
    return { ok: false, diagnostics: [diagnostic("MCP1512", { message })], texts: loaded.texts };
  }
}

/** A spec written from answers. */
export async function originOfAnswers(
  answers: Answers,
  { terminal, offline }: Loading,
): Promise<LoadedOrigin> {
  const connectPostgres = postgresFor(terminal.cwd, terminal, offline);
  const loaded: Loaded = await loadNewSpec(answers, { connectPostgres });
  if (!loaded.ok) return loaded;
  const brought = Object.entries(newSpecFiles(answers)).map(([path, bytes]) => ({ path, bytes }));
  const templates = { named: [], folder: "" };
  return { ...loaded, value: { model: loaded.value.model, templates, brought } };
}
