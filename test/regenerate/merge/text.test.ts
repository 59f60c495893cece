import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasMarkers } from "../../../src/regenerate/merge/markers.js";
import { mergeText } from "../../../src/regenerate/merge/merge.js";

const merge = (base: string | undefined, mine: string, theirs: string) =>
  mergeText({ path: "a.ts", base, mine, theirs });
const lines = (...all: readonly string[]) => all.map((line) => `${line}\n`).join("");

describe("by line", () => {
  test("changes in different places are both kept", () => {
    const base = lines("a", "b", "c", "d", "e");
    expect(merge(base, lines("A", "b", "c", "d", "e"), lines("a", "b", "c", "d", "E"))).toEqual({
      kind: "merged",
      text: lines("A", "b", "c", "d", "E"),
    });
  });

  test("the same change on both sides is one change", () => {
    const changed = lines("a", "x", "c");
    expect(merge(lines("a", "b", "c"), changed, changed)).toEqual({ kind: "merged", text: changed });
    const more = lines("a", "x", "c", "d", "e2");
    expect(merge(lines("a", "b", "c", "d", "e"), lines("a", "x", "c", "d", "e"), more)).toEqual({
      kind: "merged",
      text: more,
    });
  });

  test("different changes of a line conflict, and only that line stands between the markers", () => {
    expect(merge(lines("a", "b", "c"), lines("a", "mine", "c"), lines("a", "theirs", "c"))).toEqual({
      kind: "conflict",
      count: 1,
      text: lines("a", "<<<<<<< yours", "mine", "=======", "theirs", ">>>>>>> generated", "c"),
    });
  });

  test("a line that I deleted and the generator changed is a conflict, not a loss", () => {
    expect(merge(lines("a", "b", "c"), lines("a", "c"), lines("a", "B", "c")).kind).toBe("conflict");
    expect(merge(lines("a", "b", "c"), lines("a", "B", "c"), lines("a", "c")).kind).toBe("conflict");
  });

  test("changes of neighbouring lines are both kept, in their order", () => {
    const base = lines("a", "b", "c");
    expect(merge(base, lines("a", "B", "c"), lines("a", "b", "C")).text).toBe(lines("a", "B", "C"));
    expect(merge(base, lines("a", "b", "c", "mine"), lines("a", "b", "C")).text).toBe(
      lines("a", "b", "C", "mine"),
    );
    expect(merge(base, lines("a", "b", "C"), lines("a", "b", "theirs", "c")).text).toBe(
      lines("a", "b", "theirs", "C"),
    );
  });

  test("two insertions at one place conflict: which comes first, nobody knows", () => {
    expect(merge(lines("a", "z"), lines("a", "m", "z"), lines("a", "t", "z")).kind).toBe("conflict");
  });

  test("without a base every difference is a conflict, and what is equal is not", () => {
    expect(merge(undefined, lines("a", "mine", "z"), lines("a", "theirs", "z"))).toMatchObject({
      kind: "conflict",
      count: 1,
      text: expect.stringMatching(/^a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> generated\nz\n$/),
    });
  });
});

describe("the shape of the user's file stays", () => {
  test("its line ends", () => {
    expect(merge("a\nb\nc\n", "A\r\nb\r\nc\r\n", "a\nb\nC\n")).toEqual({
      kind: "merged",
      text: "A\r\nb\r\nC\r\n",
    });
  });
  test("its byte order mark", () => {
    expect(merge("a\nb\nc\n", "\uFEFFA\nb\nc\n", "a\nb\nC\n").text).toBe("\uFEFFA\nb\nC\n");
  });
  test("its missing final newline", () => {
    expect(merge("a\nb\nc\n", "A\nb\nc", "a\nb\nC\n").text).toBe("A\nb\nC");
  });
  test("no final newline on any side, then one from the generator", () => {
    expect(merge("a\nb\nc", "A\nb\nc", "a\nb\nc\n").text).toBe("A\nb\nc\n");
  });
  test("an emptied file stays empty while the generator changes nothing", () => {
    expect(merge("a\n", "", "a\n")).toEqual({ kind: "merged", text: "" });
  });
});

const line = fc.constantFrom("{", "}", "", "x", "y", "z", "unique");
const text = fc.array(line, { maxLength: 14 }).map((all) => lines(...all));
/** The lines of a text that stand in another, each as often. */
const missing = (from: string, within: string) => {
  const left = within.split("\n");
  return from.split("\n").filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

test("whatever the texts: nothing changed on one side gives the other, and equal sides give themselves", () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      expect(merge(base, base, other)).toEqual({ kind: "merged", text: other });
      expect(merge(base, other, base)).toEqual({ kind: "merged", text: other });
      expect(merge(base, other, other)).toEqual({ kind: "merged", text: other });
    }),
    { numRuns: 500, seed: 11 },
  );
});

test("whatever the texts: a line that I added is in the result, with or without conflicts", () => {
  fc.assert(
    fc.property(text, text, fc.array(fc.nat(20), { maxLength: 4 }), (base, theirs, places) => {
      const mine = base.split("\n").slice(0, -1);
      for (const [index, at] of places.entries()) mine.splice(at % (mine.length + 1), 0, `mine ${index}`);
      const merged = merge(base, lines(...mine), theirs);
      expect(missing(lines(...places.map((_, index) => `mine ${index}`)), merged.text)).toEqual([]);
      expect(hasMarkers(merged.text)).toBe(merged.kind === "conflict");
    }),
    { numRuns: 1000, seed: 12 },
  );
});

test("whatever the texts: it does not matter which side is called mine, but for the order within markers", () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const one = merge(base, mine, theirs);
      const other = merge(base, theirs, mine);
      expect(other.kind).toBe(one.kind);
      if (one.kind === "merged") expect(other.text).toBe(one.text);
    }),
    { numRuns: 1000, seed: 13 },
  );
});

test("a long file of few different lines merges without trying every pairing of them", () => {
  const base = Array.from(
    { length: 12_000 },
    (_, index) => ["{", "  },", "", "  }", "x: 1"][index % 5] as string,
  );
  const mine = base.flatMap((one, index) => (index % 400 === 7 ? [one, `mine ${index}`] : [one]));
  const theirs = base.flatMap((one, index) => (index % 400 === 207 ? [one, `theirs ${index}`] : [one]));
  const merged = merge(lines(...base), lines(...mine), lines(...theirs));
  expect(merged.kind).toBe("merged");
  expect(merged.text.match(/^mine/gm)).toHaveLength(30);
  expect(merged.text.match(/^theirs/gm)).toHaveLength(30);
});

test("files that have nothing in common are told apart at once", () => {
  const many = (word: string) => lines(...Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`));
  expect(merge(many("base"), many("mine"), many("theirs")).kind).toBe("conflict");
});

test("a text that only speaks of markers has none", () => {
  expect(hasMarkers("=======\n>>>>>>> x\n")).toBe(false);
  expect(hasMarkers("a <<<<<<< yours\n")).toBe(false);
  expect(hasMarkers("x\n<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> other\r\n")).toBe(true);
});

describe("a file that was renamed", () => {
  const stub = lines(
    "/** Part. */",
    'export const part = handler("part", async () => {',
    '  throw new E("part has none");',
    "});",
  );
  const next = stub.replaceAll("part", "leave");
  const renamed = (mine: string, theirs = next) =>
    mergeText({ path: "a.ts", base: stub, mine, theirs, isRenamed: true });

  test("follows with its names, whatever was written between them", () => {
    const mine = lines(
      "/** Part. */",
      'export const part = handler("part", async ({ part }) => {',
      "  return part;",
      "});",
    );
    expect(renamed(mine)).toEqual({
      kind: "merged",
      text: lines(
        "/** Part. */",
        'export const leave = handler("leave", async ({ leave }) => {',
        "  return part;",
        "});",
      ),
    });
  });

  test("is merged like any other when more than names changed", () => {
    const more = `${next}export const extra = 1;\n`;
    const merged = renamed(stub.replace("/** Part. */", "/** Mine. */"), more);
    expect(merged).toEqual({ kind: "merged", text: more.replace("/** Part. */", "/** Mine. */") });
  });
});
