/**
 * What Copier's own tests of updating a project hold (copier-org/copier, tests/test_updatediff.py), case by case, of
 * this generator. Held elsewhere: runs that were cut short and lost lines (survives.test.ts), both sides with the same
 * line, insertions at one place and the final newline (merge/text.test.ts), links, modes and line ends
 * (apply.test.ts), a project's own formatter, edits that are not committed, `--restore`, what stands in the
 * way (cli/generate-again.test.ts), names that not every file system allows (paths.test.ts).
 *
 * Different on purpose:
 * - What Copier skips when it exists comes back when it is deleted; here what the user deleted stays deleted, and only
 *   code that nobody owns comes back.
 * - Conflicts are never `.rej` files, and nothing is added to git's index: a run that leaves markers ends with 1, and
 *   the next one refuses to start.
 *
 * Without an equivalent: questions and answers (skipped, computed, secret, validated, asked anew), migration scripts,
 * tags and references of a template's repository, commit hooks, and how many lines of context a patch has. The
 * only input is the spec, and texts are merged against a stored base instead of patched.
 */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { apply } from "../../src/regenerate/apply.js";
import { conflictSteps } from "../../src/regenerate/conflicts.js";
import { diskWorkspace } from "../../src/regenerate/disk-workspace.js";
import type { Choices } from "../../src/regenerate/plan.js";
import { prepare } from "../../src/regenerate/prepare.js";
import { wouldWrite } from "../../src/regenerate/report.js";
import { lockPath } from "../../src/regenerate/state.js";
import type { GeneratedFile, Owner } from "../../src/render/file.js";
import { run } from "../cli/run.js";
import { actions, file, spec } from "./build.js";
import { temporaryFolder, tree } from "./folder.js";

const shared = (texts: Readonly<Record<string, string>>, owner: Owner = "shared") =>
  Object.entries(texts).map(([path, text]) => file(path, text, owner));

/** One run: what it did to each path, or, with nothing written, the paths in conflict. */
async function update(root: string, files: readonly GeneratedFile[], choices?: Choices, generator = "1.0.0") {
  const workspace = diskWorkspace(root);
  const prepared = await prepare(workspace, { files, generator, spec }, { choices });
  if (!prepared.ok) throw new Error(prepared.diagnostics[0]?.message);
  const { plan, lock } = prepared.value;
  const conflicts = conflictSteps(plan).map(({ path }) => path);
  if (conflicts.length === 0) await apply(plan, workspace);
  return { did: actions(plan), conflicts, wrote: conflicts.length === 0 && wouldWrite(plan, lock) };
}

const read = (root: string, path: string) => readFileSync(join(root, path), "utf8");
function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
/** All but what the generator keeps for itself. */
const own = (root: string) =>
  Object.fromEntries(Object.entries(tree(root)).filter(([path]) => !path.startsWith(".create-mcp-prod/")));

/** What the user called files; only what every file system allows can be generated. */
const names = [
  "plain.txt",
  "with spaces.txt",
  " leading.txt",
  "m4â4ñ4a.txt",
  "!special.txt",
  "[a-z].txt",
  "-rf",
];

describe("edits", () => {
  test("outlive one update after the other, and an update that is repeated writes nothing", async () => {
    const root = temporaryFolder();
    const version = (name: string, project: string, split: boolean) =>
      shared({
        "README.md": `Hello.\n\nI am ${name}${split ? `.\n\nThis is ` : `, and this is `}${project}.\n\nThank you.\n`,
      });
    await update(root, version("Ann", "a shop", false));
    write(root, "README.md", read(root, "README.md").replace("Thank you", "Many thanks"));
    expect(await update(root, version("Ann", "a shop", false))).toMatchObject({ wrote: false });
    for (const next of [
      version("Ann", "a shop", true),
      version("Bob", "a shop", true),
      version("Bob", "a bank", true),
    ]) {
      expect((await update(root, next)).did).toEqual({ "README.md": "merge" });
      expect(await update(root, next)).toMatchObject({ wrote: false });
    }
    expect(read(root, "README.md")).toBe("Hello.\n\nI am Bob.\n\nThis is a bank.\n\nMany thanks.\n");
  });

  test("stay in the block that they were made in when one like it arrives before it", async () => {
    const root = temporaryFolder();
    const block = (name: string, extra = "") =>
      `${name}:\n  same\n  same\n${extra}  same\n  same\n  last\n\n`;
    await update(root, shared({ "a.txt": block("one") + block("two") }));
    write(root, "a.txt", block("one") + block("two", "  mine\n"));
    const { conflicts } = await update(
      root,
      shared({ "a.txt": block("zero") + block("one") + block("two") }),
    );
    expect(conflicts).toEqual([]);
    expect(read(root, "a.txt")).toBe(block("zero") + block("one") + block("two", "  mine\n"));
  });

  test("of a handler are never touched, with no second file beside it, however often its template changes", async () => {
    const root = temporaryFolder();
    await update(root, shared({ "src/a.ts": "1\n" }, "yours"));
    write(root, "src/a.ts", "mine\n");
    for (const text of ["2\n", "3\n"]) {
      expect((await update(root, shared({ "src/a.ts": text }, "yours"))).did).toEqual({
        "src/a.ts": "stale",
      });
      expect(own(root)).toEqual({ "src/a.ts": "mine\n" });
    }
  });

  test("that are what comes next become the generator's own, and the update after is no merge", async () => {
    const root = temporaryFolder();
    await update(root, shared({ "a.md": "first" }));
    write(root, "a.md", "second");
    expect((await update(root, shared({ "a.md": "second" }))).did).toEqual({ "a.md": "adopt" });
    expect((await update(root, shared({ "a.md": "third" }))).did).toEqual({ "a.md": "update" });
    expect(read(root, "a.md")).toBe("third");
  });

  test("of the executable bit go with the text, merged and renamed", async () => {
    const root = temporaryFolder();
    await update(root, shared({ "run.txt": "1\n\n2\n\n3\n" }));
    write(root, "run.txt", "1\n\n2\n\n3\nmine\n");
    chmodSync(join(root, "run.txt"), 0o755);
    await update(root, shared({ "run.txt": "one\n\n2\n\n3\n" }));
    expect(statSync(join(root, "run.txt")).mode & 0o111).toBe(0o111);
    const [next] = shared({ "start.txt": "ONE\n\n2\n\n3\n" });
    await update(root, [{ ...next!, movedFrom: "run.txt" }]);
    expect(own(root)).toEqual({ "start.txt": "ONE\n\n2\n\n3\nmine\n" });
    expect(statSync(join(root, "start.txt")).mode & 0o100).toBe(0o100);
  });
});

describe("a conflict", () => {
  test.each(names)(
    "in %j stands between markers, in the letters of both sides, with no file beside it",
    async (name) => {
      const root = temporaryFolder();
      await update(root, shared({ [name]: "α🐍\nβ🐍\nω🐍\n" }));
      write(root, name, "α🐍\nβ🐍\nmine 🦊\nω🐍\n");
      const next = shared({ [name]: "α🐍\nβ🐍\nγ🐍\nω🐍\n" });
      const before = tree(root);
      expect((await update(root, next)).conflicts).toEqual([name]);
      expect(tree(root)).toEqual(before);
      await update(root, next, { onConflict: "markers" });
      expect(own(root)).toEqual({
        [name]: "α🐍\nβ🐍\n<<<<<<< yours\nmine 🦊\n=======\nγ🐍\n>>>>>>> generated\nω🐍\n",
      });
      expect((await update(root, next)).conflicts).toEqual([name]);
      write(root, name, "α🐍\nβ🐍\nmine 🦊\nγ🐍\nω🐍\n");
      expect((await update(root, next)).conflicts).toEqual([]);
    },
  );

  test("over a file that both began has what is alike outside of the markers", async () => {
    const root = temporaryFolder();
    await update(root, shared({ "a.md": "a\n" }));
    write(root, "ci.txt", "test:\n  run: test\nbuild:\n  run: build\n");
    const next = shared({ "a.md": "a\n", "ci.txt": "test:\n  run: test --slow\n" });
    expect((await update(root, next)).conflicts).toEqual(["ci.txt"]);
    await update(root, next, { onConflict: "markers" });
    expect(read(root, "ci.txt")).toBe(
      "test:\n<<<<<<< yours\n  run: test\nbuild:\n  run: build\n=======\n  run: test --slow\n>>>>>>> generated\n",
    );
  });

  test("is asked about where the edits are, when another text takes the place of the one that moved", async () => {
    const root = temporaryFolder();
    await update(root, shared({ "ci.txt": "test\n" }));
    write(root, "ci.txt", "test && deploy\n");
    const [main, rest] = shared({ "ci.txt": "include ci/main.txt\n", "ci/main.txt": "test --slow\n" });
    const next = [main!, { ...rest!, movedFrom: "ci.txt" }];
    expect((await update(root, next)).conflicts).toEqual(["ci.txt"]);
    await update(root, next, { onConflict: "markers" });
    expect(read(root, "ci.txt")).toContain("test && deploy\n");
    expect(read(root, "ci/main.txt")).toBe("test --slow\n");
  });
});

describe("what is deleted", () => {
  test.each(names)(
    "by the user stays deleted though its template changes, and nothing else goes: %j",
    async (name) => {
      const root = temporaryFolder();
      await update(root, shared({ [name]: "1\n", "a.txt": "1\n", plain: "1\n" }));
      rmSync(join(root, name));
      for (const text of ["2\n", "3\n"]) {
        const { did } = await update(root, shared({ [name]: text, "a.txt": text, plain: text }));
        expect(did).toEqual({ [name]: "stay-deleted", "a.txt": "update", plain: "update" });
        expect(existsSync(join(root, name))).toBe(false);
      }
    },
  );

  test("by the generator goes with its empty folders, and what the user put beside it stays", async () => {
    const root = temporaryFolder();
    const kept = { "keep.txt": "keep\n" };
    const gone = { "1.txt": "1\n", "b/2.txt": "2\n", "c/d/3.txt": "3\n", "e/f/4.txt": "4\n" };
    await update(root, shared({ ...kept, ...gone }));
    const mine = { "i.txt": "I\n", "m/ii.txt": "II\n", "c/own/iii.txt": "III\n", "e/f/iv.txt": "IV\n" };
    for (const [path, text] of Object.entries(mine)) write(root, path, text);
    await update(root, shared({ ...kept, "new.txt": "new\n" }));
    expect(own(root)).toEqual({ ...kept, ...mine, "new.txt": "new\n" });
    expect(["b", "c/d"].filter((folder) => existsSync(join(root, folder)))).toEqual([]);
  });

  test("with a feature comes back with it, the user's edits in it", async () => {
    const root = temporaryFolder();
    const base = { "a.txt": "a\n" };
    const feature = (word: string) => ({ "f/edited.txt": `${word}\n\n2\n\n3\n`, "f/plain.txt": `${word}\n` });
    await update(root, shared({ ...base, ...feature("one") }));
    write(root, "f/edited.txt", "one\n\n2\n\n3\nmine\n");
    await update(root, shared(base));
    expect(own(root)).toEqual({ ...base, "f/edited.txt": "one\n\n2\n\n3\nmine\n" });
    expect((await update(root, shared({ ...base, ...feature("uno") }))).conflicts).toEqual([]);
    expect(own(root)).toEqual({ ...base, "f/edited.txt": "uno\n\n2\n\n3\nmine\n", "f/plain.txt": "uno\n" });
  });
});

test("the lock follows the generator's version without a question, where nothing else changes", async () => {
  const root = temporaryFolder();
  await update(root, shared({ "a.txt": "a\n" }));
  const before = own(root);
  const { did, wrote } = await update(root, shared({ "a.txt": "a\n" }), undefined, "2.0.0");
  expect({ did, wrote }).toEqual({ did: {}, wrote: true });
  expect(own(root)).toEqual(before);
  expect(read(root, lockPath)).toContain('"2.0.0"');
});

describe("under git", () => {
  const specOf = (greeting: string) => `spec: 1
server: { name: shop, version: 1.0.0, description: Ein Laden für Bücher. }
tools:
  greet:
    description: ${greeting}
    result: { type: string, maxLength: 100 }
    handler: true
`;
  const greet = "src/generated/tools/greet.ts";
  const git = (folder: string, ...args: string[]) =>
    execFileSync(
      "git",
      [
        ...[
          "user.name=t",
          "user.email=t@example.com",
          "commit.gpgSign=false",
          "protocol.file.allow=always",
        ].flatMap((setting) => ["-c", setting]),
        ...args,
      ],
      { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
  const commit = (folder: string) => {
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "x");
  };
  async function project(folder: string): Promise<string> {
    write(folder, "mcp.yaml", specOf("Greet somebody."));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    return folder;
  }

  test.each([
    [
      "a folder of a larger repository",
      async () => {
        const root = temporaryFolder();
        mkdirSync(join(root, "shop"));
        const folder = await project(join(root, "shop"));
        git(root, "init", "--quiet");
        commit(root);
        write(root, "elsewhere.txt", "no matter\n");
        return folder;
      },
    ],
    [
      "a folder whose repository stands elsewhere",
      async () => {
        const folder = await project(temporaryFolder());
        git(folder, "init", "--quiet", `--separate-git-dir=${join(temporaryFolder(), "git")}`);
        commit(folder);
        return folder;
      },
    ],
    [
      "a submodule",
      async () => {
        const origin = await project(temporaryFolder());
        git(origin, "init", "--quiet");
        commit(origin);
        const root = temporaryFolder();
        git(root, "init", "--quiet");
        git(root, "submodule", "--quiet", "add", origin, "sub");
        commit(root);
        return join(root, "sub");
      },
    ],
  ])("edits in %s are asked for in a commit, then merged", async (_, begin) => {
    const folder = await begin();
    appendFileSync(join(folder, greet), "// mine\n");
    write(folder, "mcp.yaml", specOf("Greet politely."));
    const refused = await run(folder, ["generate"]);
    expect(refused.err).toContain(`MCP1526  ${greet}: has edits`);
    commit(folder);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toMatch(/Greet politely\.[^]*\/\/ mine\n$/);
    expect(read(folder, "README.md")).toContain("Ein Laden für Bücher.");
  });

  test("a file that the user's .gitignore names is kept up to date, ignored and no longer ignored", async () => {
    const folder = await project(temporaryFolder());
    const ignore = read(folder, ".gitignore");
    write(folder, ".gitignore", `${ignore}/${greet}\n`);
    git(folder, "init", "--quiet");
    commit(folder);
    expect(git(folder, "ls-files", greet)).toBe("");
    write(folder, "mcp.yaml", specOf("Greet politely."));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toContain("Greet politely.");
    // No commit can have the edits of it: they are asked for all the same.
    appendFileSync(join(folder, greet), "// mine\n");
    commit(folder);
    write(folder, "mcp.yaml", specOf("Greet loudly."));
    expect((await run(folder, ["generate"])).err).toContain(`MCP1526  ${greet}`);
    write(folder, ".gitignore", ignore);
    commit(folder);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toMatch(/Greet loudly\.[^]*\/\/ mine\n$/);
  });
});
