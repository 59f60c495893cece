import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeRun } from "../../src/regenerate/run-lock.js";
import { temporaryFolder, tree } from "./folder.js";

const owner = ".create-mcp-prod/run/owner";

function heldBy(text: string): string {
  const root = temporaryFolder();
  mkdirSync(join(root, ".create-mcp-prod/run"), { recursive: true });
  writeFileSync(join(root, owner), text);
  return root;
}

/** A process id that no process has: above the largest that Linux hands out. */
const dead = 2 ** 22 + 1;

test("a second run is refused while the first is at work, and free to go after it", () => {
  const root = temporaryFolder();
  const first = takeRun(root);
  const second = takeRun(root);
  expect(second.diagnostics.map((one) => one.code)).toEqual(["MCP1523"]);
  expect(first.ok && first.value()).toBeUndefined();
  expect(takeRun(root).ok).toBe(true);
});

test("nothing is left of a run that ended", () => {
  const root = temporaryFolder();
  const run = takeRun(root);
  if (run.ok) run.value();
  expect(tree(root)).toEqual({});
});

test("a run whose process is gone holds nobody back", () => {
  const root = heldBy(`${dead} ${hostname()}\n`);
  expect(takeRun(root).ok).toBe(true);
  expect(readFileSync(join(root, owner), "utf8")).toBe(`${process.pid} ${hostname()}\n`);
});

test("a run on another machine is respected while it is young", () => {
  const root = heldBy(`${dead} another-machine\n`);
  expect(takeRun(root).diagnostics[0]?.message).toContain("another machine");
});

test("a run that has been at work for longer than any run takes is dead", () => {
  const root = heldBy("1 another-machine\n");
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(join(root, owner), longAgo, longAgo);
  expect(takeRun(root).ok).toBe(true);
});

test("a run that has only just begun is named as such", () => {
  expect(takeRun(heldBy("")).diagnostics[0]?.message).toMatch(/\(one that has just begun\)$/);
});

test("what another program wrote there is never printed raw", () => {
  const root = heldBy("\u001b[31mred\u001b[0m");
  const refused = takeRun(root);
  expect(refused.diagnostics[0]?.message).not.toContain("\u001b");
});
