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
  const { execa } = await import("execa");
  const started = Date.now();
  terminal.err("Installing dependencies …\n");
  const pulse = setInterval(() => {
    terminal.err(`  still installing, ${Math.round((Date.now() - started) / 1000)} s\n`);
  }, 15_000);
  const env = Object.fromEntries(Object.entries(terminal.env).filter(([name]) => !inherited.test(name)));
  try {
    const result = await execa("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
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
    if (!result.failed) return [];
    const last = (result.all ?? "").trim().split("\n").slice(-12).map(printable);
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
