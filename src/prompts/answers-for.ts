/** From the command line and, in a terminal, from questions to complete answers. */
import { basename, resolve } from "node:path";
import type { Values } from "../arguments.js";
import type { Checked } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/printable.js";
import { diagnostic, hasErrors } from "../diagnostics/report.js";
import { shellLine } from "../shell.js";
import type { Terminal } from "../terminal.js";
import { placeholders, withDefaults, type Answers } from "./answers.js";
import { databaseProblem } from "./database-file.js";
import { givenFlags } from "./given-flags.js";
import { loadNewSpec } from "./new-spec.js";
import { equivalentWords, openQuestions, type Question } from "./questions.js";

/** Complete answers, and the user's own database, absolute, if one was named. */
export type Complete = Answers & { readonly database?: string };

/** With the texts that its diagnostics point into. */
export type CheckedAnswers = Checked<Complete> & { readonly texts?: ReadonlyMap<string, string> };

/**
 * Errors: MCP1903 for a flag's value, the spec's own codes for an answer that makes no valid spec, MCP1905 when
 * something is missing and there is nobody to ask. Rejects when the user stops the questions.
 */
export async function answersFor(
  dir: string | undefined,
  values: Values,
  terminal: Terminal,
): Promise<CheckedAnswers> {
  const flags = givenFlags(values);
  if (!flags.ok) return flags;
  const given = flags.value;
  const databaseWrong = given.database && (await databaseProblem(given.database, terminal.cwd));
  if (databaseWrong)
    return refused("MCP1903", `--database ${quoted(given.database ?? "", 200)}: ${databaseWrong}`);

  const named = { ...nameFor(dir, terminal.cwd), ...given };
  const yes = values.has("yes");
  const open = openQuestions(terminal.interactive ? given : named, yes);
  if (open.length > 0 && yes) {
    return refused(
      "MCP1905",
      `nothing says ${flagList(open)}, and no default would be right`,
      "give these options",
    );
  }
  const needed = open.filter(({ optional }) => optional !== true);
  if (needed.length > 0 && !terminal.interactive) {
    return refused("MCP1905", `there is no terminal to ask in, and nothing says ${flagList(needed)}`);
  }
  if (open.length === 0 || !terminal.interactive)
    return complete(withDefaults(named), given.database, terminal.cwd);

  // What was said already must be right before the first question: no later answer could mend it.
  const said = await loadNewSpec(withDefaults({ ...placeholders, ...named }));
  if (hasErrors(said.diagnostics)) return { ok: false, diagnostics: said.diagnostics, texts: said.texts };

  const { ask } = await import("./wizard.js");
  const fallback = withDefaults(named).name;
  const answers = await ask(given, (sofar) => openQuestions(sofar, false)[0], fallback, terminal);
  const kept = ["no-install", "no-git"].filter((flag) => values.has(flag)).map((flag) => `--${flag}`);
  const words = equivalentWords(dir ?? answers.name ?? fallback, answers, kept);
  terminal.err(`\nThe same without questions:\n  ${shellLine(words)}\n\n`);
  return complete(withDefaults(answers), answers.database, terminal.cwd);
}

/** A name from the folder's, as far as names allow its characters. */
function nameFor(dir: string | undefined, cwd: string): { readonly name?: string } {
  if (dir === undefined) return {};
  const name = basename(resolve(cwd, dir))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|-+$/g, "")
    .slice(0, 128);
  return name === "" ? {} : { name };
}

function complete(answers: Answers, database: string | undefined, cwd: string): Checked<Complete> {
  const value = { ...answers, ...(database !== undefined && { database: resolve(cwd, database) }) };
  return { ok: true, value, diagnostics: [] };
}

const flagList = (open: readonly Question[]) => open.map(({ flag }) => `--${flag}`).join(", ");

function refused(code: "MCP1903" | "MCP1905", message: string, help?: string): Checked<never> {
  return { ok: false, diagnostics: [diagnostic(code, { message, help })] };
}
