import fc from "fast-check";
import { expect, test } from "vitest";
import { lex } from "../../src/sql/lex.js";
import { anyText } from "../spec/support.js";

const kinds = (sql: string) => lex(sql).map(({ kind, text }) => `${kind} ${text}`);

test.each([
  ["a colon in a string", "SELECT ':a' AS x", ["word SELECT", "string ':a'", "word AS", "word x"]],
  ["a doubled quote", "'it''s :a'", ["string 'it''s :a'"]],
  ["a backslash is nothing special", "'a\\' :b", ["string 'a\\'", "parameter :b"]],
  ["but in an E string", "E'a\\' :b'", ["string E'a\\' :b'"]],
  ["quoted names", '"a:b" `c:d`, [e:f]', ['quoted "a:b"', "quoted `c:d`", "operator ,", "quoted [e:f]"]],
  ["an index is no name", "tags[1]", ["word tags", "operator [", "number 1", "operator ]"]],
  ["comments", "-- :a\n/* :b */ :c", ["comment -- :a", "comment /* :b */", "parameter :c"]],
  ["a comment in a string", "'-- no' :a", ["string '-- no'", "parameter :a"]],
  ["dollar quotes", "$$ :a $$ $x$ $$ :b $x$", ["string $$ :a $$", "string $x$ $$ :b $x$"]],
  [
    "a cast is no parameter",
    "a::text = :b",
    ["word a", "operator ::", "word text", "operator =", "parameter :b"],
  ],
  ["an assignment is no parameter", "a := 1", ["word a", "operator :=", "number 1"]],
  ["numbers", "1.5e-3 .5 0xFF 1_000", ["number 1.5e-3", "number .5", "number 0xFF", "number 1_000"]],
  [
    "foreign placeholders",
    "? ?1 $1 @a $b",
    ["?", "?1", "$1", "@a", "$b"].map((text) => `placeholder ${text}`),
  ],
  ["templates", "${a} #{b} {{c}}", ["${a}", "#{b}", "{{c}}"].map((text) => `placeholder ${text}`)],
  [
    "letters of any script",
    "SELECT größe, :größe",
    ["word SELECT", "word größe", "operator ,", "parameter :größe"],
  ],
  ["an open string goes on to the end", "'a; :b", ["unfinished 'a; :b"]],
  ["an open comment goes on to the end", "/* a */ /* b", ["comment /* a */", "unfinished /* b"]],
])("%s", (_name, sql, expected) => {
  expect(kinds(sql)).toEqual(expected);
});

const hostile = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      "`",
      "[",
      "]",
      "--",
      "/*",
      "*/",
      "\n",
      "\\",
      "$",
      "$$",
      "$a$",
      "E'",
      "U&'",
      ":a",
      "::",
      ":",
      "?",
      ";",
      "(",
      "a",
      "1",
      ".",
      " ",
      "{{",
      "}}",
      "😀",
      "\ud800",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("tokens cover everything but white space, in order, without overlap", () => {
  fc.assert(
    fc.property(fc.oneof(hostile, anyText()), (sql) => {
      let at = 0;
      for (const { start, end, text } of lex(sql)) {
        expect(sql.slice(at, start)).toMatch(/^\s*$/);
        expect(sql.slice(start, end)).toBe(text);
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(sql.slice(at)).toMatch(/^\s*$/);
    }),
    { numRuns: 500 },
  );
});

test("a parameter in a quoted place is never found", () => {
  const quotes = [
    (text: string) => `'${text.replaceAll("'", "''")}'`,
    (text: string) => `"${text.replaceAll('"', '""')}"`,
    (text: string) => `-- ${text.replaceAll("\n", " ")}\n`,
    (text: string) => `/* ${text.replaceAll("*/", "* /")} */`,
  ];
  fc.assert(
    fc.property(hostile, fc.constantFrom(...quotes), (text, quote) => {
      const tokens = lex(`SELECT ${quote(`${text} :hidden`)} , :shown`);
      expect(tokens.filter(({ kind }) => kind === "parameter").map((one) => one.text)).toEqual([":shown"]);
    }),
  );
});

test("a megabyte of quotes takes no more than its length", () => {
  const started = performance.now();
  lex("'\"`$$[".repeat(170_000));
  lex(`${"a".repeat(500_000)}'`);
  lex(`E'${"\\'".repeat(250_000)}`);
  lex(`$a${"$".repeat(2000)}`);
  expect(performance.now() - started).toBeLessThan(5000);
});
