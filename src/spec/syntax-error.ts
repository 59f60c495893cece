/** The parser's complaint in words that say what to do. */
import type { YAMLException } from "js-yaml";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/report.js";

interface Advice {
  /** Tried on the line of the error. */
  readonly line: RegExp;
  readonly help: string;
}

/** The mistakes that people really make, most specific first. */
const advice: readonly Advice[] = [
  { line: /^ *\t/, help: "indent with spaces: YAML does not allow tabs there" },
  {
    line: /[{,[]\s*(?:[\w-]+:\s*)?\$\{/,
    help: 'inside { } and [ ], put quotes around an environment variable: "${NAME}"',
  },
  { line: /:\s+[@`%]/, help: "a text that begins with @, ` or % needs quotes" },
  { line: /:\s+[^"'|>{[#]*:\s/, help: 'a text that contains ": " needs quotes, or `|` and a new line' },
];

/** The parser's reasons that do not say what a writer should look for. */
const reasons: Readonly<Record<string, string>> = {
  "bad indentation of a mapping entry": "this does not fit in here",
  "bad indentation of a sequence entry": "this does not fit in here",
  "deficient indentation": "a bracket or quote is not closed, or the line is not indented far enough",
  "end of the stream or a document separator is expected": "this does not belong to what is above it",
};

export function syntaxError(
  error: YAMLException,
  text: string,
  span: (from: number, to: number) => Span,
): Diagnostic {
  const marker = /^<{7} .*$/m.exec(text);
  if (marker !== null) {
    const place = span(marker.index, marker.index + marker[0].length);
    const help = "settle the merge conflict first";
    return diagnostic("MCP1006", { message: "not valid YAML: a merge conflict", span: place, help });
  }
  const at = Math.min(error.mark?.position ?? 0, text.length);
  const from = at > 0 && (at === text.length || text[at] === "\n") ? lastInk(text, at) : at;
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1).split("\n", 1)[0] ?? "";
  const help = advice.find((one) => one.line.test(line))?.help;
  return diagnostic("MCP1006", {
    message: `not valid YAML: ${reasons[error.reason] ?? error.reason}`,
    span: span(from, Math.min(from + 1, text.length)),
    help,
  });
}

/** The last character before `at` that is no white space: where the reader should look. */
function lastInk(text: string, at: number): number {
  let index = at - 1;
  while (index > 0 && /\s/.test(text[index] ?? "")) index -= 1;
  return index;
}
