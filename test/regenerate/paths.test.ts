import { expect, test } from "vitest";
import { checkOutput } from "../../src/regenerate/output.js";
import { pathCollisions, pathProblem } from "../../src/regenerate/paths.js";

test.each([
  "",
  "/etc/passwd",
  "//server/share",
  "C:evil",
  "c:/evil",
  "a/../b",
  "..",
  "./a",
  "a//b",
  "a/",
  "a\\b",
  "..\\b",
  "a\0b",
  "a\nb",
  "con",
  "src/NUL.ts",
  "src/com1.txt",
  "lpt¹",
  "a./b",
  "a /b",
  "a:stream",
  "what?.ts",
  ".git/hooks/pre-commit",
  ".GIT/config",
  "a".repeat(256),
  "a/".repeat(600) + "a",
])("%j is refused", (path) => {
  expect(pathProblem(path)).toBeDefined();
});

test.each([
  "a",
  ".gitignore",
  ".create-mcp-prod/lock.json",
  "src/generated/tools/console.ts",
  "ü/ß.ts",
  "a b/c",
])("%j is allowed", (path) => {
  expect(pathProblem(path)).toBeUndefined();
});

test("paths that differ only in case, or in how an accent is written, collide", () => {
  expect(pathCollisions(["src/A.ts", "src/a.ts"])).toEqual([["src/A.ts", "src/a.ts"]]);
  expect(pathCollisions(["\u00e9", "e\u0301"])).toHaveLength(1);
  expect(pathCollisions(["a.ts", "b/a.ts"])).toEqual([]);
});

test("a file and a folder of the same name collide", () => {
  expect(pathCollisions(["src/a", "src/A/b.ts"])).toEqual([["src/a", "src/A/b.ts"]]);
});

test("every bad path of an output is reported at once", () => {
  const files = ["../x", "nul", "a.ts", "A.ts"].map((path) => ({ path }));
  expect(checkOutput(files).map((one) => one.code)).toEqual(["MCP1524", "MCP1524", "MCP1525"]);
});
