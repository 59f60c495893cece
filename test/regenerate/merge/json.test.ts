import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../../src/regenerate/merge/json.js";
import { mergeText } from "../../../src/regenerate/merge/merge.js";

const merge = (base: string, mine: string, theirs: string) =>
  mergeText({ path: "package.json", base, mine, theirs });

const base = `{
  "name": "shop",
  "files": ["dist"],
  "scripts": {
    "build": "tsc",
    "test": "vitest run"
  },
  "dependencies": {
    "jose": "6.2.17",
    "pino": "10.4.0"
  }
}
`;

test("a dependency of mine stays beside one of theirs, in its place", () => {
  const mine = base.replace('"pino": "10.4.0"', '"mine": "1.0.0",\n    "pino": "10.4.0"');
  const theirs = base.replace('"pino": "10.4.0"', '"pg": "8.23.1",\n    "pino": "10.5.0"');
  expect(merge(base, mine, theirs)).toEqual({
    kind: "merged",
    text: base.replace(
      '    "pino": "10.4.0"',
      '    "mine": "1.0.0",\n    "pg": "8.23.1",\n    "pino": "10.5.0"',
    ),
  });
});

test("my layout and my comments stay, with tabs and a trailing comma", () => {
  const mine = `{
\t// the shop
\t"name": "shop",
\t"files": [
\t\t"dist", // built
\t\t"mine",
\t],
\t"scripts": { "build": "tsc", "test": "vitest run" },
\t"dependencies": { "jose": "6.2.17", "pino": "10.4.0" } /* pinned */
}
`;
  const theirs = base
    .replace('["dist"]', '["dist", "templates"]')
    .replace('"test": "vitest run"', '"test": "vitest"')
    .replace('    "jose": "6.2.17",\n', "")
    .replace("\n  }\n}", '\n  },\n  "engines": {\n    "node": ">=20"\n  }\n}');
  expect(merge(base, mine, theirs).text).toBe(`{
\t// the shop
\t"name": "shop",
\t"files": [
\t\t"dist", // built
\t\t"templates",
\t\t"mine",
\t],
\t"scripts": { "build": "tsc", "test": "vitest" },
\t"dependencies": { "pino": "10.4.0" }, /* pinned */
\t"engines": {
\t\t"node": ">=20"
\t}
}
`);
});

test("a comment on a line of mine that theirs no longer has is never lost", () => {
  const mine = base.replace('"jose": "6.2.17",', '"jose": "6.2.17", // we sign with it');
  const theirs = base.replace('    "jose": "6.2.17",\n', "");
  const merged = merge(base, mine, theirs);
  expect(merged.text).toContain("// we sign with it");
  expect(merged.kind).toBe("conflict");
});

test("the same key changed to two values is a conflict of that line alone", () => {
  const mine = base.replace("vitest run", "vitest run --coverage").replace('"shop"', '"my-shop"');
  const theirs = base.replace("vitest run", "vitest").replace("6.2.17", "6.3.0");
  expect(merge(base, mine, theirs)).toMatchObject({
    kind: "conflict",
    count: 1,
    text: expect.stringContaining(
      `<<<<<<< yours\n    "test": "vitest run --coverage"\n=======\n    "test": "vitest"\n>>>>>>> generated\n`,
    ),
  });
  const { text } = merge(base, mine, theirs);
  expect(text).toContain('"my-shop"');
  expect(text).toContain('"jose": "6.3.0"');
});

test("a key that I removed and the generator changed is asked for, and one it left alone stays removed", () => {
  const mine = base.replace('    "jose": "6.2.17",\n', "");
  expect(merge(base, mine, base.replace("6.2.17", "7.0.0")).kind).toBe("conflict");
  expect(merge(base, mine, base.replace("10.4.0", "11.0.0")).text).toBe(mine.replace("10.4.0", "11.0.0"));
});

test("both added the same key with the same value", () => {
  const added = base.replace('"pino"', '"pg": "8.23.1",\n    "pino"');
  const elsewhere = base.replace('"10.4.0"\n', '"10.4.0",\n    "pg": "8.23.1"\n');
  const merged = merge(base, added, elsewhere);
  expect(merged.kind).toBe("merged");
  expect(merged.text.match(/"pg"/g)).toHaveLength(1);
});

test("keys into and out of an empty object, and the last key of one", () => {
  const text = '{\n  "a": {},\n  "b": { "x": 1 },\n  "c": []\n}\n';
  const mine = text.replace('"x": 1', '"x": 1, "y": 2');
  const theirs = '{\n  "a": {\n    "n": [1, 2]\n  },\n  "b": {},\n  "c": [1]\n}\n';
  const merged = merge(text, mine, theirs);
  expect(merged.kind).toBe("merged");
  expect(parseJson(merged.text)?.value).toEqual({ a: { n: [1, 2] }, b: { y: 2 }, c: [1] });
});

test("what does not parse is merged by line", () => {
  const broken = base.replace('"shop",', '"shop"');
  expect(merge(base, broken, base.replace("10.4.0", "11.0.0")).text).toBe(broken.replace("10.4.0", "11.0.0"));
});

test("a merge by line that would give a key twice is not taken", () => {
  const mine = base.replace('{\n  "name"', '{\n  "private": true,\n  "name"');
  const theirs = base.replace('"10.4.0"\n  }\n', '"10.4.0"\n  },\n  "private": true\n');
  const merged = merge(base, mine, theirs);
  expect(merged).toEqual({ kind: "merged", text: mine });
});

test("a key named like an inherited one is a key", () => {
  const text = '{\n  "a": 1,\n  "__proto__": { "x": 1 }\n}\n';
  const merged = merge(text, text.replace('"a": 1', '"a": 2'), text.replace('"x": 1', '"x": 2'));
  expect(merged.text).toBe(text.replace('"a": 1', '"a": 2').replace('"x": 1', '"x": 2'));
});

const leaf = fc.constantFrom<unknown>(1, 2, "a", true, null);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, tie("object"), tie("array")),
  object: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 4 }),
  array: fc.array(leaf, { maxLength: 4 }),
}));
const layout = fc.constantFrom<string | number>(0, 2, "\t");

test("whatever the values: a merge by key is JSON again, and one-sided changes are taken whole", () => {
  fc.assert(
    fc.property(value, value, value, layout, (old, left, right, indent) => {
      const write = (any: unknown, space: string | number = 2) => `${JSON.stringify(any, null, space)}\n`;
      const texts = [write({ v: old }), write({ v: left }, indent), write({ v: right })] as const;
      const merged = merge(...texts);
      if (merged.kind === "merged") expect(parseJson(merged.text)).toBeDefined();
      const taken = merge(texts[0], write({ v: old }, indent), texts[2]);
      expect(parseJson(taken.text)?.value).toEqual({ v: right });
      expect(taken.kind).toBe("merged");
    }),
    { numRuns: 1500, seed: 21 },
  );
});
