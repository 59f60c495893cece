import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, getFileInfo } from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import type { GeneratedFile } from "../src/render/file.js";
import { templates } from "virtual:templates";
import { exampleFacts, goldenCases, goldenTree, snapshotsFolder } from "./golden-trees.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Texts that no spec changes: the linter looks after them where they stand. */
const copied = new Set(
  Object.values(templates).flatMap((template) => ("text" in template ? template.text : [])),
);

/** Paths of all files below a folder, sorted, with forward slashes. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"))
    .sort();

test("what is kept beside each example is of its statements (`npm run snapshots`)", async () => {
  for (const [path, text] of await exampleFacts(root)) {
    expect({ path, text }).toEqual({ path, text: readFileSync(join(root, path), "utf8") });
  }
});

test("every snapshot belongs to a spec", () => {
  const folders = readdirSync(snapshotsFolder(root)).filter((name) => name !== "errors");
  expect(folders.sort()).toEqual(goldenCases(root));
});

describe.each(goldenCases(root))("%s", (name) => {
  const folder = join(snapshotsFolder(root), name);
  let files: readonly GeneratedFile[];
  beforeAll(async () => {
    files = await goldenTree(root, name);
  });

  test("makes the files of its snapshot, and no others", () => {
    expect(files.map(({ path }) => path)).toEqual([...filesBelow(folder)].sort());
  });

  test("makes each of them byte for byte (`npm run snapshots` accepts a change)", () => {
    for (const { path, text } of files) {
      expect({ path, text }).toEqual({ path, text: readFileSync(join(folder, path), "utf8") });
    }
  });

  test("makes no file that its own .gitignore keeps out of version control", () => {
    const paths = files.map(({ path }) => `${path}\n`).join("");
    const words = ["check-ignore", "--no-index", "--stdin"];
    const { status, stdout } = spawnSync("git", words, { cwd: folder, input: paths, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" }); // 1: none of them
  });

  test("makes the same again", async () => {
    expect(await goldenTree(root, name)).toEqual(files);
  });

  test("leaves prettier nothing to do", { timeout: 20_000 }, async () => {
    const unclean: string[] = [];
    for (const { path, text } of files) {
      const filepath = join(folder, path);
      const { ignored, inferredParser } = await getFileInfo(filepath, {
        ignorePath: join(folder, ".prettierignore"),
      });
      if (ignored || inferredParser === null || copied.has(text)) continue;
      if (!(await check(text, { filepath, printWidth: 100 }))) unclean.push(path);
    }
    expect(unclean).toEqual([]);
  });

  test("has prettier leave the spec as its owner laid it out", () => {
    const ignored = files.find(({ path }) => path === ".prettierignore")?.text;
    expect(ignored).toMatch(/^mcp\.(?:yaml|json|config\.\w+)$/m);
  });

  test("has the README set what the server does not start without, before it starts it", () => {
    const readme = files.find(({ path }) => path === "README.md")?.text ?? "";
    const required = [...readme.matchAll(/^\| `(\w+)` +\|.*\| required +\|$/gm)].map(
      ([, variable]) => variable,
    );
    const [start = ""] = /```sh\n[^]*?npm start/.exec(readme) ?? [];
    expect(required.filter((variable) => !start.includes(`${variable}=`))).toEqual([]);
  });

  test("ends every text with one line end, and has no carriage return", () => {
    const odd = files.filter(({ text }) => !/[^\n]\n$/.test(text) || text.includes("\r"));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});
