import fc from "fast-check";
import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import { format } from "prettier/standalone";
import { describe, expect, test } from "vitest";
import { identifierOf } from "../../src/spec/names.js";
import { aligned, tsImport, tsLimits, tsLimitTable, tsList, tsSelect } from "../../src/render/statement.js";

const prettier = (text: string) =>
  format(text, { parser: "babel-ts", plugins: [babel, estree], printWidth: 100 });

const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,60}$/);
/** As the model makes them of names: never a reserved word. */
const identifiers = name.map((word) => identifierOf(word, "Tool"));
const bindings = fc.dictionary(name, fc.constantFrom("integer", "number", "string", "boolean", "json"), {
  maxKeys: 6,
});
const words = fc.constantFrom(
  "SELECT",
  "id",
  ",",
  "FROM users",
  "WHERE a = :a",
  "`b`",
  "'${x}'",
  "\\",
  '"c"',
  "LIMIT 5",
);
const sql = fc
  .array(fc.tuple(words, fc.constantFrom(" ", " ", "\n", "\n  ", " \n")), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join("").trim());

describe("prettier has nothing to change in", () => {
  test("a tool's query", async () => {
    await fc.assert(
      fc.asyncProperty(name, sql, bindings, async (source, statement, types) => {
        const code = `export const x = f({\n  run: ${tsSelect(source, statement, types)},\n});\n`;
        expect(await prettier(code)).toBe(code);
      }),
      { numRuns: 100 },
    );
  });

  test("an import", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(identifiers, { minLength: 1, maxLength: 4 }), name, async (names, file) => {
        const code = `${tsImport([...new Set(names)], `./${file}.js`)}\n`;
        expect(await prettier(code)).toBe(code);
      }),
    );
  });

  test("a list", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(identifiers, { maxLength: 8 }), async (items) => {
        const code = `${tsList("export const tools: readonly Tool[] = ", items, ";")}\n`;
        expect(await prettier(code)).toBe(code);
      }),
    );
  });

  test("limits", async () => {
    const amount = fc.integer({ min: 1, max: 2 ** 31 });
    const limits = fc.record(
      {
        rate: fc.record({ calls: amount, seconds: amount }),
        concurrency: amount,
        timeoutMs: amount,
        rows: amount,
        bytes: amount,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(limits, async (own) => {
        fc.pre(Object.keys(own).length > 0);
        const code = `const a = {\n  ${tsLimits(own)},\n};\nconst b = ${tsLimitTable(own)};\n`;
        expect(await prettier(code)).toBe(code);
      }),
    );
  });
});

test("numbers are grouped by thousands", () => {
  expect(tsLimitTable({ rows: 500, bytes: 262_144, timeoutMs: 10_000 })).toBe(
    "{\n  rows: 500,\n  bytes: 262_144,\n  timeoutMs: 10_000,\n}",
  );
});

test("a statement's lines are moved under its first, unless blanks at their start could mean something", () => {
  expect(aligned("SELECT a\nFROM b", 5)).toBe("SELECT a\n     FROM b");
  expect(aligned("SELECT 'a\nb'", 5)).toBe("SELECT 'a\nb'");
  expect(aligned("SELECT 1 -- it's\nFROM b", 5)).toBe("SELECT 1 -- it's\nFROM b");
});
