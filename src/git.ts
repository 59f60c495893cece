import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { printable } from "./diagnostics/printable.js";
import { diagnostic } from "./diagnostics/report.js";
import type { Terminal } from "./terminal.js";

const run = promisify(execFile);

/** A git hook that started us points git at its own repository with these. */
const ownOfARepository = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_OBJECT_DIRECTORY",
]);

function gitIn(dir: string, terminal: Terminal) {
  const env = Object.fromEntries(
    Object.entries(terminal.env).filter(([name]) => !ownOfARepository.has(name)),
  );
  return (...args: string[]) =>
    run("git", args, {
      cwd: dir,
      env: { ...env, GIT_TERMINAL_PROMPT: "0" },
      signal: terminal.signal,
      maxBuffer: 256 * 1024 * 1024,
    });
}

/**
 * The text of a file at a revision; `undefined` when there is no git, no such revision or no such file.
 * `path` is relative to `dir`.
 */
export async function fileAt(
  revision: string,
  path: string,
  dir: string,
  terminal: Terminal,
): Promise<string | undefined> {
  if (revision.startsWith("-") || revision.includes(":")) return undefined;
  try {
    const { stdout } = await gitIn(dir, terminal)("show", "--no-textconv", `${revision}:./${path}`);
    return stdout;
  } catch {
    terminal.signal.throwIfAborted();
    return undefined;
  }
}

/**
 * Makes a repository with a first commit in a new project. Nothing happens without git or inside a repository.
 * A failure is a warning (MCP1541).
 */
export async function firstCommit(
  dir: string,
  message: string,
  terminal: Terminal,
): Promise<readonly Diagnostic[]> {
  const git = gitIn(dir, terminal);
  try {
    await git("rev-parse", "--is-inside-work-tree");
    return [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    terminal.signal.throwIfAborted();
  }
  try {
    await git("-c", "advice.defaultBranchName=false", "init", "--quiet");
    await git("add", "--all");
    await git("-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify", "--message", message);
    return [];
  } catch (error) {
    terminal.signal.throwIfAborted();
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const why = stderr.split("\n").find((line) => /^(?:fatal|error):/.test(line)) ?? "git commit failed";
    return [
      diagnostic("MCP1541", { message: printable(why), help: `in ${dir}: git add --all && git commit` }),
    ];
  }
}
