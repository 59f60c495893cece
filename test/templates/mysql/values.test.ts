import type { FieldPacket } from "mysql2";
import { expect, test } from "vitest";
import { decoderOf } from "../../../templates/mysql/src/sources/mysql-values.js";

const decode = (columnType: number, value: unknown, extendedFormat?: string): unknown =>
  decoderOf({ columnType, extendedFormat } as unknown as FieldPacket)(value);

test.each([
  ["a decimal that fits", 246, "12.50", 12.5],
  ["a decimal that does not", 246, "1234567890.123456789", "1234567890.123456789"],
  ["a 64-bit integer that fits", 8, "-5", -5],
  ["a 64-bit integer that does not", 8, "18446744073709551615", "18446744073709551615"],
  ["a float", 4, Math.fround(1.1), 1.1],
  ["a float of 9 digits", 4, Math.fround(16777217.3), 16777218],
  ["a timestamp", 7, "2026-01-31 12:00:00.5", "2026-01-31T12:00:00.5Z"],
  ["a date with time", 12, "2026-01-31 12:00:00", "2026-01-31T12:00:00"],
  ["a date that is none", 12, "0000-00-00 00:00:00", "0000-00-00 00:00:00"],
  ["a date", 10, "2026-01-31", "2026-01-31"],
  ["bits", 16, Buffer.from([1, 0]), 256],
  ["64 bits", 16, Buffer.from("ffffffffffffffff", "hex"), "18446744073709551615"],
  ["binary text", 253, Buffer.from("hi"), "aGk="],
  ["text", 253, "hi", "hi"],
  ["a JSON document", 245, '{"n": 12345678901234567890}', { n: "12345678901234567890" }],
  ["what is not known", 999, "x", "x"],
])("%s", (_what, type, value, expected) => {
  expect(decode(type, value)).toEqual(expected);
});

test("MariaDB's JSON, which is a text", () => {
  expect(decode(252, '{"a":[1.5,null]}', "json")).toEqual({ a: [1.5, null] });
  expect(decode(252, '{"a":1}')).toBe('{"a":1}');
});
