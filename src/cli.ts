/**
 * The command-line edge: words in, text and an exit code out. Everything that a person reads goes to stderr;
 * stdout belongs to programs. Nothing else in the generator prints, reads the environment or exits.
 */
import { parseArguments, type Invocation } from "./arguments.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { frame, plain } from "./diagnostics/frame.js";
import { diagnosticJson } from "./diagnostics/json.js";
import { printable } from "./diagnostics/printable.js";
import { diagnostic } from "./diagnostics/report.js";
import { refusal, type Outcome } from "./outcome.js";
import { colours, Interrupted, wantsColour, type Terminal } from "./terminal.js";
import { version } from "./version.js";

export type ExitCode = 0 | 1 | 2 | 130;

/** Runs one command line in a terminal. Never throws. */
export async function main(words: readonly string[], outer: Terminal): Promise<ExitCode> {
  const json = words.includes("--json");
  const silent = () => undefined;
  const verbose = outer.verbose || words.includes("--verbose");
  const terminal: Terminal = { ...outer, verbose, ...(json && { err: silent, interactive: false }) };
  try {
    const parsed = await parseArguments(words, version);
    if (!parsed.ok) return report(refusal(parsed.diagnostics), json, outer);
    if (parsed.value.command === "print") {
      outer.out(parsed.value.text);
      return 0;
    }
    return report(await run(parsed.value, terminal), json, outer, parsed.value.command);
  } catch (error) {
    if (isInterruption(error)) {
      if (json) print(outer, { ok: false, exitCode: 130, diagnostics: [] });
      else outer.err("\nInterrupted.\n");
      return 130;
    }
    const { unusablePath } = await import("./regenerate/failure.js");
    const problem = unusablePath(error) ?? internalError(error);
    return report(refusal([problem]), json, { ...outer, verbose }, undefined, error);
  }
}

/** Commands are loaded when they are wanted: starting is most of the time that a small project takes. */
async function run(
  { command, ...rest }: Exclude<Invocation, { command: "print" }>,
  terminal: Terminal,
): Promise<Outcome> {
  switch (command) {
    case "create":
      return (await import("./commands/create.js")).create(rest.dir, rest.values, terminal);
    case "generate":
      return (await import("./commands/generate.js")).generate(rest.dir, rest.values, terminal);
    case "check":
      return (await import("./commands/check.js")).check(rest.dir, rest.values, terminal);
    case "templates":
      return (await import("./commands/templates.js")).templates(rest.values, terminal);
    case "diff":
      return (await import("./commands/diff.js")).diff(rest.values, terminal);
    case "release":
      return (await import("./commands/release.js")).release(rest.dir, rest.values, terminal);
    case "connect":
      return (await import("./commands/connect.js")).connect(rest.dir, rest.values, terminal);
    case "schema":
      return (await import("./commands/schema.js")).schema(rest.values, terminal);
  }
}

function report(
  { exitCode, diagnostics, texts, json }: Outcome,
  asJson: boolean,
  terminal: Terminal,
  command?: string,
  error?: unknown,
): ExitCode {
  if (asJson) {
    const found = diagnostics.map(diagnosticJson);
    print(terminal, {
      ...(command && { command }),
      ok: exitCode === 0,
      exitCode,
      ...json,
      diagnostics: found,
    });
    return exitCode;
  }
  const options = { text: (file: string) => texts?.get(file), style: terminal.style };
  if (diagnostics.length > 0) {
    terminal.err(`${diagnostics.map((one) => frame(one, options)).join("\n\n")}\n`);
  }
  if (error !== undefined && terminal.verbose) {
    terminal.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  return exitCode;
}

function print(terminal: Terminal, value: Readonly<Record<string, unknown>>): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

function internalError(error: unknown): Diagnostic {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return diagnostic("MCP1999", { message: printable(message.split("\n")[0] ?? "").slice(0, 300) });
}

/** Ours, inquirer's (https://github.com/SBoudrias/Inquirer.js, "Handling ctrl+c gracefully") and Node's. */
function isInterruption(error: unknown): boolean {
  if (error instanceof Interrupted) return true;
  const names = ["ExitPromptError", "AbortPromptError", "CancelPromptError", "AbortError"];
  return error instanceof Error && names.includes(error.name);
}

/** Runs the process's own command line; the only place that ends it. */
export async function runProcess(): Promise<void> {
  const { env } = process;
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130); // Asked twice.
      stop.abort(new Interrupted());
    });
  }
  // A reader that went away (`… | head`) is no error, and must not end a run that is writing a project.
  let unwritten = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      unwritten = true;
      process.exitCode = 2;
    });
  }

  const terminal: Terminal = {
    cwd: process.cwd(),
    env,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    style: wantsColour(env, process.stderr.isTTY === true) ? colours : plain,
    outStyle: wantsColour(env, process.stdout.isTTY === true) ? colours : plain,
    verbose: Boolean(env["DEBUG"]),
    signal: stop.signal,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    prompts: { input: process.stdin, output: process.stderr },
  };
  const died = (error: unknown) => {
    report(refusal([internalError(error)]), false, terminal, undefined, error);
    process.exit(2);
  };
  process.on("uncaughtException", died);
  process.on("unhandledRejection", died);
  const exitCode = await main(process.argv.slice(2), terminal);
  process.exitCode = unwritten ? 2 : exitCode;
}
