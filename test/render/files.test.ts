import { expect, test } from "vitest";
import { ownerOf, unsafePath } from "../../src/render/files.js";
import { layers } from "../../src/render/layers.js";
import { partialName } from "../../src/templates/names.js";
import { templates } from "virtual:templates";

test.each([
  ["src/generated/tools/query-users.ts", "generated"],
  ["test/generated/http.test.ts", "generated"],
  [".create-mcp-prod/contract.json", "generated"],
  ["src/handlers/score-lead.ts", "yours"],
  ["test/handlers/score-lead.test.ts", "yours"],
  ["CHANGELOG.md", "yours"],
  ["src/guard/steps.ts", "shared"],
  ["package.json", "shared"],
])("%s is %s", (path, owner) => {
  expect(ownerOf(path)).toBe(owner);
});

test.each([
  [["src/a.ts", "src/A.ts"], "src/A.ts"],
  [["src/\u00e9.ts", "src/e\u0301.ts"], "src/e\u0301.ts"],
  [["a/../b"], "a/../b"],
  [["/a"], "/a"],
  [["a//b"], "a//b"],
  [["c:/a"], "c:/a"],
  [["a\\b"], "a\\b"],
  [["a\0b"], "a\0b"],
])("%j cannot be written", (paths, unsafe) => {
  expect(unsafePath(paths)).toBe(unsafe);
});

test("ordinary paths can be written", () => {
  expect(unsafePath(["a/b.ts", "a/c.ts", ".gitignore"])).toBeUndefined();
});

test("every folder of templates is a layer, and what is in none is a partial", () => {
  const folders = new Set(
    Object.keys(templates)
      .filter((key) => partialName(key) === undefined)
      .map((key) => key.split("/")[0]),
  );
  expect([...folders].filter((name) => !layers.some((layer) => layer.name === name))).toEqual([]);
});
