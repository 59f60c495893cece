/** What comes after a new project is written: its dependencies, its first commit, what to do next. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ServerModel } from "../spec/model.js";
import type { Terminal } from "../terminal.js";
import { nextSteps } from "./next-steps.js";

export interface Finish {
  /** Absolute. */
  readonly dir: string;
  readonly model: ServerModel;
  /** How many were written. */
  readonly files: number;
  readonly install: boolean;
  readonly git: boolean;
  readonly database?: string | undefined;
  readonly terminal: Terminal;
}

export interface Finished {
  readonly installFailed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Never undoes the project; what goes wrong here is a warning. Throws when the user stops it. */
export async function finishProject(finish: Finish): Promise<Finished> {
  const { dir, model, files, install, git, database, terminal } = finish;
  const diagnostics: Diagnostic[] = [];
  if (install) {
    const { installDependencies } = await import("./install.js");
    diagnostics.push(...(await installDependencies(dir, terminal)));
  }
  const installFailed = diagnostics.length > 0;
  if (git) {
    const { firstCommit } = await import("../git.js");
    const message = `feat: generate ${model.server.name} ${model.server.version}`;
    diagnostics.push(...(await firstCommit(dir, message, terminal)));
  }
  const made = { dir, cwd: terminal.cwd, model, files, installed: install && !installFailed };
  terminal.err(nextSteps({ ...made, ...(database !== undefined && { database }) }));
  return { installFailed, diagnostics };
}
