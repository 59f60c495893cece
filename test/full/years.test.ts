/**
 * A project over the years: every file of it edited, then its spec changed in ten ways and its templates in three,
 * generated again after each. All edits are found again, and nothing changes that the report does not name.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { bare, run, type Run } from "../cli/run.js";

const specPath = join(import.meta.dirname, "../specs/internal-db/mcp.yaml");

/** A mark of the user in the language of a file; undefined where no line can be added without breaking it. */
function marked(path: string, text: string): string | undefined {
  if (/\.(?:ts|mts|js|mjs)$/.test(path)) return text.replace("\n", `\n// mine: ${path}\n`);
  if (path.endsWith(".md")) return text.replace("\n", `\n\n<!-- mine: ${path} -->\n`);
  if (path.endsWith(".sql")) return `${text}-- mine: ${path}\n`;
  if (text.startsWith("{")) return text.replace("{", `{ "mine: ${path}": true,`);
  return /^[<[]/.test(text) ? undefined : `${text}# mine: ${path}\n`;
}

const isState = (path: string) => path.startsWith(".create-mcp-prod/");

/** What is no generated file, or says so itself. */
const untouched = (path: string) => isState(path) || path === "mcp.yaml" || path.startsWith(".git/");

interface Project {
  readonly folder: string;
  readonly edit: (path: string, change: (text: string) => string) => void;
  readonly generate: (...words: readonly string[]) => Promise<Run>;
  /** Paths that the last run changed, as git sees them, the generator's own left out. */
  readonly changed: () => readonly string[];
  readonly commit: () => void;
}

async function project(): Promise<Project> {
  const home = temporaryFolder();
  const folder = join(home, "shop");
  const made = await run(home, ["shop", "--spec", specPath, ...bare]);
  expect(made.exitCode).toBe(0);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  const edit: Project["edit"] = (path, change) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    let text = "";
    try {
      text = readFileSync(file, "utf8");
    } catch {
      // A new file.
    }
    writeFileSync(file, change(text));
  };
  const commit = () => {
    git("add", "--all", "--force", ".");
    git(
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.com",
      "commit",
      "-qm",
      "x",
      "--no-gpg-sign",
      "--allow-empty",
    );
  };
  git("init", "--quiet");
  commit();
  return {
    folder,
    edit,
    commit,
    generate: (...words) => run(folder, ["generate", ...words]),
    changed: () =>
      git("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        .split("\0")
        .filter((line) => line !== "")
        .map((line) => line.slice(3))
        .filter((path) => !isState(path) && path !== "mcp.yaml"),
  };
}

const specChanges: readonly (readonly [name: string, change: (spec: string) => string])[] = [
  [
    "a description",
    (spec) => spec.replace(/description: Return user[^\n]*/, "description: Return users, all of them."),
  ],
  ["a limit", (spec) => spec.replace("rate: 600/minute", "rate: 500/minute")],
  [
    "a new tool",
    (spec) =>
      `${spec}  echo_text:\n    description: Give a text back.\n    params: { text: { type: string, maxLength: 9 } }\n    result: { type: string, maxLength: 9 }\n    handler: true\n`,
  ],
  [
    "a new argument",
    (spec) =>
      spec.replace(
        "{ text: { type: string, maxLength: 9 } }",
        "{ text: { type: string, maxLength: 9 }, twice: { type: boolean, default: false } }",
      ),
  ],
  ["a rename", (spec) => spec.replace("  echo_text:\n", "  repeat_text:\n    renamedFrom: echo_text\n")],
  [
    "a deprecation",
    (spec) =>
      spec.replace("    renamedFrom: echo_text\n", "    deprecated: { since: 1.0.0, removeIn: 9.0.0 }\n"),
  ],
  ["metrics", (spec) => spec.replace(/^tools:/m, "telemetry: { metrics: true }\ntools:")],
  ["no metrics again", (spec) => spec.replace("telemetry: { metrics: true }\n", "")],
  ["a new version", (spec) => spec.replace(/version: \d+\.\d+\.\d+/, "version: 1.9.0")],
  ["one tool less", (spec) => spec.replace(/ {2}repeat_text:[^]*$/, "")],
];

/** Copies in the project's own template set, changed: they stand for the templates of a later generator. */
const templateChanges: readonly (readonly [name: string, template: string])[] = [
  ["a copied source", "base/src/guard/errors.ts"],
  ["the editor's settings", "base/.editorconfig"],
  ["the test runner's", "base/vitest.config.ts.hbs"],
];

test(
  "all edits of every file outlive ten changes of the spec and three of the templates",
  { timeout: 300_000 },
  async () => {
    const { folder, edit, generate, changed, commit } = await project();
    const mine = new Map<string, string>();
    const mark = (path: string) => {
      edit(path, (text) => {
        const next = marked(path, text);
        if (next !== undefined) mine.set(path, `mine: ${path}`);
        return next ?? text;
      });
    };
    for (const path of Object.keys(tree(folder))) if (!untouched(path)) mark(path);
    expect(mine.size).toBeGreaterThan(100);
    commit();

    const expectEdits = (step: string) => {
      const all = Object.entries(tree(folder)).filter(
        ([path]) => !path.startsWith(".git/") && !path.includes("/base/"),
      );
      for (const [path, line] of mine) {
        expect(
          all.some(([, text]) => text.includes(line)),
          `after ${step}: the edit of ${path}`,
        ).toBe(true);
      }
    };
    /** Every changed path is named by the report, and a second run has nothing to do. */
    const regenerate = async (step: string) => {
      const done = await generate("--verbose");
      expect(done.exitCode, `${step}: ${done.err}`).toBe(0);
      for (const path of changed()) expect(done.err, step).toContain(path);
      expectEdits(step);
      const again = await generate();
      expect(again.err, step).toMatch(/Nothing to do\.|Everything is as the spec says\./);
      commit();
      return done;
    };

    for (const [name, change] of specChanges) {
      const before = readFileSync(join(folder, "mcp.yaml"), "utf8");
      edit("mcp.yaml", change);
      expect(readFileSync(join(folder, "mcp.yaml"), "utf8"), name).not.toBe(before);
      await regenerate(name);
      for (const path of changed()) if (!untouched(path)) mark(path);
      if (name === "a new tool") mark("src/handlers/echo-text.ts");
      commit();
    }
    expect(readFileSync(join(folder, "src/handlers/repeat-text.ts"), "utf8")).toContain(
      "mine: src/handlers/echo-text.ts",
    );

    for (const [name, template] of templateChanges) {
      const ejected = await run(folder, ["templates", "eject", template]);
      expect(ejected.exitCode, ejected.err).toBe(0);
      const copy = `.create-mcp-prod/templates/${template}`;
      edit(copy, (text) =>
        /\.ts(?:\.hbs)?$/.test(template)
          ? `${text}// by the company\n`
          : text.replace("\n", "\n# by the company\n"),
      );
      commit();
      await regenerate(name);
      const output = template.slice(template.indexOf("/") + 1).replace(/\.hbs$/, "");
      expect(readFileSync(join(folder, output), "utf8")).toContain("by the company");
      expect(readFileSync(join(folder, output), "utf8")).toContain(`mine: ${output}`);
    }

    // What the user no longer wants kept can be told to go, out of the way and not away.
    const pruned = await generate("--prune");
    expect(pruned.exitCode).toBe(0);
    expectEdits("prune");
    rmSync(join(folder, "src/generated"), { recursive: true });
    expect((await generate()).exitCode).toBe(0);
  },
);
