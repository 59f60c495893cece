/** The packed command as a stranger gets it: from the tarball, in an empty folder, on a real terminal and disk. */
import { spawnSync, type SpawnSyncOptions } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../regenerate/folder.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "create-mcp-prod-package-"));
const installed = join(home, "installed/node_modules/create-mcp-prod");
const bin = join(installed, "bin/create-mcp-prod.js");
let tarball = "";

function run(command: string, words: readonly string[], options: SpawnSyncOptions = {}) {
  const result = spawnSync(command, words, { encoding: "utf8", timeout: 120_000, ...options });
  return { exitCode: result.status, out: String(result.stdout), err: String(result.stderr) };
}

const cli = (cwd: string, ...words: string[]) => run(process.execPath, [bin, ...words], { cwd });
const bare = ["--no-install", "--no-git"];

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

beforeAll(() => {
  const packed = run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", home], {
    cwd: root,
  });
  expect(packed.exitCode, packed.err).toBe(0);
  const name = readdirSync(home).find((entry) => entry.endsWith(".tgz"));
  tarball = join(home, name ?? "");
  mkdirSync(join(home, "installed"));
  writeFileSync(join(home, "installed/package.json"), "{}");
  const options = { cwd: join(home, "installed") };
  const result = run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], options);
  expect(result.exitCode, result.err).toBe(0);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("the tarball", () => {
  test("needs nothing else at run time", () => {
    expect(readdirSync(join(home, "installed/node_modules")).filter((name) => !name.startsWith("."))).toEqual(
      ["create-mcp-prod"],
    );
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    expect(manifest["dependencies"] ?? {}).toEqual({});
    expect(manifest["scripts"] ?? {}).not.toHaveProperty("postinstall");
  });

  test("holds the schema, the types and the licences of what is bundled", () => {
    const schema = JSON.parse(readFileSync(join(installed, "schema/mcp.schema.json"), "utf8")) as unknown;
    expect(schema).toHaveProperty("properties.tools");
    expect(readFileSync(join(installed, "dist/types/index.d.ts"), "utf8")).toContain("defineSpec");
    expect(readFileSync(join(installed, "dist/LICENSES.txt"), "utf8")).toMatch(
      /yargs[^]*prettier|prettier[^]*yargs/,
    );
  });

  test("holds every example whole", () => {
    const tracked = run("git", ["ls-files", "examples"], { cwd: root }).out.trim().split("\n");
    for (const path of tracked) expect(existsSync(join(installed, path)), path).toBe(true);
  });

  test("holds the built-in templates as they are written, and loads what reads them only for who has others", () => {
    const folder = temporaryFolder();
    expect(cli(folder, "shop", "--yes", ...bare).exitCode).toBe(0);
    const shop = join(folder, "shop");
    /** Whether the run loaded Handlebars' compiler. */
    const compiles = () => {
      const coverage = join(temporaryFolder(), "coverage");
      const env = { ...process.env, NODE_V8_COVERAGE: coverage };
      expect(run(process.execPath, [bin, "generate", "--check"], { cwd: shop, env }).exitCode).toBe(0);
      const reports = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), "utf8"));
      const loaded = reports.flatMap((text) => [...text.matchAll(/"url":"(file:[^"]+)"/g)]);
      expect(loaded.length).toBeGreaterThan(2);
      return loaded.some(([, url = ""]) =>
        readFileSync(fileURLToPath(url), "utf8").includes("Parse error on line"),
      );
    };
    expect(compiles()).toBe(false);
    const ejected = cli(shop, "templates", "eject", "src/main.ts");
    expect(ejected.err).toContain("is yours to edit");
    expect(compiles()).toBe(true);
    expect(cli(shop, "templates", "diff").out).toBe("");
  });

  test("runs through npx in an empty folder, with an empty cache", () => {
    const folder = temporaryFolder();
    const env = { ...process.env, npm_config_cache: temporaryFolder() };
    const words = ["--yes", "--offline", "--package", tarball, "create-mcp-prod", "--help"];
    const help = run("npx", words, { cwd: folder, env });
    expect(help.out).toContain("Make a new project");
    expect(help.exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("exports defineSpec", () => {
    const program = 'import { defineSpec } from "create-mcp-prod"; console.log(typeof defineSpec);';
    const options = { cwd: join(home, "installed") };
    expect(run(process.execPath, ["--input-type=module", "-e", program], options).out).toBe("function\n");
  });
});

describe("the command", () => {
  test("makes an example, dotfiles and all, and agrees with itself afterwards", () => {
    const folder = temporaryFolder();
    const made = cli(folder, "shop", "--example", "internal-db", "--yes", ...bare);
    expect(made).toMatchObject({ exitCode: 0, out: "" });
    expect(files(join(folder, "shop"))).toEqual(
      expect.arrayContaining([".gitignore", ".create-mcp-prod/lock.json", "mcp.yaml", "db/seed.sql"]),
    );
    expect(cli(join(folder, "shop"), "generate", "--check").exitCode).toBe(0);
  });

  test("merges what it generates anew into what was edited", () => {
    const folder = temporaryFolder();
    expect(cli(folder, "shop", "--example", "handlers-only", "--yes", ...bare).exitCode).toBe(0);
    const shop = join(folder, "shop");
    const edit = (path: string, change: (text: string) => string) =>
      writeFileSync(join(shop, path), change(readFileSync(join(shop, path), "utf8")));
    edit("package.json", (text) =>
      text.replace('"scripts": {', '"scripts": {\n    "mine": "node mine.mjs",'),
    );
    edit("mcp.yaml", (text) => text.replace(/version: \d+\.\d+\.\d+/, "version: 7.8.9"));
    const generated = cli(shop, "generate");
    expect(generated).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(readFileSync(join(shop, "package.json"), "utf8"))).toMatchObject({
      version: "7.8.9",
      scripts: { mine: "node mine.mjs" },
    });
  });

  test("commits a new project, and nothing that a run leaves behind", () => {
    const folder = temporaryFolder();
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_AUTHOR_NAME: "A",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "A",
      GIT_COMMITTER_EMAIL: "a@example.com",
    };
    const words = [bin, "shop", "--example", "handlers-only", "--yes", "--no-install"];
    const made = run(process.execPath, words, { cwd: folder, env });
    expect(made.err).not.toContain("warning");
    const options = { cwd: join(folder, "shop"), env };
    expect(run("git", ["status", "--porcelain"], options).out).toBe("");
    expect(run("git", ["log", "--format=%s"], options).out.trim().split("\n")).toHaveLength(1);
    const inside = run(process.execPath, [bin, "inner", ...words.slice(2)], options);
    expect(inside.exitCode).toBe(0);
    expect(existsSync(join(folder, "shop/inner/.git"))).toBe(false);
  });

  test("ends quietly when nobody reads on", () => {
    const line = `"${process.execPath}" "${bin}" schema | head -c 1`;
    expect(run("sh", ["-c", line])).toEqual({ exitCode: 0, out: "{", err: "" });
  });

  test.skipIf(!existsSync("/dev/full"))("says by its exit code that its output was lost", () => {
    expect(run("sh", ["-c", `"${process.execPath}" "${bin}" schema > /dev/full`]).exitCode).toBe(2);
  });

  test("says what it needs on a Node that is too old", () => {
    const old = `Object.defineProperty(process.versions, "node", { value: "18.20.0" }); await import(${JSON.stringify(pathToFileURL(bin).href)});`;
    const refused = run(process.execPath, ["--input-type=module", "-e", old]);
    expect(refused).toMatchObject({ exitCode: 2, out: "" });
    expect(refused.err).toBe("create-mcp-prod needs Node 20.19, 22.12, 24 or newer; this is Node 18.20.0.\n");
  });

  test("without a terminal names the options that are missing", () => {
    const folder = temporaryFolder();
    const refused = run(process.execPath, [bin], { cwd: folder, input: "" });
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain("--source");
    expect(readdirSync(folder)).toEqual([]);
  });
});

const python = run("python3", ["-c", "import pty"]).exitCode === 0;

describe.skipIf(!python)("in a terminal (skipped where python3 has no pty)", () => {
  const terminal = (cwd: string, steps: readonly string[], words: readonly string[], env = process.env) =>
    run("python3", [join(root, "test/full/type-into.py"), ...steps, "--", process.execPath, bin, ...words], {
      cwd,
      env,
    });

  test("asks, and makes what was answered", () => {
    const folder = temporaryFolder();
    const enter = [
      "Name of",
      "\\r",
      "Where is",
      "\\r",
      "first tool",
      "\\r",
      "How do",
      "\\r",
      "Most calls",
      "\\r",
      "Who may",
      "\\r",
      "What else",
      "\\r",
    ];
    const made = terminal(folder, enter, ["shop", ...bare]);
    expect(made.out).toContain("The same without questions:");
    expect(made.exitCode).toBe(0);
    expect(existsSync(join(folder, "shop/mcp.yaml"))).toBe(true);
  });

  test("ctrl-c at a prompt ends with 130 and leaves nothing", () => {
    const folder = temporaryFolder();
    const stopped = terminal(folder, ["Name of", "\\r", "Where is", "\\x03"], ["deep/shop"]);
    expect(stopped.exitCode).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("ctrl-c while dependencies are installed ends with 130 and leaves the project whole", () => {
    const folder = temporaryFolder();
    const programs = temporaryFolder();
    writeFileSync(join(programs, "npm"), "#!/bin/sh\nexec sleep 60\n");
    chmodSync(join(programs, "npm"), 0o755);
    const env = { ...process.env, PATH: `${programs}:${process.env["PATH"]}` };
    const stopped = terminal(folder, ["Installing", "\\x03"], ["shop", "--yes", "--no-git"], env);
    expect(stopped.exitCode).toBe(130);
    expect(cli(join(folder, "shop"), "generate", "--check").exitCode).toBe(0);
  });
});

const isRoot = process.getuid?.() === 0;
const canMount =
  isRoot &&
  run("sh", [
    "-c",
    `mkdir -p "${home}/probe" && mount -t tmpfs -o size=16k tmpfs "${home}/probe" && umount "${home}/probe"`,
  ]).exitCode === 0;

describe("on a disk", () => {
  test.skipIf(!canMount)("that is full, leaves nothing (skipped where nothing can be mounted)", () => {
    const folder = temporaryFolder();
    expect(run("mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", folder]).exitCode).toBe(0);
    try {
      const full = cli(folder, "shop", "--yes", ...bare);
      expect(full.err).toContain("MCP1504");
      expect(full.exitCode).toBe(2);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      run("umount", [folder]);
    }
  });

  test.skipIf(!isRoot)("that one may not write to, leaves nothing (as nobody; skipped unless root)", () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    chmodSync(home, 0o755);
    const options = { cwd: folder, uid: 65534, gid: 65534 };
    const refused = run(process.execPath, [bin, "shop", "--yes", ...bare], options);
    expect(refused.err).toContain("MCP1503");
    expect(refused.exitCode).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});
