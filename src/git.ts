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

/** Runs git in a folder, whatever repository a hook that started us points to. Rejects when git fails or is absent. */
function gitIn(dir: string, terminal: Terminal) {
  const env = Object.fromEntries(
    Object.entries(terminal.env).filter(([name]) => !ownOfARepository.has(name)),
  );
  return (...args: string[]) =>
    run("git", args, {
      cwd: dir,
      env: { ...env, GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" },
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

/** Which of `paths` differ from the last commit, or are in none. Empty without git and outside of a repository. */
export async function uncommitted(
  dir: string,
  paths: readonly string[],
  terminal: Terminal,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const git = gitIn(dir, terminal);
  const literal = paths.map((path) => `:(literal)${path}`);
  const names = (text: string) => text.split("\0").filter((name) => name !== "");
  try {
    await git("rev-parse", "--is-inside-work-tree");
  } catch {
    terminal.signal.throwIfAborted();
    return [];
  }
  try {
    const changed = await git("diff", "--name-only", "-z", "--relative", "HEAD", "--", ...literal);
    const others = await git("ls-files", "-z", "--others", "--", ...literal);
    return [...new Set([...names(changed.stdout), ...names(others.stdout)])].sort();
  } catch {
    terminal.signal.throwIfAborted();
    return [...paths].sort(); // No commit yet: none of them is in one.
  }
}

/** Commits of a file that are searched for an old text of it. */
const searched = 50;

/** The newest text of `path` in the history that `isWanted`; undefined when there is none, or no history. */
export async function committedText(
  dir: string,
  path: string,
  isWanted: (text: string) => boolean,
  terminal: Terminal,
): Promise<string | undefined> {
  const git = gitIn(dir, terminal);
  try {
    const found = await git("log", `--max-count=${searched}`, "--format=%H", "--", `:(literal)${path}`);
    for (const commit of found.stdout.split("\n").filter(Boolean)) {
      const shown = await git("show", `${commit}:./${path}`).catch(() => undefined);
      if (shown !== undefined && isWanted(shown.stdout)) return shown.stdout;
    }
  } catch {
    terminal.signal.throwIfAborted();
  }
  return undefined;
}
