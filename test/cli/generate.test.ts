import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { bare, run } from "./run.js";

const spec = (tools: string) => `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
tools:
${tools}`;
const tool = (name: string, description: string) => `  ${name}:
    description: ${description}
    result: { type: string, maxLength: 100 }
    handler: true
`;
const twoTools = spec(tool("greet", "Greet somebody.") + tool("part", "Say goodbye."));

/** A generated project with two handlers. */
async function project(): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mcp.yaml"), twoTools);
  const made = await run(folder, ["generate"]);
  expect(made.err).toContain("Done.");
  expect(made.exitCode).toBe(0);
  return folder;
}

const write = (folder: string, path: string, text: string) => writeFileSync(join(folder, path), text);
const append = (folder: string, path: string, text: string) => appendFileSync(join(folder, path), text);
const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

describe("generate", () => {
  test("makes a project around a spec that stands alone in a folder, and then has nothing to do", async () => {
    const folder = await project();
    const before = tree(folder);
    const again = await run(folder, ["generate"]);
    expect(again).toMatchObject({ exitCode: 0, err: "Everything is as the spec says.\n" });
    const { [".create-mcp-prod/run/settled.json"]: _, ...after } = tree(folder);
    expect(after).toEqual(before);
  });

  test("finds the spec from a folder below, and in a folder that is named", async () => {
    const folder = await project();
    expect(await run(join(folder, "src/generated"), ["generate", "--check"])).toMatchObject({ exitCode: 0 });
    expect(await run("/", ["generate", folder, "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("follows the spec: a new tool, a changed one, one that is gone", async () => {
    const folder = await project();
    write(folder, "mcp.yaml", spec(tool("greet", "Greet politely.") + tool("thank", "Say thanks.")));
    const done = await run(folder, ["generate"]);
    expect(done.exitCode).toBe(0);
    const files = tree(folder);
    expect(files["src/generated/tools/greet.ts"]).toContain("Greet politely.");
    expect(files).toHaveProperty(["src/handlers/thank.ts"]);
    expect(files).not.toHaveProperty(["src/handlers/part.ts"]);
    expect(files).not.toHaveProperty(["src/generated/tools/part.ts"]);
  });

  test("never touches a handler that was written, not even when its tool is gone", async () => {
    const folder = await project();
    append(folder, "src/handlers/greet.ts", "// mine\n");
    append(folder, "src/handlers/part.ts", "// mine too\n");
    write(folder, "mcp.yaml", spec(tool("greet", "Greet politely.")));
    const done = await run(folder, ["generate"]);
    expect(done.exitCode).toBe(0);
    expect(done.err).toMatch(/edited and no longer generated[^\n]*\n {2}src\/handlers\/part\.ts/);
    expect(read(folder, "src/handlers/greet.ts")).toContain("// mine");
    expect(read(folder, "src/handlers/part.ts")).toContain("// mine too");
  });

  test("says nothing of handlers that were written, and fails --check for an edit that the spec does not make", async () => {
    const folder = await project();
    append(folder, "src/handlers/greet.ts", "// mine\n");
    expect(await run(folder, ["generate", "--check"])).toMatchObject({
      exitCode: 0,
      err: "Everything is as the spec says.\n",
    });
    append(folder, "src/generated/tools.ts", "// by hand\n");
    const checked = await run(folder, ["generate", "--check"]);
    expect(checked.exitCode).toBe(1);
    expect(checked.err).toContain("MCP1532  src/generated/tools.ts was edited");
    expect(checked.err).not.toContain("as the spec says");
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "src/generated/tools.ts")).toContain("// by hand");
  });

  test("restores a generated file that was deleted, and leaves a shared one deleted", async () => {
    const folder = await project();
    rmSync(join(folder, "src/generated/tools/greet.ts"));
    rmSync(join(folder, "src/server.ts"));
    await run(folder, ["generate"]);
    const files = tree(folder);
    expect(files).toHaveProperty(["src/generated/tools/greet.ts"]);
    expect(files).not.toHaveProperty(["src/server.ts"]);
  });

  test("merges what changed into edited files, and tells which", async () => {
    const folder = await project();
    append(folder, "src/generated/tools/greet.ts", "// mine\n");
    write(folder, "mcp.yaml", twoTools.replace("Greet somebody.", "Changed."));
    const done = await run(folder, ["generate"]);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.err).toContain("1 merged with your edits\n  src/generated/tools/greet.ts\n");
    expect(read(folder, "src/generated/tools/greet.ts")).toMatch(/Changed\.[^]*\/\/ mine\n$/);
    expect((await run(folder, ["generate"])).err).toContain("Nothing to do.");
  });

  test("writes nothing at all when edits conflict with what changes, and names every one", async () => {
    const folder = await project();
    for (const name of ["greet", "part"]) {
      const path = `src/generated/tools/${name}.ts`;
      write(folder, path, read(folder, path).replace(/description: .*/, 'description: "Mine.",'));
    }
    write(
      folder,
      "mcp.yaml",
      spec(tool("greet", "Changed.") + tool("part", "Changed.") + tool("new", "New.")),
    );
    const before = tree(folder);
    const done = await run(folder, ["generate"]);
    expect(done.exitCode).toBe(1);
    expect(done.err.match(/MCP1530/g)).toHaveLength(2);
    expect(done.err).toContain("Nothing was written.");
    expect(tree(folder)).toEqual(before);
  });

  test("does not overwrite a file that it did not make", async () => {
    const folder = await project();
    mkdirSync(join(folder, "src/handlers"), { recursive: true });
    write(folder, "src/handlers/thank.ts", "// was here first\n");
    write(folder, "mcp.yaml", twoTools + tool("thank", "Say thanks."));
    const done = await run(folder, ["generate"]);
    expect(done.exitCode).toBe(1);
    expect(done.err).toContain("MCP1531");
    expect(read(folder, "src/handlers/thank.ts")).toBe("// was here first\n");
  });

  test("a comment in the spec changes nothing", async () => {
    const folder = await project();
    write(folder, "mcp.yaml", `# a comment\n${twoTools}`);
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("works in a checkout with CRLF line ends, and keeps them", async () => {
    const folder = await project();
    for (const [path, text] of Object.entries(tree(folder)))
      write(folder, path, text.replaceAll("\n", "\r\n"));
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
    write(folder, "mcp.yaml", twoTools.replace("Greet somebody.", "Greet politely."));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "src/generated/tools/greet.ts")).toMatch(/Greet politely\.[^]*\r\n/);
    expect(read(folder, "src/generated/tools/greet.ts")).not.toMatch(/[^\r]\n/);
  });
});

describe("generate that only looks", () => {
  test("--dry-run says what would happen, exits 0 and writes nothing", async () => {
    const folder = await project();
    write(folder, "mcp.yaml", twoTools + tool("thank", "Say thanks."));
    const before = tree(folder);
    const looked = await run(folder, ["generate", "--dry-run"]);
    expect(looked.exitCode).toBe(0);
    expect(looked.err).toContain("src/handlers/thank.ts");
    expect(looked.err).toContain("Nothing was written");
    expect(tree(folder)).toEqual(before);
  });

  test("--check exits 1 when anything would change", async () => {
    const folder = await project();
    write(folder, "mcp.yaml", twoTools.replace("Say goodbye.", "Leave."));
    const before = tree(folder);
    const checked = await run(folder, ["generate", "--check"]);
    expect(checked.exitCode).toBe(1);
    expect(checked.err).toContain("MCP1532");
    expect(tree(folder)).toEqual(before);
  });

  test("--json is one object on stdout, and nothing on stderr", async () => {
    const folder = await project();
    write(folder, "mcp.yaml", twoTools.replace("Say goodbye.", "Leave."));
    const looked = await run(folder, ["generate", "--check", "--json"]);
    expect(looked.err).toBe("");
    expect(JSON.parse(looked.out)).toMatchObject({
      command: "generate",
      ok: false,
      exitCode: 1,
      written: false,
      steps: expect.arrayContaining([
        { path: "src/generated/tools/part.ts", action: "update", owner: "generated" },
      ]),
      diagnostics: [{ code: "MCP1532", severity: "error" }],
    });
  });
});

describe("generate refuses", () => {
  test("a folder without a spec", async () => {
    expect((await run(temporaryFolder(), ["generate"])).err).toContain("MCP1510");
  });

  test("a folder with two", async () => {
    const folder = await project();
    write(folder, "mcp.json", "{}");
    expect((await run(folder, ["generate"])).err).toMatch(/MCP1511 .*mcp\.yaml, mcp\.json/);
  });

  test("a spec that is wrong, and the project stays as it is", async () => {
    const folder = await project();
    write(folder, "mcp.yaml", twoTools.replaceAll("handler: true", "handlr: true"));
    const before = tree(folder);
    const refused = await run(folder, ["generate"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toMatch(/mcp\.yaml:\d+:\d+/);
    expect(tree(folder)).toEqual(before);
  });

  test("a lock from a newer version, with merge conflicts, or damaged", async () => {
    const folder = await project();
    const lock = read(folder, ".create-mcp-prod/lock.json");
    const outcomes: string[] = [];
    for (const text of [lock.replace('"format": 2', '"format": 9'), `<<<<<<< ours\n${lock}`, lock.slice(9)]) {
      write(folder, ".create-mcp-prod/lock.json", text);
      const { exitCode, err } = await run(folder, ["generate"]);
      outcomes.push(`${exitCode} ${/MCP\d+/.exec(err)?.[0]}`);
    }
    expect(outcomes).toEqual(["2 MCP1520", "2 MCP1521", "2 MCP1522"]);
  });

  test("to run beside another run", async () => {
    const folder = await project();
    mkdirSync(join(folder, ".create-mcp-prod/run"));
    write(folder, ".create-mcp-prod/run/owner", `${process.pid} ${hostname()}\n`);
    const refused = await run(folder, ["generate"]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.err).toContain("MCP1523");
  });
});

test("create and generate agree: a new project that one run killed can be finished by the other", async () => {
  const folder = temporaryFolder();
  await run(folder, ["shop", "--yes", ...bare]);
  const whole = tree(join(folder, "shop"));
  for (const path of [".create-mcp-prod/lock.json", "src/main.ts", "package.json"]) {
    rmSync(join(folder, "shop", path));
  }
  expect(await run(join(folder, "shop"), ["generate"])).toMatchObject({ exitCode: 0 });
  expect(tree(join(folder, "shop"))).toEqual(whole);
});
