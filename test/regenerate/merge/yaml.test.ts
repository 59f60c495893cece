import fc from "fast-check";
import { stringify } from "yaml";
import { expect, test } from "vitest";
import { mergeText } from "../../../src/regenerate/merge/merge.js";
import { parseYaml } from "../../../src/regenerate/merge/yaml.js";

const merge = (base: string, mine: string, theirs: string) =>
  mergeText({ path: "deploy/compose.yaml", base, mine, theirs });

const base = `# The stack.
services:
  server:
    image: shop
    environment:
      PORT: "3000"
      HOST: 0.0.0.0
    ports:
      - "3000:3000"
  redis:
    image: redis:8
volumes:
  data: {}
`;

test("a service and a variable of mine stay beside those of theirs, comments with them", () => {
  const mine = base
    .replace("      HOST: 0.0.0.0\n", "      HOST: 0.0.0.0\n      # ours\n      MINE: yes please # really\n")
    .replace("  redis:\n", "  # A job of ours.\n  job:\n    image: job\n  redis:\n");
  const theirs = base
    .replace("      HOST: 0.0.0.0\n", "      HOST: 0.0.0.0\n      LOG_LEVEL: info\n")
    .replace("redis:8", "redis:9");
  expect(merge(base, mine, theirs)).toEqual({
    kind: "merged",
    text: mine
      .replace("      HOST: 0.0.0.0\n", "      HOST: 0.0.0.0\n      LOG_LEVEL: info\n")
      .replace("redis:8", "redis:9"),
  });
});

test("my indentation and my order stay", () => {
  const mine = `volumes:
    data: {}
services:
    redis: { image: "redis:8" }
    server:
        image: shop
        environment:
            HOST: 0.0.0.0
            PORT: "3000"
        ports: ["3000:3000"]
`;
  const theirs = base
    .replace("image: shop", "image: shop:2")
    .replace('      - "3000:3000"\n', '      - "3000:3000"\n      - "9464:9464"\n')
    .replace(
      "  redis:\n    image: redis:8\n",
      "  redis:\n    image: redis:8\n  otel:\n    image: otel\n    args:\n      - a\n",
    );
  const merged = merge(base, mine, theirs);
  expect(merged.kind).toBe("merged");
  expect(merged.text).toBe(
    mine
      .replace("shop", "shop:2")
      .replace('["3000:3000"]', '["3000:3000", "9464:9464"]')
      .replace(
        "    server:\n",
        "    otel:\n        image: otel\n        args:\n            - a\n    server:\n",
      ),
  );
  expect(parseYaml(merged.text)?.value).toEqual(parseYaml(theirs)?.value);
});

test("a service that the generator dropped goes if it is as it was, and is asked for if it is not", () => {
  const theirs = base.replace("  redis:\n    image: redis:8\n", "");
  const mine = base.replace("image: shop", "image: my-shop");
  expect(merge(base, mine, theirs).text).toBe(mine.replace("  redis:\n    image: redis:8\n", ""));
  expect(merge(base, base.replace("redis:8", "valkey:8"), theirs)).toMatchObject({
    kind: "conflict",
    text: expect.stringContaining("valkey:8"),
  });
});

test("a comment of mine above what the generator dropped is never lost", () => {
  const theirs = base.replace("  redis:\n    image: redis:8\n", "");
  const merged = merge(base, base.replace("  redis:", "  # shared with the shop\n  redis:"), theirs);
  expect(merged.text).toContain("# shared with the shop");
});

test("anchors, several documents and tags are merged by line", () => {
  const anchored = "a: &x\n  k: 1\nb: *x\nc: 1\n";
  expect(merge(anchored, anchored.replace("k: 1", "k: 2"), anchored.replace("c: 1", "c: 2")).text).toBe(
    "a: &x\n  k: 2\nb: *x\nc: 2\n",
  );
  expect(merge("a: 1\n---\nb: 1\nz: 1\n", "a: 2\n---\nb: 1\nz: 1\n", "a: 1\n---\nb: 1\nz: 2\n").text).toBe(
    "a: 2\n---\nb: 1\nz: 2\n",
  );
});

test("a block of text that both changed is merged by its lines", () => {
  const text = "on: push\nrun: |\n  one\n  two\n  three\n  four\n  five\n";
  const mine = text.replace("one", "ONE").replace("on: push", "on: [push] # mine");
  expect(merge(text, mine, text.replace("five", "FIVE")).text).toBe(mine.replace("five", "FIVE"));
});

const leaf = fc.constantFrom<unknown>(1, "a", "two words", "# no comment", "3", true, null, "x\ny\n");
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, tie("object"), tie("array")),
  object: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 4 }),
  array: fc.array(tie("value"), { maxLength: 3 }),
}));
const layout = fc.record({
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const),
  collectionStyle: fc.constantFrom("any" as const, "flow" as const),
});

test("whatever the values: a merge by key is YAML again, and one-sided changes are taken whole", () => {
  fc.assert(
    fc.property(value, value, value, layout, (old, left, right, style) => {
      const texts = [stringify({ v: old }), stringify({ v: left }, style), stringify({ v: right })] as const;
      const merged = merge(...texts);
      if (merged.kind === "merged") expect(parseYaml(merged.text)).toBeDefined();
      const taken = merge(texts[0], stringify({ v: old }, style), texts[2]);
      expect(parseYaml(taken.text)?.value).toEqual({ v: right });
      expect(taken.kind).toBe("merged");
    }),
    { numRuns: 500, seed: 22 },
  );
}, 60_000);
