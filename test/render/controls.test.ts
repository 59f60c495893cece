/** The list of controls says what is true of every project: the files are there, and so are the tests. */
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { Control } from "../../src/render/controls/control.js";
import { controlsOf, isoOf, soc2Of } from "../../src/render/controls/controls.js";
import { factsOf } from "../../src/render/controls/facts.js";
import { isoControls, soc2Criteria } from "../../src/render/controls/frameworks.js";
import type { GeneratedFile } from "../../src/render/file.js";
import { viewOf } from "../../src/render/view.js";
import { goldenCases, goldenModel, goldenTree } from "../golden-trees.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const controlsOfCase = async (name: string): Promise<readonly Control[]> => {
  const model = await goldenModel(root, name);
  return controlsOf(factsOf(model, viewOf(model).has));
};

type Tree = ReadonlyMap<string, string>;
const treeOf = (files: readonly GeneratedFile[]): Tree =>
  new Map(files.map(({ path, text }) => [path, text]));

/** What vitest puts into a title for each case, as the list writes it. */
const withoutCases = (title: string): string => title.replace(/%[sdifjo]|\$[\w.]+/g, "…");

/** Titles in a test's file, and in those of `test/` that it takes tests from. */
function titlesIn(path: string, tree: Tree, seen = new Set<string>()): ReadonlySet<string> {
  const text = tree.get(path) ?? "";
  seen.add(path);
  const literals = [...text.matchAll(/\(\s*"((?:[^"\\\n]|\\.)*)"/g)].map(([, literal = ""]) =>
    literal.replace(/\\(.)/g, "$1"),
  );
  const imported = [...text.matchAll(/ from "(\.[^"]+)\.js"/g)]
    .map(([, specifier]) => new URL(`${specifier}.ts`, `file:///${path}`).pathname.slice(1))
    .filter((other) => other.startsWith("test/") && !seen.has(other));
  return new Set([
    ...literals.map(withoutCases),
    ...imported.flatMap((other) => [...titlesIn(other, tree, seen)]),
  ]);
}

/** What the list names and the project does not have. */
const missing = (controls: readonly Control[], tree: Tree): readonly string[] =>
  controls.flatMap(({ id, enforcedIn, tests }) => [
    ...enforcedIn.filter((path) => !tree.has(path)).map((path) => `${id}: ${path}`),
    ...tests.flatMap(({ file, titles }) => {
      if (!tree.has(file)) return [`${id}: ${file}`];
      const there = titlesIn(file, tree);
      return titles.filter((title) => !there.has(title)).map((title) => `${id}: ${file}: ${title}`);
    }),
  ]);

describe.each(goldenCases(root))("%s", (name) => {
  let controls: readonly Control[];
  let tree: Tree;
  beforeAll(async () => {
    controls = await controlsOfCase(name);
    tree = treeOf(await goldenTree(root, name));
  });

  test("has every file and every test that its controls name", () => {
    expect(missing(controls, tree)).toEqual([]);
  });

  test("has no control without something that enforces it and something that proves it", () => {
    const bare = controls.filter(({ enforcedIn, tests }) => enforcedIn.length === 0 || tests.length === 0);
    expect(bare.map(({ id }) => id)).toEqual([]);
    expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
  });

  test("names each of them in SECURITY.md, and counts each toward both frameworks", () => {
    const text = tree.get("SECURITY.md") ?? "";
    const unnamed = controls.filter(
      ({ id, title }) => !text.includes(`#### ${title}`) || !text.includes(`\`${id}\``),
    );
    expect(unnamed.map(({ id }) => id)).toEqual([]);
    for (const criteria of [soc2Of(controls), isoOf(controls)]) {
      expect(new Set(criteria.flatMap((criterion) => criterion.controls)).size).toBe(controls.length);
    }
  });
});

test("a file or a test that is gone is noticed", async () => {
  const controls = await controlsOfCase("minimal-stdio");
  const tree = new Map(treeOf(await goldenTree(root, "minimal-stdio")));
  tree.delete("src/guard/limit.ts");
  tree.set(
    "test/support/controls.ts",
    (tree.get("test/support/controls.ts") ?? "").replace("refuses an unknown", "takes an"),
  );
  expect(missing(controls, tree)).toEqual([
    "arguments: test/controls.stdio.test.ts: refuses an unknown argument and names it",
    "rate: src/guard/limit.ts",
  ]);
});

test("every criterion that is listed is counted toward by some control", async () => {
  const all = (await Promise.all(goldenCases(root).map(controlsOfCase))).flat();
  const unused = [
    ...Object.keys(soc2Criteria).filter((id) => !all.some(({ soc2 }) => soc2.includes(id as never))),
    ...Object.keys(isoControls).filter((id) => !all.some(({ iso }) => iso.includes(id as never))),
  ];
  expect(unused).toEqual([]);
});

test("a control of what a spec does not ask for is absent without a trace", async () => {
  const ids = (await controlsOfCase("minimal-stdio")).map(({ id }) => id);
  expect(ids).not.toContain("host-and-origin");
  const text = treeOf(await goldenTree(root, "minimal-stdio")).get("SECURITY.md") ?? "";
  expect(text).not.toMatch(/HTTP|token|Redis|SQLite|PostgreSQL|Metrics/);
});
