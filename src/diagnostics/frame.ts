/**
 * A diagnostic as text for a person:
 *
 *     error MCP1204  unknown source "maim"
 *       mcp.yaml:31:13
 *        30 |   query_users:
 *        31 |     source: maim
 *           |             ^^^^ did you mean "main"?
 *       help: sources are declared under `sources:`; this spec declares: main, crm
 */
import stringWidth from "string-width";
import type { Diagnostic, Severity, Span } from "./diagnostic.js";
import { printable } from "./printable.js";

/** Colours, injected: `styleText` of node:util, or nothing. */
export interface Style {
  readonly severity: (text: string, severity: Severity) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  /** Lines of a diff. */
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
}

/** No colour. */
export const plain: Style = {
  severity: (text) => text,
  strong: (text) => text,
  faint: (text) => text,
  added: (text) => text,
  removed: (text) => text,
};

export interface FrameOptions {
  /** The text of a file named in a span; `undefined`: only the place is printed. */
  readonly text: (file: string) => string | undefined;
  readonly style?: Style;
  /** Columns of a source line that are shown at most; a longer line is cut around the span. Default: 100. */
  readonly width?: number;
}

/** Without a final newline. */
export function frame(diagnostic: Diagnostic, options: FrameOptions): string {
  const style = options.style ?? plain;
  const { code, severity, message, span, label, help } = diagnostic;
  const head = `${style.severity(`${severity} ${code}`, severity)}  ${style.strong(message)}`;
  const lines = [head];
  if (span !== undefined) {
    const place = `${printable(span.file)}:${span.start.line}:${span.start.column}`;
    lines.push(`  ${style.faint(place)}`);
    const text = options.text(span.file);
    if (text !== undefined) lines.push(...excerpt(text, span, label, severity, style, options.width ?? 100));
  } else if (label !== undefined) {
    lines.push(`  ${label}`);
  }
  if (help !== undefined) lines.push(`  help: ${help}`);
  return lines.join("\n");
}

/** The line before, the line itself, and carets under the span. */
function excerpt(
  text: string,
  span: Span,
  label: string | undefined,
  severity: Severity,
  style: Style,
  width: number,
): string[] {
  const { start, end } = span;
  const line = lineAt(text, start.offset - (start.column - 1));
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : line.length;
  const window = cut(line, from, to, width);

  const gutter = String(start.line).length;
  const row = (number: string, content: string) =>
    `${style.faint(`   ${number.padStart(gutter)} |`)}${content === "" ? "" : ` ${content}`}`;

  const lines: string[] = [];
  if (start.line > 1) {
    const previous = lineAt(text, lineStart(text, start.offset - (start.column - 1) - 2));
    const shown = show(cut(previous, 0, 0, width, window.skipped).text);
    if (!/^[\s…]*$/.test(shown)) lines.push(row(String(start.line - 1), shown));
  }
  const before = show(window.text.slice(0, window.from));
  const marked = show(window.text.slice(window.from, window.to));
  lines.push(row(String(start.line), before + marked + show(window.text.slice(window.to))));
  const carets = "^".repeat(Math.max(1, stringWidth(marked)));
  const note = label === undefined ? carets : `${carets} ${label}`;
  lines.push(row("", " ".repeat(stringWidth(before)) + style.severity(note, severity)));
  return lines;
}

/** A tab takes two columns here, so that carets line up in any terminal. */
const show = (text: string) => printable(text.replaceAll("\t", "  "));

interface Cut {
  readonly text: string;
  /** The span in `text`. */
  readonly from: number;
  readonly to: number;
  /** Code units left out at the start. */
  readonly skipped: number;
}

/** A part of a long line with the span in it; `…` stands for what is left out. */
function cut(line: string, from: number, to: number, width: number, skip?: number): Cut {
  if (line.length <= width && !skip) return { text: line, from, to, skipped: 0 };
  const skipped = skip ?? (to <= width ? 0 : Math.max(0, Math.min(from - 20, line.length - width)));
  const whole = skipped + width >= line.length;
  const head = skipped > 0 ? "…" : "";
  const shown = head + wellFormed(line.slice(skipped + head.length, skipped + width)) + (whole ? "" : "…");
  const within = (column: number) => Math.max(0, Math.min(column - skipped, width));
  return { text: shown, from: within(from), to: within(to), skipped };
}

/** Half a surrogate pair at either end, where a line was cut, becomes a space. */
const wellFormed = (text: string) => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, " ");

function lineStart(text: string, offset: number): number {
  return offset < 0 ? 0 : text.lastIndexOf("\n", offset - (text[offset] === "\n" ? 1 : 0)) + 1;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, "");
}
