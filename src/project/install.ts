import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { printable } from "../diagnostics/printable.js";
import { diagnostic } from "../diagnostics/report.js";
import { Interrupted, type Terminal } from "../terminal.js";

/** A run of npm that started us (npx, npm init) leaves settings behind that are about itself. */
const inherited =
  /^npm_(?:command|execpath|lifecycle_|package_|config_(?:package|call|workspace|local_prefix|prefix$))/i;

/**
 * Runs `npm install` in a new project. A failure is a warning (MCP1540): the project is complete without it.
 * Throws `Interrupted` when the user stops it.
 */
export async function installDependencies(dir: string, terminal: Terminal): Promise<readonly Diagnostic[]> {
  const started = Date.now();
  terminal.err("Installing dependencies …\n");
  const pulse = setInterval(() => {
    terminal.err(`  still installing, ${Math.round((Date.now() - started) / 1000)} s\n`);
  }, 15_000);
  try {
    const result = await npm(["install", "--no-audit", "--no-fund", "--loglevel=error"], dir, terminal);
    if (!result.failed) return [];
    const last = lastLines(result.all, 12);
    if (last.some((line) => line !== "")) terminal.err(`${last.map((line) => `  ${line}`).join("\n")}\n`);
    const why =
      result.code === "ENOENT"
        ? "npm was not found"
        : `npm install failed (${result.exitCode ?? result.signal})`;
    return [diagnostic("MCP1540", { message: why, help: `run npm install in ${dir}` })];
  } finally {
    clearInterval(pulse);
  }
}

/** Runs npm in a folder. Rejects with its last words when it fails, and with `Interrupted`. */
export async function runNpm(words: readonly string[], dir: string, terminal: Terminal): Promise<void> {
  const result = await npm(words, dir, terminal);
  if (!result.failed) return;
  if (result.code === "ENOENT") throw new Error("npm was not found");
  const said = lastLines(result.all, 40).filter((line) => /^npm (?:error|ERR!)/.test(line));
  const why = said.find((line) => !/ code /.test(line)) ?? said[0] ?? `npm failed (${result.exitCode})`;
  throw new Error(why.replace(/^npm (?:error|ERR!)\s*/, ""));
}

const lastLines = (text: string | undefined, most: number): readonly string[] =>
  (text ?? "").trim().split("\n").slice(-most).map(printable);

async function npm(words: readonly string[], dir: string, terminal: Terminal) {
  const { execa } = await import("execa");
  const env = Object.fromEntries(Object.entries(terminal.env).filter(([name]) => !inherited.test(name)));
  const result = await execa("npm", words, {
    cwd: dir,
    env,
    extendEnv: false,
    stdin: "ignore",
    all: true,
    reject: false,
    cancelSignal: terminal.signal,
  });
  // Ctrl-C reaches npm as well, whose end may be heard of before our own signal is.
  if (terminal.signal.aborted || result.signal === "SIGINT" || result.exitCode === 130) {
    throw new Interrupted();
  }
  return result;
}
