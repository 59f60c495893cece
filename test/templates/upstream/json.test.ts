import { expect, test } from "vitest";
import { exactJson } from "../../../templates/upstream/src/sources/upstream-json.js";

test.each([
  ["9007199254740993", "9007199254740993"],
  [
    '{"id":-9007199254740993,"a":[18446744073709551615]}',
    { id: "-9007199254740993", a: ["18446744073709551615"] },
  ],
  ["[1e400,-1E+999]", ["1e400", "-1E+999"]],
  ["9007199254740991", 9007199254740991],
  ["[0.30000000000000004,1e21,1234567890123456.5,-0]", [0.30000000000000004, 1e21, 1234567890123456.5, -0]],
  [
    '{"9007199254740993":"a \\\" 9007199254740993 \\\\","b":9007199254740993}',
    { "9007199254740993": 'a " 9007199254740993 \\', b: "9007199254740993" },
  ],
])("%s is read to the last digit", (text, value) => {
  expect(exactJson(text)).toEqual(value);
});

test("a property called __proto__ is one like any other", () => {
  const value = exactJson('{"__proto__":{"id":9007199254740993}}') as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(JSON.stringify(value)).toBe('{"__proto__":{"id":"9007199254740993"}}');
});

test("what is no JSON is refused, without a search for numbers in it", () => {
  const quotes = `"1234567890123456${'\\\\"'.repeat(300_000)}`;
  expect(() => exactJson(quotes.slice(0, -1))).toThrow(SyntaxError);
  expect(() => exactJson("1234567890123456 7")).toThrow(SyntaxError);
});

test("as large as answers get", () => {
  const text = JSON.stringify({
    text: '\\"x'.repeat(2_000_000),
    ids: Array.from({ length: 10_000 }, () => ""),
  });
  const exact = exactJson(text.replaceAll('""', "9007199254740993")) as { readonly ids: readonly string[] };
  expect(new Set(exact.ids)).toEqual(new Set(["9007199254740993"]));
});
