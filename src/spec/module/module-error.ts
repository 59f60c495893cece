/** What a module threw, at the line of the user's own code that it came from. */
import { readFileSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Span } from "../../diagnostics/diagnostic.js";
import { quoted } from "../../diagnostics/printable.js";
import { diagnostic } from "../../diagnostics/report.js";
import { lineIndex } from "../document.js";
import type { LoadedModule } from "./load-module.js";

interface Module {
  /** As the user gave it. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

export function moduleError(error: unknown, module: Module): LoadedModule {
  const { message, line, path } = describe(error, module);
  const { file, text } = textOf(path, module);
  const span = line === undefined || text === undefined ? undefined : lineSpan(file, text, line);
  const help = helpFor(error, message);
  return {
    checked: {
      ok: false,
      diagnostics: [diagnostic("MCP1301", { message: `${quoted(file)}: ${message}`, span, help })],
    },
    texts: new Map(text === undefined ? [] : [[file, text]]),
  };
}

interface Description {
  readonly message: string;
  readonly path: string;
  readonly line?: number;
}

function describe(error: unknown, module: Module): Description {
  if (!(error instanceof Error) && !isErrorLike(error)) {
    return { message: `it threw ${quoted(String(error))}`, path: module.path };
  }
  // A syntax error of the compiler: "ParseError: Unexpected token\n /path/mcp.config.ts:3:10".
  const [first = "", second = ""] = error.message.split("\n");
  const place = /^\s*(.+):(\d+):\d+\s*$/.exec(second);
  if (place !== null) {
    return {
      message: first.replace(/^ParseError:\s*/, "").trim(),
      path: place[1] ?? module.path,
      line: Number(place[2]),
    };
  }
  const frame = ownFrame(error.stack ?? "", module.path);
  const name = error.name === "Error" ? "" : `${error.name}: `;
  return { message: `${name}${first}`, path: module.path, ...frame };
}

/** Errors of the module's own realm are no instances of ours. */
function isErrorLike(error: unknown): error is Error {
  return (
    typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
  );
}

/** The innermost frame in the module's folder, not in its packages. */
function ownFrame(stack: string, path: string): { path: string; line: number } | undefined {
  const folder = dirname(path) + sep;
  for (const row of stack.split("\n")) {
    const found = /(?:\(|at (?:async )?)((?:file:\/\/)?[^()]*?):(\d+):\d+\)?$/.exec(row.trim());
    if (found === null) continue;
    const [, place = "", line] = found;
    const where = place.startsWith("file://") ? fileURLToPath(place) : place;
    if (where.startsWith(folder) && !where.includes(`${sep}node_modules${sep}`))
      return { path: where, line: Number(line) };
  }
  return undefined;
}

/** The file by its name beside the spec, and its text; a file of the user's that cannot be read has none. */
function textOf(path: string, module: Module): { file: string; text?: string } {
  if (path === module.path) return { file: module.file, text: module.text };
  const folder = module.file.slice(
    0,
    module.file.length - relative(dirname(module.path), module.path).length,
  );
  const file = folder + relative(dirname(module.path), path).split(sep).join("/");
  try {
    return { file, text: readFileSync(path, "utf8") };
  } catch {
    return { file };
  }
}

/** The whole line without its indentation: columns are those of the compiled code. */
function lineSpan(file: string, text: string, line: number): Span | undefined {
  const lines = text.split("\n");
  const content = lines[line - 1];
  if (content === undefined) return undefined;
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const indent = content.length - content.trimStart().length;
  return lineIndex(file, text)(start + indent, start + content.trimEnd().length);
}

function helpFor(error: unknown, message: string): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND" || message.startsWith("Cannot find")) {
    return "install the package it imports, or correct the path";
  }
  return undefined;
}
