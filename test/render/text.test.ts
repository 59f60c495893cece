import fc from "fast-check";
import { format } from "prettier/standalone";
import * as markdown from "prettier/plugins/markdown";
import { expect, test } from "vitest";
import {
  envValue,
  hashComment,
  mdCode,
  mdTable,
  mdText,
  oneLine,
  shellWord,
  tsComment,
} from "../../src/render/text.js";

const pieces = [
  "*/",
  "/*",
  "`",
  "```",
  "${x}",
  "\n",
  "\r\n",
  "\u2028",
  "#",
  "- ",
  "1. ",
  "|",
  "<img src=x>",
  "&lt;",
];
const more = [
  "](javascript:1)",
  "[x]",
  "__a__",
  "snake_case",
  "~~",
  "\u202e",
  "\u0000",
  "@ts-ignore",
  "'",
  '"',
  "\\",
  "$(id)",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces, ...more), fc.string({ maxLength: 8 })), { maxLength: 8 })
  .map((parts) => parts.join(""));

const prettier = (text: string) => format(text, { parser: "markdown", plugins: [markdown], printWidth: 100 });

test("a comment stays on its line and cannot end itself or speak to the compiler", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const comment = tsComment(text);
      expect(comment).not.toMatch(/\*\/|[\n\r\u2028\u2029]|@ts-/);
      expect(hashComment(text)).not.toMatch(/[\n\r\u2028\u2029]/);
    }),
  );
});

test("ordinary words come out as they are", () => {
  const text =
    "Find tracks by a part of their title (case does not matter); at most 100, newest first: search_users.";
  expect([oneLine(text), tsComment(text), mdText(text)]).toEqual([text, text, text]);
  expect(mdCode("query_users")).toBe("`query_users`");
  expect(shellWord("users:read")).toBe("users:read");
});

test("Markdown of hostile text is text, and prettier leaves it alone", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const line = mdText(text);
      fc.pre(line !== "" && /^[\x20-\x7e]+$/.test(line));
      const paragraph = `x ${line} x\n`;
      expect(await prettier(paragraph)).toBe(paragraph);
      expect(line).not.toMatch(/<[a-z!/]/i);
      expect(line).not.toMatch(/(?<!\\)(?:\\\\)*\|/);
    }),
    { numRuns: 200 },
  );
});

test("a table of hostile cells keeps its shape", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 3 }), async (rows) => {
      const table = `${mdTable(
        ["a", "b"],
        rows.map(([code, words]) => [mdCode(`x${code}`), `x ${mdText(words)}`.trim()]),
      )}\n`;
      fc.pre(/^[\x20-\x7e\n]+$/.test(table));
      expect(await prettier(table)).toBe(table);
    }),
    { numRuns: 200 },
  );
});

test("a setting stays on its line, in its quotes", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(envValue(text)).toMatch(/^(?:[\w./:@,+%*-]*|"[^"\n\r]*")$/);
      expect(shellWord(text)).toMatch(/^(?:[\w./:@+-]+|'(?:[^'\n]|'\\'')*')$/);
    }),
  );
});
