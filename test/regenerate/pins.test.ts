import { describe, expect, test } from "vitest";
import { mergeText } from "../../src/regenerate/merge/merge.js";

const merge = (path: string, base: string, mine: string, theirs: string) =>
  mergeText({ path, base, mine, theirs });
const manifest = (pino: string, more = "") => `{
  "name": "shop",
  "version": "1.0.0",
  "dependencies": {
    "pino": "${pino}"${more}
  }
}
`;
const commit = (digit: string) => digit.repeat(40);
const workflow = (digit: string, version: string, more = "") => `jobs:
  test:
    steps:
      - uses: actions/checkout@${commit(digit)} # ${version}
      - run: npm ci
${more}  check:
    steps:
      - uses: actions/checkout@${commit(digit)} # ${version}
`;
const ci = ".github/workflows/ci.yml";

describe("a version that both raised", () => {
  test.each([
    ["10.4.0", "10.6.0", "10.5.0"],
    ["10.4.0", "10.5.0", "10.6.0"],
  ])("of a package becomes the newer one: %s, %s here, %s generated", (base, mine, theirs) => {
    const merged = merge("package.json", manifest(base), manifest(mine), manifest(theirs));
    expect(merged).toEqual({ kind: "merged", text: manifest("10.6.0") });
  });

  test("does not hold up what else both changed", () => {
    const merged = merge(
      "package.json",
      manifest("10.4.0"),
      manifest("10.6.0", ',\n    "mine": "1.0.0"'),
      manifest("10.5.0", ',\n    "zod": "4.6.7"'),
    );
    expect(merged.kind).toBe("merged");
    expect(JSON.parse(merged.text)).toHaveProperty("dependencies", {
      pino: "10.6.0",
      mine: "1.0.0",
      zod: "4.6.7",
    });
  });

  test("of an action becomes the newer one, wherever it stands, with edits around it kept", () => {
    const own = "      - run: npm run mine\n";
    const merged = merge(ci, workflow("a", "v7.0.1"), workflow("b", "v7.1.0", own), workflow("c", "v7.2.0"));
    expect(merged).toEqual({ kind: "merged", text: workflow("c", "v7.2.0", own) });
    const newer = merge(ci, workflow("a", "v7.0.1"), workflow("b", "v8.0.0"), workflow("c", "v7.2.0"));
    expect(newer).toEqual({ kind: "merged", text: workflow("b", "v8.0.0") });
  });
});

describe("a version stays a conflict", () => {
  test("when one side lowered it", () => {
    const merged = merge("package.json", manifest("10.4.0"), manifest("10.3.0"), manifest("10.5.0"));
    expect(merged.kind).toBe("conflict");
  });

  test("when it is exact no longer", () => {
    const merged = merge("package.json", manifest("10.4.0"), manifest("^10.6.0"), manifest("10.5.0"));
    expect(merged.kind).toBe("conflict");
  });

  test("when one side pinned the same in two versions", () => {
    const mine = workflow("b", "v7.1.0").replace(/(check:[^]*)b{40} # v7\.1\.0/, `$1${commit("d")} # v6.0.0`);
    expect(merge(ci, workflow("a", "v7.0.1"), mine, workflow("c", "v7.2.0")).kind).toBe("conflict");
  });

  test("when it is the server's own", () => {
    const version = (text: string) =>
      manifest("10.4.0").replace('"version": "1.0.0"', `"version": "${text}"`);
    expect(merge("package.json", version("1.0.0"), version("1.1.0"), version("2.0.0")).kind).toBe("conflict");
  });

  test("in any other file", () => {
    const merged = merge("src/package.json", manifest("10.4.0"), manifest("10.6.0"), manifest("10.5.0"));
    expect(merged.kind).toBe("conflict");
  });
});
