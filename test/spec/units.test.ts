import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration, parseRate, parseSetting, parseSize } from "../../src/spec/units.js";
import { anyText } from "./support.js";

test.each([
  ["10s", 10_000],
  ["1500ms", 1500],
  ["1.5 s", 1500],
  ["2m", 120_000],
  ["1h", 3_600_000],
])("%s lasts %d ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  ["500 B", 500],
  ["256 KiB", 262_144],
  ["256KiB", 262_144],
  ["1.5 MiB", 1_572_864],
  ["2 KB", 2000],
  ["1 GiB", 1_073_741_824],
])("%s is %d bytes", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ["60/minute", { calls: 60, seconds: 60 }],
  ["5 / second", { calls: 5, seconds: 1 }],
  ["1000/hour", { calls: 1000, seconds: 3600 }],
  ["1/day", { calls: 1, seconds: 86_400 }],
])("%s is understood", (text, rate) => {
  expect(parseRate(text)).toEqual(rate);
});

test("anything else is undefined, never a wrong number", () => {
  for (const text of [
    "",
    "10",
    "s",
    "-1s",
    "1e3s",
    "10 sec",
    "Infinity s",
    "١s",
    "10s\n",
    "256 kib",
    "60/min",
    "6.5/minute",
  ]) {
    expect([parseDuration(text), parseSize(text), parseRate(text)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  }
  fc.assert(
    fc.property(anyText(), (text) => {
      for (const value of [parseDuration(text), parseSize(text)]) {
        expect(value === undefined || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }
    }),
  );
});

test("every whole amount of a unit comes back as it was written", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (amount) => {
      expect(parseDuration(`${amount}ms`)).toBe(amount);
      expect(parseDuration(`${amount} s`)).toBe(amount * 1000);
      expect(parseSize(`${amount} KiB`)).toBe(amount * 1024);
      expect(parseRate(`${amount}/second`)).toEqual({ calls: amount, seconds: 1 });
    }),
  );
});

test("only a whole ${NAME} is a variable", () => {
  expect(parseSetting("${DATABASE_FILE}")).toEqual({ env: "DATABASE_FILE" });
  for (const text of ["a.db", "${lower}", "x${A}", "${A}x", "$A", "${A}${B}"]) {
    expect(parseSetting(text)).toEqual({ value: text });
  }
});
