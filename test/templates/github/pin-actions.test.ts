/** The script against real git repositories, which git takes for those on GitHub. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../templates/github/scripts/pin-actions.mjs", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "create-mcp-prod-pins-"));
const hub = join(home, "hub");
const commits = new Map<string, string>();

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
  }).trim();

/** A repository with a commit for each tag; those that begin with `@` have a text of their own. */
function repository(name: string, tags: readonly string[]): void {
  const folder = join(hub, name);
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet");
  for (const written of tags) {
    const tag = written.replace("@", "");
    git(folder, "commit", "--quiet", "--allow-empty", "--message", tag);
    if (written === tag) git(folder, "tag", tag);
    else git(folder, "tag", "--annotate", "--message", tag, tag);
    commits.set(`${name} ${tag}`, git(folder, "rev-parse", "HEAD"));
  }
}

beforeAll(() => {
  repository("actions/checkout", ["v6.9.0", "v7.0.1", "v7.0.2", "@v7.10.0", "v7.11.0-beta.1", "v8.0.0"]);
  repository("scanner/scan", ["v2.0.0"]);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const commit = (name: string): string => commits.get(name) ?? "";

function pins(workflow: string, ...words: string[]) {
  const project = mkdtempSync(join(home, "project-"));
  mkdirSync(join(project, "scripts"));
  mkdirSync(join(project, ".github/workflows"), { recursive: true });
  cpSync(script, join(project, "scripts/pin-actions.mjs"));
  const file = join(project, ".github/workflows/ci.yml");
  writeFileSync(file, workflow);
  const result = spawnSync(process.execPath, ["scripts/pin-actions.mjs", ...words], {
    cwd: project,
    encoding: "utf8",
    env: {
      ...process.env,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `url.file://${hub}/.insteadOf`,
      GIT_CONFIG_VALUE_0: "https://github.com/",
    },
  });
  return { code: result.status, out: result.stdout, err: result.stderr, text: readFileSync(file, "utf8") };
}

const step = (action: string) => `jobs:\n  test:\n    steps:\n      - uses: ${action}\n        with: {}\n`;

describe("npm run pin-actions", () => {
  test("moves a pin to the newest commit of its major version, and says so", () => {
    const { code, out, text } = pins(step(`actions/checkout@${commit("actions/checkout v7.0.1")} # v7.0.1`));
    expect(text).toBe(step(`actions/checkout@${commit("actions/checkout v7.10.0")} # v7.10.0`));
    expect(out).toBe("newer actions/checkout v7.0.1 -> v7.10.0\n");
    expect(code).toBe(0);
  });

  test("goes on to the next major version only when it is told to", () => {
    const { text } = pins(step(`actions/checkout@${commit("actions/checkout v7.0.1")} # v7.0.1`), "--major");
    expect(text).toContain(`${commit("actions/checkout v8.0.0")} # v8.0.0`);
  });

  test("pins what stood there by its tag alone, in a folder of the repository, too", () => {
    const { text } = pins(step("actions/checkout/sub/folder@v7"));
    expect(text).toBe(step(`actions/checkout/sub/folder@${commit("actions/checkout v7.10.0")} # v7.10.0`));
  });

  test("leaves the newest one and what is no action of GitHub's as they stand", () => {
    const newest = step(`scanner/scan@${commit("scanner/scan v2.0.0")} # v2.0.0`) + step("./local/action");
    expect(pins(newest)).toMatchObject({ code: 0, text: newest, out: "same  scanner/scan v2.0.0\n" });
  });

  test("writes nothing with --check, and ends with 1 when there is a newer one", () => {
    const old = step(`actions/checkout@${commit("actions/checkout v7.0.1")} # v7.0.1`);
    expect(pins(old, "--check")).toMatchObject({ code: 1, text: old });
    const newest = step(`scanner/scan@${commit("scanner/scan v2.0.0")} # v2.0.0`);
    expect(pins(newest, "--check").code).toBe(0);
  });

  test("refuses a version that is another commit than the one that was pinned", () => {
    const moved = step(`actions/checkout@${"0".repeat(40)} # v7.0.1`);
    const { code, err, text } = pins(moved);
    expect(code).toBe(2);
    expect(text).toBe(moved);
    expect(err).toContain(`v7.0.1 is ${commit("actions/checkout v7.0.1")} now, and ${"0".repeat(40)} here`);
  });

  test("refuses a commit without a version, and a repository that is not there", () => {
    const { code, err } = pins(step(`scanner/scan@${"0".repeat(40)}`) + step("no/body@v1"));
    expect(code).toBe(2);
    expect(err).toMatch(/scanner\/scan: 0{40} says no version.*\nno\/body: /);
  });
});
