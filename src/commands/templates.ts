import { resolve } from "node:path";
import type { Values } from "../arguments.js";
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { refusal, type Outcome } from "../outcome.js";
import { findSpec } from "../project/find-spec.js";
import { specPath } from "../project/load-project.js";
import { diskReader } from "../project/read-file.js";
import { namedTemplates } from "../project/templates.js";
import { exclusively } from "../project/write.js";
import { loadSpec } from "../spec/load.js";
import { difference, findTemplate, listed, listText } from "../templates/command.js";
import { eject } from "../templates/eject.js";
import { chainTemplates, type Chained } from "../templates/load.js";
import type { Terminal } from "../terminal.js";

/** `create-mcp-prod templates list|eject|diff`: which templates a project is made from, and making them one's own. */
export async function templates(values: Values, terminal: Terminal): Promise<Outcome> {
  const action = actionOf(values.get("action"));
  if (!action.ok) return refusal(action.diagnostics);
  const found = findSpec(resolve(terminal.cwd), true);
  if (!found.ok) return refusal(found.diagnostics);
  const { folder } = found.value;
  const loaded = await loadSpec(specPath(found.value, terminal), diskReader(terminal.cwd));
  if (!loaded.ok) return refusal(loaded.diagnostics, loaded.texts);
  const named = namedTemplates(loaded.value.spec.templates);
  const chained = chainTemplates({ folder, named, cwd: terminal.cwd });
  if (!chained.ok) return refusal(chained.diagnostics);
  const path = values.get("path");
  const written = typeof path === "string" ? path : undefined;
  const shownTo = values.has("json") ? silent(terminal) : terminal;
  const outcome = await action.value(chained.value, written, folder, shownTo);
  return { ...outcome, diagnostics: [...chained.diagnostics, ...outcome.diagnostics] };
}

type Action = (
  chained: Chained,
  path: string | undefined,
  folder: string,
  terminal: Terminal,
) => Promise<Outcome>;

const actions = { list, eject: copy, diff } as const satisfies Readonly<Record<string, Action>>;

/** Errors: MCP1903. */
function actionOf(written: unknown): Checked<Action> {
  const names = Object.keys(actions);
  if (typeof written === "string" && Object.hasOwn(actions, written)) {
    return { ok: true, value: actions[written as keyof typeof actions], diagnostics: [] };
  }
  const said = typeof written === "string" ? `, not ${quoted(written)}` : "";
  const label = typeof written === "string" ? didYouMean(written, names) : undefined;
  const message = `templates takes one of ${names.join(", ")}${said}`;
  return { ok: false, diagnostics: [diagnostic("MCP1903", { message, label })] };
}

function list(
  { links }: Chained,
  path: string | undefined,
  _folder: string,
  terminal: Terminal,
): Promise<Outcome> {
  const rows = listed(links).filter(({ template }) => path === undefined || template.includes(path));
  if (rows.length > 0) terminal.out(`${listText(rows)}\n`);
  return Promise.resolve({ exitCode: 0, diagnostics: [], json: { templates: rows } });
}

async function copy(
  { links }: Chained,
  path: string | undefined,
  folder: string,
  terminal: Terminal,
): Promise<Outcome> {
  if (path === undefined)
    return refusal([diagnostic("MCP1617", { message: "which template is to be ejected is not said" })]);
  const link = findTemplate(path, links);
  if (!link.ok) return refusal(link.diagnostics);
  const ejected = await exclusively(folder, () => eject(folder, link.value, terminal.signal));
  if (!ejected.ok) return refusal(ejected.diagnostics);
  terminal.err(`${ejected.value} is yours to edit; generate uses it from now on.\n`);
  return { exitCode: 0, diagnostics: [], json: { ejected: ejected.value } };
}

async function diff(
  { links }: Chained,
  path: string | undefined,
  _folder: string,
  terminal: Terminal,
): Promise<Outcome> {
  const chosen = path === undefined ? undefined : findTemplate(path, links);
  if (chosen?.ok === false) return refusal(chosen.diagnostics);
  const diffs = await Promise.all((chosen === undefined ? links : [chosen.value]).map(difference));
  const text = diffs.join("");
  terminal.out(text);
  if (text === "") terminal.err("Nothing differs from what is built in.\n");
  return { exitCode: 0, diagnostics: [], json: { diff: text } };
}

/** stdout holds JSON, and nothing else. */
const silent = (terminal: Terminal): Terminal => ({ ...terminal, out: () => undefined });
