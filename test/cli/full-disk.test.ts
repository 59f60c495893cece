import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { fault } from "./fault.js";
import { bare, run } from "./run.js";

vi.mock("../../src/regenerate/disk-workspace.js", async (original) =>
  (await import("./fault.js")).faulty(original),
);

test("a disk that fills up while a project is made leaves nothing of it", async () => {
  const folder = temporaryFolder();
  for (const left of [0, 1, 10]) {
    fault.left = left;
    const { exitCode, err } = await run(folder, ["deep/shop", "--yes", ...bare]);
    expect(err).toMatch(/^error MCP1504 {2}no space left/);
    expect(exitCode).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test("a disk that fills up while a project is generated again leaves it as it was", async () => {
  const folder = temporaryFolder();
  fault.left = Infinity;
  await run(folder, ["shop", "--yes", ...bare]);
  const home = join(folder, "shop");
  const spec = readFileSync(join(home, "mcp.yaml"), "utf8");
  writeFileSync(join(home, "mcp.yaml"), spec.replace("version: 0.1.0", "version: 0.2.0"));
  const before = tree(home);
  fault.left = 1;
  const { exitCode, err } = await run(home, ["generate"]);
  expect(err).toContain("MCP1504");
  expect(exitCode).toBe(2);
  expect(tree(home)).toEqual(before);
});
