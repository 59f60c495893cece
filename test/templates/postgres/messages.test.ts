import { describe, expect, test } from "vitest";
import {
  bind,
  describe as described,
  execute,
  flush,
  parse,
  sync,
} from "../../../templates/postgres/src/sources/postgres-messages.js";

/** The parts of a message, for its length to be counted by hand: type, length, content. */
const parts = (bytes: Buffer) => [
  bytes.toString("latin1", 0, 1),
  bytes.readInt32BE(1),
  bytes.toString("latin1", 5),
];

describe("messages to PostgreSQL", () => {
  test("parse a statement under a name", () => {
    expect(parts(parse("s1", "SELECT 1"))).toEqual(["P", 4 + 3 + 9 + 2, "s1\0SELECT 1\0\0\0"]);
  });

  test("bind values as text: counted in bytes, empty and absent ones apart", () => {
    const values = ["é", "", null];
    const content = ["\0s1\0", "\0\0", "\0\x03", "\0\0\0\x02Ã©", "\0\0\0\0", "ÿÿÿÿ", "\0\0"].join("");
    expect(parts(bind("s1", values))).toEqual(["B", 4 + content.length, content]);
  });

  test("bind what callers say as one value, whatever bytes are in it", () => {
    const said = "x\0\0\0\x04'; DROP";
    const bytes = bind("s1", [said]);
    expect(bytes.readInt32BE(1)).toBe(bytes.length - 1);
    expect(bytes.toString("latin1", 5)).toBe(`\0s1\0\0\0\0\x01\0\0\0\x0c${said}\0\0`);
  });

  test("bind more values than fit into small buffers", () => {
    const bytes = bind(
      "s1",
      Array.from({ length: 1_000 }, () => "x".repeat(1_000)),
    );
    expect(bytes.length).toBe(5 + 4 + 6 + 1_000 * 1_004);
    expect(bytes.readInt32BE(1)).toBe(bytes.length - 1);
  });

  test("execute up to so many rows", () => {
    expect(parts(execute(501))).toEqual(["E", 9, "\0\0\0\x01\xf5"]);
  });

  test("describe, flush and sync", () => {
    expect([described, flush, sync].map(parts)).toEqual([
      ["D", 6, "P\0"],
      ["H", 4, ""],
      ["S", 4, ""],
    ]);
  });
});
