import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { frame, type Style } from "../../src/diagnostics/frame.js";
import { diagnosticJson } from "../../src/diagnostics/json.js";
import { inReadingOrder } from "../../src/diagnostics/order.js";
import { diagnostic } from "../../src/diagnostics/report.js";
import { lineIndex } from "../../src/spec/document.js";

/** A diagnostic about the first occurrence of `part`. */
function about(text: string, part: string, label?: string): Diagnostic {
  const from = text.indexOf(part);
  const span = lineIndex("mcp.yaml", text)(from, from + part.length);
  return diagnostic("MCP1204", { message: "unknown source", span, label, help: "declare it" });
}

const shown = (text: string, part: string, width?: number) =>
  frame(about(text, part, "here"), { text: () => text, ...(width === undefined ? {} : { width }) })
    .split("\n")
    .slice(1, -1);

test("carets stand under the span, with the line before for orientation", () => {
  expect(shown("tools:\n  a:\n    source: maim\n", "maim")).toEqual([
    "  mcp.yaml:3:13",
    "   2 |   a:",
    "   3 |     source: maim",
    "     |             ^^^^ here",
  ]);
});

test("line numbers of different width line up", () => {
  const text = `${"#\n".repeat(9)}a: 1\n`;
  expect(shown(text, "1").slice(1)).toEqual(["    9 | #", "   10 | a: 1", "      |    ^ here"]);
});

test("wide characters take two columns, combining ones none", () => {
  expect(shown("名前: 値x\n", "x")[2]).toBe(`     | ${" ".repeat(8)}^ here`);
  expect(shown("e\u0301: x\n", "x")[2]).toBe(`     | ${" ".repeat(3)}^ here`);
  expect(shown("a: 値\n", "値")[2]).toBe("     |    ^^ here");
});

test("a tab takes two columns in the line and under it", () => {
  expect(shown("\ta: x\n", "x").slice(1)).toEqual(["   1 |   a: x", "     |      ^ here"]);
});

test("what a terminal would obey is shown, not sent", () => {
  const [, line, carets] = shown("a: \u001B[31m\u202Ex\n", "x");
  expect(line).toBe("   1 | a: \\u{1b}[31m\\u{202e}x");
  expect(carets).toBe(`     | ${" ".repeat(21)}^ here`);
});

test("a very long line is cut around the span", () => {
  const text = `${"a".repeat(5000)}XYZ${"b".repeat(5000)}`;
  const [, line = "", carets = ""] = shown(text, "XYZ", 60);
  expect(line).toBe(`   1 | …${"a".repeat(19)}XYZ${"b".repeat(37)}…`);
  expect(carets.indexOf("^")).toBe(line.indexOf("X"));
});

test("a span of several lines is marked to the end of its first", () => {
  expect(shown("a: [1,\n  2]\n", "[1,\n  2]")[2]).toBe("     |    ^^^ here");
});

test("line ends of Windows are not part of the line", () => {
  expect(shown("a: 1\r\nb: 2\r\n", "2").slice(1)).toEqual(["   1 | a: 1", "   2 | b: 2", "     |    ^ here"]);
});

test("without the text, the place is still named", () => {
  expect(frame(about("a: 1\n", "1"), { text: () => undefined })).toBe(
    "error MCP1204  unknown source\n  mcp.yaml:1:4\n  help: declare it",
  );
});

test("colour is what the style makes of it", () => {
  const style: Style = {
    severity: (text) => `<s>${text}</s>`,
    strong: (text) => `<b>${text}</b>`,
    faint: (text) => text,
    added: (text) => text,
    removed: (text) => text,
  };
  const text = frame(about("a: 1\n", "1"), { text: () => "a: 1\n", style });
  expect(text).toContain("<s>error MCP1204</s>  <b>unknown source</b>");
  expect(text).toContain("<s>^</s>");
});

test("the JSON form has the place and leaves out what is absent", () => {
  expect(diagnosticJson(about("a: 1\n", "1", "here"))).toEqual({
    code: "MCP1204",
    severity: "error",
    message: "unknown source",
    file: "mcp.yaml",
    start: { offset: 3, line: 1, column: 4 },
    end: { offset: 4, line: 1, column: 5 },
    label: "here",
    help: "declare it",
  });
  expect(Object.keys(diagnosticJson(diagnostic("MCP1201", { message: "no tools" })))).toEqual([
    "code",
    "severity",
    "message",
    "help",
  ]);
});

test("the report is in reading order, each problem once, what has no place first", () => {
  const text = "a: 1\nb: 2\n";
  const nowhere = diagnostic("MCP1201", { message: "no tools" });
  const sorted = inReadingOrder([about(text, "2"), about(text, "1"), about(text, "2"), nowhere]);
  expect(sorted.map(({ span }) => span?.start.line)).toEqual([undefined, 1, 2]);
});
