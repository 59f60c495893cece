/** What the flags of `generate` do, and what it makes of a project in a bad state. */
import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { colours } from "../../src/terminal.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { run } from "./run.js";

const tool = (name: string, description: string, more = "") => `  ${name}:
    description: ${description}
    result: { type: string, maxLength: 100 }
    handler: true
${more}`;
const spec = (tools: string) => `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
tools:
${tools}`;
const twoTools = spec(tool("greet", "Greet somebody.") + tool("part", "Say goodbye."));
const changedTools = twoTools.replace("Greet somebody.", "Greet politely.");

const write = (folder: string, path: string, text: string) => writeFileSync(join(folder, path), text);
const append = (folder: string, path: string, text: string) => appendFileSync(join(folder, path), text);
const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");
const greet = "src/generated/tools/greet.ts";
const lockFile = ".create-mcp-prod/lock.json";
const baseFolder = ".create-mcp-prod/base";

async function project(): Promise<string> {
  const folder = temporaryFolder();
  write(folder, "mcp.yaml", twoTools);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  return folder;
}

/** An edit of the very line that `changedTools` changes. */
function clash(folder: string): void {
  write(folder, greet, read(folder, greet).replaceAll("Greet somebody.", "Greet my way."));
  write(folder, "mcp.yaml", changedTools);
}

const git = (folder: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

function commit(folder: string): void {
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--no-gpg-sign", "--allow-empty", "-m", "x");
}

describe("--diff", () => {
  test("prints a patch that git applies to what generate would write, and writes nothing", async () => {
    const folder = await project();
    commit(folder);
    append(folder, greet, "// mine\n");
    write(folder, "mcp.yaml", changedTools + tool("thank", "Say thanks."));
    const before = tree(folder);
    const { out, exitCode } = await run(folder, ["generate", "--diff"]);
    expect(exitCode).toBe(0);
    expect(tree(folder)).toEqual(before);
    write(folder, "../the.patch", out);
    git(folder, "apply", "../the.patch");
    rmSync(join(folder, "../the.patch"));
    const patched = tree(folder);
    git(folder, "checkout", "--quiet", ".");
    git(folder, "clean", "--quiet", "--force", "-d", "src", "test");
    append(folder, greet, "// mine\n");
    write(folder, "mcp.yaml", changedTools + tool("thank", "Say thanks."));
    await run(folder, ["generate", "--allow-dirty"]);
    const isOwn = ([path]: [string, string]) =>
      !path.startsWith(".create-mcp-prod/") && !path.startsWith(".git/");
    expect(Object.entries(patched).filter(isOwn)).toEqual(Object.entries(tree(folder)).filter(isOwn));
  });

  test("is coloured for a terminal, and shows what hides", async () => {
    const folder = await project();
    append(folder, greet, "// \u202e mine\n");
    write(folder, "mcp.yaml", changedTools);
    const { out } = await run(folder, ["generate", "--diff"], { outStyle: colours });
    expect(out).toMatch(/\u001b\[32m\+.*Greet politely\./);
    expect(out).toMatch(/\u001b\[31m-.*Greet somebody\./);
    expect(out).not.toContain("\u202e");
  });
});

describe("--on-conflict", () => {
  test("markers leaves both, exits 1, and blocks the next run until they are gone", async () => {
    const folder = await project();
    clash(folder);
    const done = await run(folder, ["generate", "--on-conflict=markers"]);
    expect(done.exitCode).toBe(1);
    expect(done.err).toContain("left with conflict markers: resolve them");
    expect(read(folder, greet)).toMatch(/<{7} yours\n[^]*my way[^]*={7}\n[^]*politely[^]*>{7} generated\n/);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 1 });
    write(folder, greet, read(folder, greet).replaceAll(/<{7} yours\n|={7}\n[^]*?>{7} generated\n/g, ""));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toContain("my way");
  });

  test.each([
    ["mine", "my way"],
    ["generated", "politely"],
  ])("%s takes that side, and there is nothing more to do", async (side, text) => {
    const folder = await project();
    clash(folder);
    expect(await run(folder, ["generate", `--on-conflict=${side}`])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toContain(text);
    expect((await run(folder, ["generate"])).err).toMatch(/Nothing to do|as the spec says/);
  });

  test("takes no other word", async () => {
    expect((await run(await project(), ["generate", "--on-conflict=ours"])).err).toContain("MCP1903");
  });
});

describe("--restore", () => {
  test("brings back what was deleted, by its path in the project or from here", async () => {
    const folder = await project();
    const [server, readme] = [read(folder, "src/server.ts"), read(folder, "README.md")];
    rmSync(join(folder, "src/server.ts"));
    rmSync(join(folder, "README.md"));
    await run(folder, ["generate"]);
    const restored = await run(join(folder, "src"), [
      "generate",
      "--restore",
      "server.ts",
      "--restore",
      "README.md",
    ]);
    expect(restored.exitCode).toBe(0);
    expect([read(folder, "src/server.ts"), read(folder, "README.md")]).toEqual([server, readme]);
  });
});

describe("--prune", () => {
  test("moves an edited file of a tool that is gone out of the build, and does not touch it again", async () => {
    const folder = await project();
    append(folder, "src/handlers/part.ts", "// mine\n");
    write(folder, "mcp.yaml", spec(tool("greet", "Greet somebody.")));
    expect((await run(folder, ["generate"])).err).toContain("--prune");
    expect((await run(folder, ["generate", "--prune"])).exitCode).toBe(0);
    const files = tree(folder);
    expect(files).not.toHaveProperty(["src/handlers/part.ts"]);
    expect(files[".create-mcp-prod/parked/src/handlers/part.ts"]).toContain("// mine");
    expect((await run(folder, ["generate", "--check"])).exitCode).toBe(0);
  });
});

describe("a renamed tool", () => {
  const fromPart = tool("leave", "Say goodbye.", "    renamedFrom: part\n");

  test("takes its handler with it, edits and all", async () => {
    const folder = await project();
    const before = read(folder, "src/handlers/part.ts").replace(/ {2}throw [^]*?;\n/, '  return "Bye.";\n');
    write(folder, "src/handlers/part.ts", `${before}// mine\n`);
    write(folder, "mcp.yaml", spec(tool("greet", "Greet somebody.") + fromPart));
    const done = await run(folder, ["generate"]);
    expect(done.err).toContain("src/handlers/part.ts → src/handlers/leave.ts");
    expect(read(folder, "src/handlers/leave.ts")).toMatch(/const leave = handler\("leave"[^]*\/\/ mine\n$/);
    expect(read(folder, "src/handlers/leave.ts")).toContain('  return "Bye.";\n');
    expect(tree(folder)).not.toHaveProperty(["src/handlers/part.ts"]);
    expect((await run(folder, ["generate", "--check"])).exitCode).toBe(0);
  });

  test("without renamedFrom gets a new handler, and the report says how to have the old one moved", async () => {
    const folder = await project();
    append(folder, "src/handlers/part.ts", "// mine\n");
    write(folder, "mcp.yaml", spec(tool("greet", "Greet somebody.") + tool("leave", "Say goodbye.")));
    expect((await run(folder, ["generate"])).err).toContain("`renamedFrom: part`");
    expect(read(folder, "src/handlers/part.ts")).toContain("// mine");
  });
});

describe("edits that are not committed", () => {
  test("stop a run that would rewrite them, and no other; --allow-dirty lets it", async () => {
    const folder = await project();
    commit(folder);
    append(folder, ".editorconfig", "# mine\n"); // Would not change.
    write(folder, "mcp.yaml", changedTools);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    append(folder, greet, "// mine\n");
    write(folder, "mcp.yaml", changedTools.replace("politely", "loudly"));
    const before = tree(folder);
    const refused = await run(folder, ["generate"]);
    expect(refused.err).toContain(`MCP1526  ${greet}`);
    expect(tree(folder)).toEqual(before);
    expect(await run(folder, ["generate", "--allow-dirty"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toMatch(/loudly[^]*\/\/ mine/);
  });

  test("are no matter once they are committed, or only generated", async () => {
    const folder = await project();
    append(folder, greet, "// mine\n");
    commit(folder);
    write(folder, "mcp.yaml", changedTools);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    write(folder, "mcp.yaml", changedTools.replace("Say goodbye.", "Leave."));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  });
});

describe("a lock with git's conflict markers", () => {
  test("is put together from both sides, and every edit is still known as one", async () => {
    const folder = await project();
    commit(folder);
    git(folder, "checkout", "--quiet", "-b", "other");
    write(folder, "mcp.yaml", twoTools.replace("Say goodbye.", "Leave."));
    await run(folder, ["generate"]);
    append(folder, "src/handlers/part.ts", "// mine\n");
    commit(folder);
    git(folder, "checkout", "--quiet", "-");
    write(folder, "mcp.yaml", changedTools);
    await run(folder, ["generate"]);
    append(folder, ".editorconfig", "# mine too\n");
    commit(folder);
    expect(() => git(folder, "merge", "--quiet", "other")).toThrow();
    expect(read(folder, lockFile)).toContain("<<<<<<<");
    write(folder, "mcp.yaml", changedTools.replace("Say goodbye.", "Leave."));
    const done = await run(folder, ["generate", "--allow-dirty", "--on-conflict=generated"]);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(() => JSON.parse(read(folder, lockFile)) as unknown).not.toThrow();
    expect(read(folder, "src/handlers/part.ts")).toContain("// mine");
    expect(read(folder, ".editorconfig")).toContain("# mine too");
    expect(read(folder, "src/generated/tools/part.ts")).toContain("Leave.");
    expect(read(folder, greet)).toContain("Greet politely.");
    expect((await run(folder, ["generate"])).err).toMatch(/Nothing to do|as the spec says/);
  });
});

describe("stored texts", () => {
  test("are one file for each distinct text, and those no longer needed are gone", async () => {
    const folder = await project();
    const hashes = new Set(
      [...read(folder, lockFile).matchAll(/"base": "sha256:(\w+)"/g)].map(([, hash]) => hash),
    );
    expect(readdirSync(join(folder, baseFolder)).sort()).toEqual([...hashes].sort());
    write(folder, "mcp.yaml", changedTools);
    await run(folder, ["generate"]);
    const now = new Set(
      [...read(folder, lockFile).matchAll(/"base": "sha256:(\w+)"/g)].map(([, hash]) => hash),
    );
    expect(readdirSync(join(folder, baseFolder)).sort()).toEqual([...now].sort());
  });

  test("that were damaged are never merged from: the file is asked about, and nothing is lost", async () => {
    const folder = await project();
    append(folder, greet, "// mine\n");
    for (const name of readdirSync(join(folder, baseFolder)))
      append(folder, `${baseFolder}/${name}`, "damage\n");
    write(folder, "mcp.yaml", changedTools);
    const before = tree(folder);
    const refused = await run(folder, ["generate"]);
    expect(refused.err).toContain(`MCP1530  ${greet}`);
    expect(tree(folder)).toEqual(before);
    await run(folder, ["generate", "--on-conflict=markers"]);
    expect(read(folder, greet)).toMatch(/politely[^]*\/\/ mine/);
  });

  test("that are gone come back by themselves while nothing was edited", async () => {
    const folder = await project();
    const before = tree(folder);
    rmSync(join(folder, baseFolder), { recursive: true });
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(tree(folder)).toEqual(before);
  });
});

describe("what stands where a file should be", () => {
  test("a folder is never removed", async () => {
    const folder = await project();
    rmSync(join(folder, greet));
    mkdirSync(join(folder, greet));
    write(folder, `${greet}/mine.txt`, "mine\n");
    for (const words of [[], ["--on-conflict=generated"], ["--on-conflict=markers"]]) {
      const { err } = await run(folder, ["generate", ...words]);
      expect(err).toContain(`MCP1531  ${greet} cannot be written: there is a folder`);
      expect(err).toContain("help: move away what stands there");
      expect(err).not.toContain("--on-conflict");
    }
    expect(read(folder, `${greet}/mine.txt`)).toBe("mine\n");
  });

  test("a symbolic link out of the project is refused, with what it points to untouched", async () => {
    const folder = await project();
    const outside = temporaryFolder();
    write(outside, "secret", "keep\n");
    rmSync(join(folder, greet));
    symlinkSync(join(outside, "secret"), join(folder, greet));
    write(folder, "mcp.yaml", changedTools);
    expect((await run(folder, ["generate", "--on-conflict=generated"])).err).toContain("MCP1524");
    expect(read(outside, "secret")).toBe("keep\n");
  });

  test("a read-only file is updated and stays read-only", async () => {
    const folder = await project();
    chmodSync(join(folder, greet), 0o444);
    write(folder, "mcp.yaml", changedTools);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toContain("politely");
    expect(statSync(join(folder, greet)).mode & 0o777).toBe(0o444);
  });
});

test("a lock that names what is not the output's is refused before anything is touched", async () => {
  const folder = await project();
  const lock = JSON.parse(read(folder, lockFile)) as { files: Record<string, unknown> };
  for (const path of [lockFile, `${baseFolder}/x`, "../x", "/etc/passwd", "a\u0000b", "c:\\x"]) {
    const files = { ...lock.files, [path]: { owner: "generated", base: `sha256:${"0".repeat(64)}` } };
    write(folder, lockFile, JSON.stringify({ ...lock, files }));
    expect((await run(folder, ["generate"])).err).toContain("MCP1522");
  }
});

describe("a project with its own prettier configuration", () => {
  const single = '{ "singleQuote": true, "semi": false, "printWidth": 100 }\n';

  /** Every file as `prettier --write .` would leave it. */
  async function reformatted(): Promise<string> {
    const folder = await project();
    write(folder, ".prettierrc.json", single);
    const { formatAs } = await import("../../src/render/format-as.js");
    for (const [path, text] of Object.entries(tree(folder))) {
      if (path.startsWith(".create-mcp-prod/") || path.includes("/validators/") || path === "mcp.yaml")
        continue;
      write(folder, path, (await formatAs(path, text, JSON.parse(single) as object)) ?? text);
    }
    return folder;
  }

  test("has nothing to do after every file was reformatted, and the next change comes in its layout", async () => {
    const folder = await reformatted();
    expect(read(folder, greet)).toContain("'Greet somebody.'");
    const first = await run(folder, ["generate"]);
    expect(first.exitCode).toBe(0);
    expect(first.err).not.toContain("src/");
    write(folder, "mcp.yaml", changedTools + tool("thank", "Say thanks."));
    const done = await run(folder, ["generate"]);
    expect(done.err).not.toContain("merged");
    expect(read(folder, greet)).toContain("'Greet politely.'");
    expect(read(folder, "src/handlers/thank.ts")).not.toMatch(/;$/m);
    expect((await run(folder, ["generate"])).err).toMatch(/Nothing to do|as the spec says/);
  }, 60_000);

  test("has edits merged in its layout", async () => {
    const folder = await reformatted();
    append(folder, greet, "// mine\n");
    write(folder, "mcp.yaml", changedTools);
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, greet)).toMatch(/'Greet politely\.'[^]*\/\/ mine\n$/);
  }, 60_000);
});
