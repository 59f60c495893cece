import fc from "fast-check";
import * as estree from "prettier/plugins/estree";
import * as babel from "prettier/plugins/babel";
import { format } from "prettier/standalone";
import { expect, test } from "vitest";
import { tsProperty, tsString, tsTemplate, tsValue } from "../../src/render/literal.js";
import type { Json } from "../../src/spec/model.js";
import { isPlain } from "../../src/render/width.js";

const prettier = (text: string) =>
  format(text, { parser: "babel-ts", plugins: [babel, estree], printWidth: 100 });

// oxlint-disable-next-line no-new-func -- what the code means is what is tested
const evaluate = (code: string): unknown => new Function(`"use strict"; return (${code});`)();

const hostile = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 120 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "`${process.exit(1)}`",
    "*/ alert(1) /*",
    "\u2028\u2029\u0000\r\n",
    "\\u0041\\",
    "'\"`",
    'it\'s "quoted"',
    "\u202eevil\u202c",
    "\ud800",
    "</script><!--",
    "x".repeat(99),
    "\u{e0041}",
  ),
);
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "default", "a-b", "1", "1e3", "x", "type", "items", "é", "a b"),
  fc.string({ unit: "grapheme-ascii", maxLength: 12 }),
);
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    fc.constantFrom<Json>(null, true, false, 0, -1, 1e21, 1.5e-7, 500),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    hostile,
    fc.array(fc.integer(), { maxLength: 40 }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc
      .array(fc.tuple(key, tie("value")), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries) as Json),
  ),
})).value;

test("a literal has the value it was made from, whatever the text", () => {
  fc.assert(
    fc.property(json, (value) => {
      const code = tsValue(value, { indent: 0, column: 0, trailing: 0 });
      expect(JSON.stringify(evaluate(code))).toBe(JSON.stringify(value));
    }),
  );
});

test("prettier has nothing to change in a literal", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(json, fc.constantFrom("a", "type", "description", "a-b"), async (value, name) => {
      const code = `export const x = {\n  ${tsProperty(name, value, 2)},\n};\n`;
      fc.pre(isPlain(code));
      expect(await prettier(code)).toBe(code);
    }),
    { numRuns: 400 },
  );
});

test("a string literal keeps its value and shows no invisible character", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const code = tsString(text);
      expect(evaluate(code)).toBe(text);
      expect(code).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("a template literal keeps its value and substitutes nothing", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(evaluate(tsTemplate(text))).toBe(text);
    }),
  );
});
