/** From the words of a command line to a command and its options, or to what is wrong with them. */
import yargs, { type Argv, type PositionalOptions } from "yargs";
import type { Checked, Diagnostic } from "./diagnostics/diagnostic.js";
import { quoted } from "./diagnostics/printable.js";
import { diagnostic } from "./diagnostics/report.js";
import { suggest } from "./diagnostics/suggest.js";
import { commands, commonOptions, type CommandInfo, type CommandName } from "./options.js";

/** Values by option name, without dashes; only options that were given. */
export type Values = ReadonlyMap<string, string | readonly string[] | true>;

export type Invocation =
  | { readonly command: CommandName; readonly dir?: string; readonly values: Values }
  /** Help or the version: print it and be done. */
  | { readonly command: "print"; readonly text: string };

/** Errors: MCP1901 to MCP1903, MCP1906. */
export async function parseArguments(
  words: readonly string[],
  version: string,
): Promise<Checked<Invocation>> {
  // yargs looks these up in plain objects and throws.
  const inherited = words.flatMap((word) => /^--?(\w+)/.exec(word)?.[1] ?? []).filter((name) => name in {});
  if (inherited.length > 0) return refused(inherited.map((name) => unknownOption(name, [])));

  let chosen: { readonly name: CommandName; readonly argv: Readonly<Record<string, unknown>> } | undefined;
  let failure: string | undefined;
  let printed = "";
  const isSilent = !words.some(asksForHelp);
  const parser = yargs([])
    .scriptName("create-mcp-prod")
    .locale("en")
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "strip-aliased": true,
    })
    .usage("Make a production MCP server from one spec file, and keep it production.")
    .epilogue("Exit codes: 0 done, 1 drift or conflict, 2 bad input, 130 interrupted.")
    .options(commonOptions)
    .help("help", "Show help")
    .alias("help", "h")
    .version("version", "Show the version", version)
    .alias("version", "v")
    .exitProcess(false)
    .wrap(isSilent ? null : 100)
    .fail((message, error) => {
      if (error && error.name !== "YError") throw error;
      failure ??= message;
    });
  for (const [name, info] of Object.entries(commands) as [CommandName, CommandInfo][]) {
    parser.command(
      info.usage,
      info.describe,
      (command) => describe(command, info, isSilent),
      (argv) => {
        chosen = { name, argv };
      },
    );
  }
  if (isSilent) for (const name of ["help", "version", ...Object.keys(commonOptions)]) parser.hide(name);
  await parser.parseAsync([...words], {}, (_error, _argv, output) => {
    printed = output;
  });
  if (printed !== "" && failure === undefined) {
    return { ok: true, value: { command: "print", text: `${printed}\n` }, diagnostics: [] };
  }
  if (failure !== undefined) return refused([wrongValue(failure)]);
  if (chosen === undefined) throw new Error("no command was chosen");
  return read(chosen.name, chosen.argv);
}

/** Where a word may ask for help, `-yh` and the command `help` among them. */
const asksForHelp = (word: string): boolean => /^-\w*h|help/i.test(word);

/** yargs lays out the help of a command that it ran, asked for or not, which takes longer than to parse: `isSilent` leaves it empty. */
function describe(command: Argv, info: CommandInfo, isSilent: boolean): Argv {
  if (info.dir !== undefined) command.positional("dir", { type: "string", describe: info.dir });
  for (const [name, options] of Object.entries(info.positionals ?? {})) {
    command.positional(name, options as PositionalOptions);
  }
  command.options(info.options);
  const names = [
    ...(info.dir === undefined ? [] : ["dir"]),
    ...Object.keys({ ...info.positionals, ...info.options }),
  ];
  if (isSilent) for (const name of names) command.hide(name);
  else command.example(info.examples.map(([line, purpose]) => [line, purpose]));
  return command;
}

function read(command: CommandName, argv: Readonly<Record<string, unknown>>): Checked<Invocation> {
  const info: CommandInfo = commands[command];
  const known = { ...commonOptions, ...info.options, ...info.positionals };
  const problems: Diagnostic[] = [];
  const values = new Map<string, string | readonly string[] | true>();
  for (const [key, value] of Object.entries(argv)) {
    if (key === "_" || key === "$0" || key === "dir") continue;
    if (!Object.hasOwn(known, key)) {
      problems.push(unknownOption(key, Object.keys(known)));
      continue;
    }
    if (value === true) values.set(key, true);
    else if (typeof value === "string") values.set(key, value);
    else if (Array.isArray(value) && isRepeated(command, key)) values.set(key, value.map(String));
    else if (Array.isArray(value)) problems.push(wrongValue(`--${key} is given more than once`));
  }
  const rest = (argv["_"] as readonly unknown[]).map(String).filter((word) => word !== command);
  const dir = argv["dir"];
  const first = typeof dir === "string" ? dir : undefined;
  if (command === "create" && first !== undefined) problems.push(...misspeltCommand(first));
  if (rest.length > 0) {
    const message = `${quoted(rest[0] ?? "")} is one argument too many`;
    problems.push(diagnostic("MCP1906", { message }));
  }
  if (problems.length > 0) return refused(problems);
  return { ok: true, value: { command, values, ...(first && { dir: first }) }, diagnostics: [] };
}

const isRepeated = (command: CommandName, key: string): boolean =>
  (command === "create" && (key === "transport" || key === "with")) ||
  key === "restore" ||
  (command === "check" && key === "database");

function refused(diagnostics: readonly Diagnostic[]): Checked<never> {
  return { ok: false, diagnostics };
}

/** `create-mcp-prod generat` would otherwise make a project of that name. */
function misspeltCommand(word: string): readonly Diagnostic[] {
  if (/[\\/.]/.test(word)) return [];
  const meant = suggest(
    word,
    Object.keys(commands).filter((name) => name !== "create"),
  );
  if (meant === undefined) return [];
  return [
    diagnostic("MCP1901", {
      message: `unknown command ${quoted(word)}`,
      label: `did you mean "${meant}"?`,
      help: `a folder of that name is written ./${word}`,
    }),
  ];
}

function unknownOption(key: string, known: readonly string[]): Diagnostic {
  const dashes = key.length === 1 ? "-" : "--";
  const meant = key.length === 1 ? undefined : suggest(key, known);
  return diagnostic("MCP1902", {
    message: `unknown option ${quoted(dashes + key)}`,
    ...(meant !== undefined && { label: `did you mean "--${meant}"?` }),
  });
}

/** yargs explains over several lines and in its own words; a diagnostic's message is one line. */
function wrongValue(explanation: string): Diagnostic {
  const line = explanation
    .replace(/^Invalid values:\s*/, "")
    .replaceAll(/Argument: (\S+), Given: (.*), Choices: (.*)/g, "--$1 is $2, and takes one of: $3")
    .replace(/^Not enough arguments following: (\S+)/, "--$1 needs a value");
  return diagnostic("MCP1903", { message: line.split(/\s*\n\s*/).join("; ") });
}
