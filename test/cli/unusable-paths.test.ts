/** Things of the wrong kind where the generator reads and writes: what the user sees names the place. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../regenerate/folder.js";
import { bare, run } from "./run.js";

const spec = `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
include: [tools.yaml]
templates: ./company
tools:
  count: { description: How many., result: { type: integer }, handler: true }
`;
const files = {
  "mcp.yaml": spec,
  "tools.yaml": "tools:\n  other: { description: Others., result: { type: integer }, handler: true }\n",
  "company/templates.json": '{ "viewModel": 1 }',
};

let root: string;
let project: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "create-mcp-prod-paths-"));
  for (const [path, text] of Object.entries(files)) write(join(root, "spec", path), text);
  project = join(root, "project");
  const made = await run(join(root, "spec"), [project, "--spec", "mcp.yaml", ...bare]);
  const released = await run(project, ["release"]);
  expect([made.exitCode, released.exitCode], made.err + released.err).toEqual([0, 0]);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What stands at a path instead of what should. */
const kinds = {
  "a file": (path: string) => write(path, "a file\n"),
  "a folder": (path: string) => write(join(path, "file"), ""),
  "a link to nothing": (path: string) => symlinkSync("nowhere", path),
  "a link to itself": (path: string) => symlinkSync(path, path),
};

const cases: readonly (readonly [path: string, kind: keyof typeof kinds, words: string, shown: RegExp])[] = [
  ["mcp.yaml", "a folder", "generate", /^error MCP1001 .*"mcp\.yaml": it is a folder/],
  ["tools.yaml", "a folder", "generate", /^error MCP1015 .*"tools\.yaml": it is a folder/],
  ["tools.yaml", "a link to itself", "check", /^error MCP1015 .*"tools\.yaml": too many symbolic links/],
  ["company", "a link to itself", "generate", /^error MCP1506 .*company": too many symbolic links/],
  [
    "company/templates.json",
    "a link to itself",
    "templates list",
    /^error MCP1506 .*templates\.json": too many/,
  ],
  ["CHANGELOG.md", "a folder", "release", /^error MCP1506 .*CHANGELOG\.md": it is a folder/],
  ["CHANGELOG.md", "a folder", "check", /error MCP1506 .*CHANGELOG\.md": it is a folder/],
  ["CHANGELOG.md", "a link to nothing", "generate", /^error MCP1524 .*"CHANGELOG\.md" is a symbolic link to/],
  ["CHANGELOG.md", "a link to itself", "release", /^error MCP1506 .*CHANGELOG\.md": too many symbolic links/],
  [".create-mcp-prod", "a file", "generate", /^error MCP1506 .*\.create-mcp-prod[^"]*": it, or what/],
  [
    ".create-mcp-prod",
    "a link to nothing",
    "check",
    /^error MCP1524 .*"\.create-mcp-prod" is a symbolic link/,
  ],
  [".create-mcp-prod/releases", "a file", "check", /^error MCP1506 .*releases": it, or what stands above it/],
  [
    ".create-mcp-prod/releases",
    "a file",
    "release",
    /^error MCP1506 .*releases": it, or what stands above it/,
  ],
  [".create-mcp-prod/releases", "a link to itself", "diff", /^error MCP1506 .*releases": too many symbolic/],
  [
    ".create-mcp-prod/releases/1.0.0.json",
    "a folder",
    "check",
    /^error MCP1704 .*1\.0\.0\.json: it is a folder/,
  ],
  [
    ".create-mcp-prod/lock.json",
    "a link to nothing",
    "generate",
    /^error MCP1524 .*lock\.json" is a symbolic/,
  ],
  [".create-mcp-prod/base", "a file", "generate", /^error MCP1506 .*\.create-mcp-prod\/base": it, or what/],
  [".create-mcp-prod/base", "a link to itself", "generate", /^error MCP1524 .*base" is a symbolic link/],
  [
    ".create-mcp-prod/run",
    "a file",
    "generate",
    /^error MCP1506 .*\.create-mcp-prod\/run[^"]*": something else/,
  ],
  [
    ".create-mcp-prod/run",
    "a link to nothing",
    "generate",
    /^error MCP1506 .*run[^"]*": there is no such file, or/,
  ],
];

test.each(cases)("%s is %s: %s names it", async (path, kind, words, shown) => {
  const copy = temporaryFolder();
  cpSync(project, copy, { recursive: true });
  if (path !== "mcp.yaml") write(join(copy, "mcp.yaml"), spec.replace("A shop.", "A book shop."));
  rmSync(join(copy, path), { recursive: true, force: true });
  kinds[kind](join(copy, path));
  const { exitCode, err } = await run(copy, words.split(" "));
  expect(err).toMatch(new RegExp(shown, "m"));
  expect(err).not.toContain("MCP1999");
  expect(exitCode).toBeGreaterThan(0);
});
