import { describe, expect, test } from "vitest";
import { decoderOf } from "../../../templates/postgres/src/sources/postgres-values.js";

const types = {
  bigint: 20,
  numeric: 1700,
  float: 701,
  json: 114,
  at: 1184,
  local: 1114,
  bytea: 17,
  enum: 16_999,
};
const read = (type: keyof typeof types, text: string): unknown => decoderOf(types[type])(text);

describe("numbers are exact or texts", () => {
  test.each([
    ["bigint", "9007199254740991", 9007199254740991],
    ["bigint", "9007199254740992", "9007199254740992"],
    ["bigint", "-9223372036854775808", "-9223372036854775808"],
    ["numeric", "0.10", 0.1],
    ["numeric", "-0.000000000000000000001", -1e-21],
    ["numeric", "123456789012.345", 123456789012.345],
    ["numeric", "1234567890123.4567", "1234567890123.4567"],
    ["numeric", "100000000000000000000", "100000000000000000000"],
    ["numeric", "NaN", "NaN"],
    ["float", "Infinity", "Infinity"],
    ["float", "1e+21", 1e21],
  ] as const)("%s %s", (type, text, value) => {
    expect(read(type, text)).toBe(value);
  });

  test("also inside of JSON, and texts in it stay as they are", () => {
    const text = String.raw`{"a": 12345678901234567890, "12345678901234567890": "x\"12345678901234567890", "b": [-1.5e3]}`;
    expect(read("json", text)).toEqual({
      a: "12345678901234567890",
      "12345678901234567890": 'x"12345678901234567890',
      b: [-1500],
    });
  });

  test("JSON that is deeper than can be read is a text", () => {
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    expect(typeof read("json", text)).toMatch(/string|object/);
  });
});

describe("times are ISO 8601", () => {
  test.each([
    ["at", "2026-01-31 12:00:00+00", "2026-01-31T12:00:00Z"],
    ["at", "2026-01-31 12:00:00.123456+00", "2026-01-31T12:00:00.123456Z"],
    ["local", "2026-01-31 12:00:00", "2026-01-31T12:00:00"],
    ["local", "12026-01-31 12:00:00", "12026-01-31T12:00:00"],
    ["at", "infinity", "infinity"],
    ["at", "0044-03-15 12:00:00+00 BC", "0044-03-15 12:00:00+00 BC"],
  ] as const)("%s %s", (type, text, value) => {
    expect(read(type, text)).toBe(value);
  });
});

test("bytes are base64, and what is not known here is its text", () => {
  expect(read("bytea", "\\x00ff")).toBe("AP8=");
  expect(read("bytea", "\\x")).toBe("");
  expect(read("enum", "happy")).toBe("happy");
});

describe("arrays are lists", () => {
  const list = (text: string) => decoderOf(1009)(text);
  test.each([
    ["{}", []],
    ["{a,NULL,b}", ["a", null, "b"]],
    ['{"NULL","","a,b","{}"}', ["NULL", "", "a,b", "{}"]],
    [String.raw`{"a\"b","c\\d"}`, ['a"b', "c\\d"]],
    [
      "{{a,b},{c,d}}",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["[0:1]={a,b}", ["a", "b"]],
    ["{{},{}}", [[], []]],
  ])("%s", (text, value) => {
    expect(list(text)).toEqual(value);
  });

  test("of times and numbers, too", () => {
    expect(decoderOf(1016)("{1,9007199254740993}")).toEqual([1, "9007199254740993"]);
    expect(decoderOf(1185)('{"2026-01-31 12:00:00+00"}')).toEqual(["2026-01-31T12:00:00Z"]);
  });
});
