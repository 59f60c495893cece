import fc from "fast-check";
import { expect, test } from "vitest";
import { list, printable, quoted } from "../../src/diagnostics/printable.js";
import { editDistance, suggest } from "../../src/diagnostics/suggest.js";
import { anyText } from "../spec/support.js";

test.each([
  ["maim", "main"],
  ["descrption", "description"],
  ["DESCRIPTION", "description"],
  ["read_only_hint", "readOnlyHint"],
  ["soruce", "source"],
])("%s means %s", (written, meant) => {
  expect(suggest(written, ["tools", "main", "description", "readOnlyHint", "source"])).toBe(meant);
});

test.each(["zebra", "x", "sql", ""])("%s means nothing that is known", (written) => {
  expect(suggest(written, ["title", "description", "source", "params"])).toBeUndefined();
});

test("a swap of neighbours counts once, and distance is symmetric", () => {
  expect(editDistance("ab", "ba")).toBe(1);
  expect(editDistance("", "abc")).toBe(3);
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test("printable text has nothing that is not, whatever comes in", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(printable(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
  expect(printable("a\nb\u202E")).toBe("a\\u{a}b\\u{202e}");
});

test("long values and lists are cut", () => {
  expect(quoted("x".repeat(100))).toHaveLength(62);
  expect(list(["a", "b", "c"], 2)).toBe("a, b, … (1 more)");
});
