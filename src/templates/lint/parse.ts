/** A template's text as a tree, with places that diagnostics can point at. */
import Handlebars from "handlebars";
import type { Checked, Position, Span } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/report.js";
import { deepest, tooDeep } from "./depth.js";

/** A template as it was read. Line ends are `\n`. */
export interface TemplateText {
  /** As its reader would write it, such as `company/templates/base/README.md.hbs`. */
  readonly file: string;
  readonly text: string;
}

export interface Parsed extends TemplateText {
  readonly program: hbs.AST.Program;
  /** The span of a place in the tree. */
  readonly span: (place: hbs.AST.SourceLocation) => Span;
}

/** Errors: MCP1601. */
export function parseTemplate({ file, text }: TemplateText): Checked<Parsed> {
  const starts = lineStarts(text);
  const at = ({ line, column }: hbs.AST.Position): Position => {
    const offset = Math.min((starts[line - 1] ?? text.length) + column, text.length);
    return { offset, line, column: column + 1 };
  };
  const span = ({ start, end }: hbs.AST.SourceLocation): Span => ({ file, start: at(start), end: at(end) });
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const line = starts.findLastIndex((start) => start <= deep) + 1;
    const start = { line, column: deep - (starts[line - 1] ?? 0) };
    const place = span({ source: file, start, end: { line, column: start.column + "{{".length } });
    return {
      ok: false,
      diagnostics: [
        diagnostic("MCP1601", { message: `this is nested more than ${deepest} deep`, span: place }),
      ],
    };
  }
  try {
    return { ok: true, value: { file, text, program: Handlebars.parse(text), span }, diagnostics: [] };
  } catch (error) {
    const { place, message } = parseFailure(error, text);
    return { ok: false, diagnostics: [diagnostic("MCP1601", { message, span: span(place) })] };
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

interface Failure {
  readonly place: hbs.AST.SourceLocation;
  readonly message: string;
}

/** Handlebars' own errors have a place; its parser's have it in their text alone. */
function parseFailure(error: unknown, text: string): Failure {
  const failure = error as { message: string; lineNumber?: number; column?: number };
  const lines = text.split("\n");
  if (failure.lineNumber !== undefined) {
    const start = { line: failure.lineNumber, column: failure.column ?? 0 };
    const message = failure.message.replace(/ - \d+:\d+$/, "").replaceAll("doesn't", "does not");
    return { place: tagAt(lines, start), message };
  }
  const [, line = "1", got = ""] = /line (\d+):[^]*?(?:got '(\w+)')?$/.exec(failure.message) ?? [];
  const start = { line: Math.min(Number(line), lines.length), column: 0 };
  const message =
    got === "EOF"
      ? `the template ends inside of ${unclosed(text)}`
      : got === "OPEN_ENDBLOCK"
        ? "a block is ended that was not begun"
        : "this is not a Handlebars expression";
  return {
    place: got === "EOF" ? openTag(text, start) : tagAt(lines, { ...start, column: caret(failure.message) }),
    message,
  };
}

/** The column under the parser's `---^`, in a line of which it shows at most twenty characters before. */
function caret(message: string): number {
  const [, shown = "", arrow = ""] = message.split("\n");
  return shown.startsWith("...") ? Number.NaN : arrow.indexOf("^");
}

/** The whole tag around a place, or what its line has. */
function tagAt(lines: readonly string[], { line, column }: hbs.AST.Position): hbs.AST.SourceLocation {
  const text = lines[line - 1] ?? "";
  const from = Number.isNaN(column) ? text.lastIndexOf("{{") : text.lastIndexOf("{{", column);
  const start = Math.max(from, 0);
  const close = text.indexOf("}}", start);
  const end = close < 0 ? Math.max(text.length, start + 1) : close + 2;
  return { source: "", start: { line, column: start }, end: { line, column: end } };
}

const unclosed = (text: string): string => {
  const block = openBlocks(text).at(-1);
  return block === undefined ? "a tag" : `{{#${block.name}}}`;
};

function openTag(text: string, fallback: hbs.AST.Position): hbs.AST.SourceLocation {
  const block = openBlocks(text).at(-1);
  const lines = text.split("\n");
  if (block === undefined) return tagAt(lines, { ...fallback, column: Number.NaN });
  const before = text.slice(0, block.at).split("\n");
  return tagAt(lines, { line: before.length, column: before.at(-1)?.length ?? 0 });
}

/** Blocks that are begun and not ended, from the outside in. */
function openBlocks(text: string): readonly { readonly name: string; readonly at: number }[] {
  const open: { readonly name: string; readonly at: number }[] = [];
  for (const { 1: mark, 2: name = "", index } of text.matchAll(/(?<!\\)\{\{~?([#/^])\s*([\w.-]+)/g)) {
    if (mark === "/") open.pop();
    else open.push({ name, at: index });
  }
  return open;
}
