import { expect, test } from "vitest";
import { numbered } from "../../src/sql/numbered.js";

test.each([
  ["SELECT id FROM t WHERE a = :a LIMIT :limit", "SELECT id FROM t WHERE a = $1 LIMIT $2"],
  ["SELECT :b, :a, :b", "SELECT $1, $2, $1"],
  ["SELECT :a::int, x::text, '::a'::text", "SELECT $1::int, x::text, '::a'::text"],
  [
    "SELECT a[1:2], ':a', \":a\", $$ :a $$, E'\\':a' FROM t -- :a",
    "SELECT a[1:2], ':a', \":a\", $$ :a $$, E'\\':a' FROM t -- :a",
  ],
  ["SELECT /* :a */ :a", "SELECT /* :a */ $1"],
  ["SELECT ARRAY[:a, :b]::int[]", "SELECT ARRAY[$1, $2]::int[]"],
  ["SELECT :a:b", "SELECT $1$2"],
  ["SELECT 1", "SELECT 1"],
])("%s", (sql, expected) => {
  expect(numbered(sql)).toBe(expected);
});

test("more than nine parameters keep their numbers", () => {
  const names = Array.from({ length: 12 }, (_, index) => `:p${index}`);
  expect(numbered(names.join(" "))).toBe(names.map((_, index) => `$${index + 1}`).join(" "));
});
