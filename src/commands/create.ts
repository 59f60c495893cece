import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import { diagnostic } from "../diagnostics/report.js";
import { refusal, type Outcome } from "../outcome.js";
import { renderProject } from "../project/templates.js";
import { checkTarget } from "../project/target.js";
import { answerFlags } from "../prompts/given-flags.js";
import { originOfAnswers, originOfSpec, type LoadedOrigin } from "../project/origin.js";
import { finishProject } from "../project/finish.js";
import { specHash } from "../project/files.js";
import { writeNewProject } from "../project/write.js";
import type { Terminal } from "../terminal.js";
import { version } from "../version.js";

/** `create-mcp-prod [dir]`: load, render, plan, apply, install, commit. */
export async function create(dir: string | undefined, values: Values, terminal: Terminal): Promise<Outcome> {
  const early = dir === undefined ? undefined : checkTarget(resolve(terminal.cwd, dir));
  if (early?.ok === false) return refusal(early.diagnostics);

  const origin = await loadOrigin(dir, values, terminal);
  if (!origin.ok) return refusal(origin.diagnostics, origin.texts);
  const { model, templates, brought } = origin.value;

  const home = resolve(terminal.cwd, dir ?? model.server.name);
  const rendered = await renderProject({ model, ...templates, cwd: terminal.cwd, target: home });
  const texts = new Map([...origin.texts, ...rendered.texts]);
  if (!rendered.ok) return refusal([...origin.diagnostics, ...rendered.diagnostics], texts);
  const { files, templates: sets } = rendered.value;
  const written = await writeNewProject({
    dir: home,
    files,
    brought,
    generator: version,
    spec: specHash(model),
    templates: sets,
    signal: terminal.signal,
  });
  if (!written.ok) return refusal(written.diagnostics);

  const finished = await finishProject({
    dir: home,
    model,
    files: new Set([...files, ...brought].map(({ path }) => path)).size,
    install: !values.has("no-install"),
    git: !values.has("no-git"),
    database: origin.database,
    terminal,
  });
  return {
    exitCode: finished.installFailed ? 1 : 0,
    diagnostics: [...origin.diagnostics, ...rendered.diagnostics, ...finished.diagnostics],
    texts,
    json: { dir: home, name: model.server.name, files: files.map(({ path }) => path).sort() },
  };
}

type OriginWithDatabase = LoadedOrigin & { readonly database?: string | undefined };

async function loadOrigin(
  dir: string | undefined,
  values: Values,
  terminal: Terminal,
): Promise<OriginWithDatabase> {
  const texts = new Map<string, string>();
  const spec = values.get("spec");
  const example = values.get("example");
  const exclusive = ["spec", "example"].filter((flag) => values.has(flag));
  if (exclusive.length > 0) exclusive.push(...answerFlags.filter((flag) => values.has(flag)));
  if (exclusive.length > 1) {
    const message = `--${exclusive[0]} and --${exclusive[1]} cannot be given together`;
    return { ok: false, diagnostics: [diagnostic("MCP1904", { message })], texts };
  }
  const loading = { terminal, offline: values.has("offline") };
  if (typeof spec === "string") return originOfSpec(spec, loading);
  if (typeof example === "string") {
    const { findExample } = await import("../project/examples.js");
    const found = await findExample(example);
    return found.ok ? originOfSpec(found.value, loading) : { ...found, texts };
  }
  const { answersFor } = await import("../prompts/answers-for.js");
  const answers = await answersFor(dir, values, terminal);
  if (!answers.ok) return { ...answers, texts: answers.texts ?? texts };
  const { database } = answers.value;
  return { ...(await originOfAnswers(answers.value, loading)), database };
}
