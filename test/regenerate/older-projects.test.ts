/** Projects that older versions generated: the trees in test/fixtures/trees, as they were written then. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../cli/run.js";
import { temporaryFolder, tree } from "./folder.js";

const trees = join(import.meta.dirname, "../fixtures/trees");

function project(name: string): string {
  const files = JSON.parse(readFileSync(join(trees, name), "utf8")) as Record<string, string>;
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function commit(folder: string): void {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all");
  git(
    "-c",
    "user.name=t",
    "-c",
    "user.email=t@example.com",
    "commit",
    "--quiet",
    "--no-gpg-sign",
    "-m",
    "generated",
  );
}

/** One edit of each kind of file, where it does not touch what a newer generator changes. */
function edit(folder: string): void {
  const manifest = join(folder, "package.json");
  const text = readFileSync(manifest, "utf8").replace(
    '"scripts": {',
    '"scripts": {\n    "mine": "node mine.js",',
  );
  writeFileSync(manifest, text);
  appendFileSync(join(folder, "README.md"), "\n## Mine\n\nOurs to keep.\n");
  appendFileSync(join(folder, "src/server.ts"), "// mine\n");
  appendFileSync(join(folder, "src/generated/tools.ts"), "// mine\n");
}

describe.each(readdirSync(trees))("%s", { timeout: 60_000 }, (name) => {
  test("is brought up to date, and is then what the spec says", async () => {
    const folder = project(name);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect((await run(folder, ["generate", "--check"])).err).toContain("Everything is as the spec says.");
    expect(JSON.parse(tree(folder)[".create-mcp-prod/lock.json"] ?? "")).toMatchObject({ format: 2 });
  });

  test("keeps every edit, merged with what it last generated as its history has it", async () => {
    const folder = project(name);
    commit(folder);
    edit(folder);
    const done = await run(folder, ["generate", "--allow-dirty", "--on-conflict=markers"]);
    const files = tree(folder);
    expect(done.err).not.toContain("MCP15");
    expect(files["package.json"]).toContain('"mine": "node mine.js"');
    expect(() => JSON.parse(files["package.json"] ?? "") as unknown).not.toThrow();
    expect(files["README.md"]).toContain("Ours to keep.");
    expect(files["src/server.ts"]).toContain("// mine");
    expect(files["src/generated/tools.ts"]).toContain("// mine");
    expect(done.exitCode).toBe(0);
    expect((await run(folder, ["generate"])).err).toContain("Nothing to do.");
  });

  test("without a history asks where an edited file would change, and loses nothing", async () => {
    const folder = project(name);
    edit(folder);
    const before = tree(folder);
    const asked = await run(folder, ["generate"]);
    if (asked.exitCode === 1) expect(tree(folder)).toEqual(before);
    await run(folder, ["generate", "--on-conflict=markers"]);
    const files = tree(folder);
    expect(files["README.md"]).toContain("Ours to keep.");
    expect(files["src/server.ts"]).toContain("// mine");
  });
});
