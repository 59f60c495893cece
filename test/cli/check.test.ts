/** What `check` and `generate --bump` say and do about versions. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { run } from "./run.js";

const tool = (name: string, more = "") => `  ${name}:
    description: Do ${name}.
    params: { who: { type: string, maxLength: 20 } }
    result: { type: string, maxLength: 100 }
    handler: true
${more}`;
const spec = (version: string, tools: string, more = "") => `spec: 1
server: { name: shop, version: ${version}, description: A shop. }
${more}tools:
${tools}`;
const deprecated = "    deprecated: { since: 1.0.0, removeIn: 2.0.0 }\n";

const read = (folder: string, path = "mcp.yaml") => readFileSync(join(folder, path), "utf8");
const write = (folder: string, text: string) => writeFileSync(join(folder, "mcp.yaml"), text);

/** A project that released this. */
async function released(text: string): Promise<string> {
  const folder = temporaryFolder();
  write(folder, text);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  expect(await run(folder, ["release", "--date", "2026-01-31"])).toMatchObject({ exitCode: 0 });
  return folder;
}

async function generated(folder: string, text: string): Promise<void> {
  write(folder, text);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
}

interface CheckJson {
  readonly version: { readonly needed: string; readonly level: string | null; readonly released: string };
  readonly diagnostics: readonly { readonly code: string; readonly label?: string }[];
}

describe("check", () => {
  test("is content with a project that is as its spec says and needs no other version", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    const before = tree(folder);
    const checked = await run(folder, ["check"]);
    expect(checked).toMatchObject({
      exitCode: 0,
      out: "",
      err: "Everything is as the spec says.\nClients see what 1.0.0 promised.\n",
    });
    expect(tree(folder)).toEqual(before);
  });

  test("says before the first release that any version will do", async () => {
    const folder = temporaryFolder();
    await generated(folder, spec("0.3.0", tool("greet")));
    const checked = await run(folder, ["check"]);
    expect(checked.exitCode).toBe(0);
    expect(checked.err).toContain("Nothing is released yet: 0.3.0 will do.\n");
  });

  test("fails on a version that says too little: the changes, and the version to write", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    await generated(folder, spec("1.0.1", tool("greet").replace("20", "10") + tool("thank")));
    const checked = await run(folder, ["check"]);
    expect(checked.exitCode).toBe(1);
    expect(checked.err).toContain(
      "greet: arguments: a bound became tighter at who/maxLength: 20 → 10  [range-tightened]",
    );
    expect(checked.err).toContain("thank: the tool was added  [tool-added]");
    expect(checked.err).toContain("2 changes since 1.0.0: 2.0.0 or later, since there is a major change.");
    expect(checked.err).toContain("MCP1701");
    expect(checked.err).toContain("at least 2.0.0");
    expect(checked.err).toContain("generate --bump");
  });

  test("fails on a tool that goes without notice, whatever the version", async () => {
    const folder = await released(spec("1.0.0", tool("greet") + tool("old", deprecated) + tool("mute")));
    await generated(folder, spec("2.0.0", tool("greet")));
    const checked = await run(folder, ["check", "--json"]);
    expect(checked.exitCode).toBe(1);
    const { version, diagnostics } = JSON.parse(checked.out) as CheckJson;
    expect(diagnostics.map(({ code }) => code)).toEqual(["MCP1702"]);
    expect(version).toMatchObject({ declared: "2.0.0", released: "1.0.0", needed: "2.0.0", level: "major" });
  });

  test("lets a tool have another name while the old one answers, and asks for a major version when it goes", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    const renamed = tool("salute", "    renamedFrom: greet\n    keepOldName: true\n");
    await generated(folder, spec("1.1.0", renamed));
    const kept = await run(folder, ["check"]);
    expect(kept.exitCode).toBe(0);
    expect(kept.err).toContain(
      'greet: the tool has another name, and answers to the old one, too: "greet" → "salute"  [tool-renamed-with-alias]',
    );
    expect(kept.err).toContain("since 1.0.0: 1.1.0 or later");
    expect(read(folder, "src/generated/tools.ts")).toContain('name: "greet"');
    expect(read(folder, "README.md")).toMatch(/\| `greet` .*\| `salute` .*\| It has another name\./);
    expect(await run(folder, ["release", "--date", "2026-02-28"])).toMatchObject({ exitCode: 0 });

    await generated(folder, spec("1.2.0", tool("salute")));
    const gone = await run(folder, ["check"]);
    expect(gone.exitCode).toBe(1);
    expect(gone.err).toContain(
      'greet: the tool no longer answers to its old name: "salute"  [old-name-removed]',
    );
    expect(gone.err).toContain("at least 2.0.0");
    await generated(folder, spec("2.0.0", tool("salute")));
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  });

  test("reports drift and the version together", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    write(folder, spec("1.0.0", tool("greet") + tool("thank")));
    const checked = await run(folder, ["check"]);
    expect(checked.exitCode).toBe(1);
    expect(checked.err).toContain("MCP1532");
    expect(checked.err).toContain("MCP1701");
  });

  test("counts with --strict what asks for a look as a major change", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    await generated(folder, spec("1.0.1", tool("greet").replace("Do greet.", "Greet somebody.")));
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
    const strict = await run(folder, ["check", "--strict"]);
    expect(strict.exitCode).toBe(1);
    expect(strict.err).toContain("at least 2.0.0");
  });

  test("trusts no release that was edited, and no spec that is wrong", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    const path = ".create-mcp-prod/releases/1.0.0.json";
    writeFileSync(join(folder, path), read(folder, path).replace("Do greet.", "Do nothing."));
    const edited = await run(folder, ["check"]);
    expect(edited.exitCode).toBe(1);
    expect(edited.err).toContain("MCP1704");
    write(folder, "spec: 1\n");
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 2 });
    expect(await run(temporaryFolder(), ["check"])).toMatchObject({ exitCode: 2 });
  });
});

describe("generate --bump", () => {
  test("writes the version that the changes ask for, and touches nothing else of the spec", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    const commented = [
      "\ufeff# The shop.\r",
      "spec: 1\r",
      "server:\r",
      "    name: shop   # as callers know it: ü\r",
      "    version:   '1.0.0'   # semantic\r",
      "    description: A shop.\r",
      "tools:\r",
      "",
    ].join("\n");
    const tools = `${tool("greet")}${tool("thank")}# The end.`;
    write(folder, commented + tools);
    const bumped = await run(folder, ["generate", "--bump"]);
    expect(bumped.exitCode).toBe(0);
    expect(bumped.err).toContain("mcp.yaml: version 1.0.0 → 1.1.0\n");
    expect(read(folder)).toBe(commented.replace("1.0.0", "1.1.0") + tools);
    expect(JSON.parse(read(folder, "package.json"))).toMatchObject({ version: "1.1.0" });
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
    const whole = tree(folder);
    expect(await run(folder, ["generate", "--bump"])).toMatchObject({ exitCode: 0 });
    expect(tree(folder)).toEqual(whole);
  });

  test("leaves a version that says enough, and one that nothing was released before", async () => {
    const folder = temporaryFolder();
    write(folder, spec("0.1.0", tool("greet")));
    expect(await run(folder, ["generate", "--bump"])).toMatchObject({ exitCode: 0 });
    expect(read(folder)).toBe(spec("0.1.0", tool("greet")));
    const other = await released(spec("1.0.0", tool("greet")));
    write(other, spec("3.0.0", tool("greet") + tool("thank")));
    expect(await run(other, ["generate", "--bump"])).toMatchObject({ exitCode: 0 });
    expect(read(other)).toContain("version: 3.0.0");
  });

  test("raises one that is before the last release", async () => {
    const folder = await released(spec("1.2.0", tool("greet")));
    write(folder, spec("1.0.0", tool("greet") + tool("thank")));
    expect(await run(folder, ["generate", "--bump"])).toMatchObject({ exitCode: 0 });
    expect(read(folder)).toContain("version: 1.3.0,");
  });

  test("writes into JSON, too", async () => {
    const folder = temporaryFolder();
    const json = (tools: readonly string[]) =>
      `${JSON.stringify(
        {
          spec: 1,
          server: { name: "shop", version: "1.0.0", description: "A shop." },
          tools: Object.fromEntries(
            tools.map((name) => [
              name,
              { description: `Do ${name}.`, handler: true, result: { type: "boolean" } },
            ]),
          ),
        },
        null,
        4,
      )}\n`;
    writeFileSync(join(folder, "mcp.json"), json(["greet"]));
    await run(folder, ["generate"]);
    expect(await run(folder, ["release", "--date", "2026-01-31"])).toMatchObject({ exitCode: 0 });
    writeFileSync(join(folder, "mcp.json"), json(["greet", "thank"]));
    expect(await run(folder, ["generate", "--bump"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "mcp.json")).toBe(json(["greet", "thank"]).replace("1.0.0", "1.1.0"));
  });

  test("writes the version since which a tool is to be deprecated, where the changes ask for that one", async () => {
    const folder = await released(spec("1.0.0", tool("greet") + tool("old")));
    const old = (since: string) => tool("old", `    deprecated: { since: ${since}, removeIn: 2.0.0 }\n`);
    const next = (version: string, since: string) => spec(version, tool("greet") + old(since));
    for (const since of ["1.2.0", "11.0.0", "1.0.1"]) {
      write(folder, next("1.0.0", since));
      const refused = await run(folder, ["generate", "--bump"]);
      expect(refused.exitCode).toBe(2);
      expect(refused.err).toContain(`MCP1227  ${since} is later than the server's version`);
      expect(read(folder)).toBe(next("1.0.0", since));
    }
    write(folder, next("1.0.0", "1.1.0"));
    const bumped = await run(folder, ["generate", "--bump"]);
    expect(bumped).toMatchObject({ exitCode: 0 });
    expect(bumped.err).toContain("mcp.yaml: version 1.0.0 → 1.1.0\n");
    expect(read(folder)).toBe(next("1.1.0", "1.1.0"));
    expect(await run(folder, ["check"])).toMatchObject({ exitCode: 0 });
  });

  test("writes no version since which something is deprecated before there is a release, or beside another error", async () => {
    const old = tool("old", "    deprecated: { since: 1.1.0, removeIn: 2.0.0 }\n");
    const fresh = temporaryFolder();
    write(fresh, spec("1.0.0", old));
    expect((await run(fresh, ["generate", "--bump"])).err).toContain("MCP1227");
    expect(read(fresh)).toBe(spec("1.0.0", old));
    const folder = await released(spec("1.0.0", tool("greet") + tool("old")));
    for (const more of ["limits: { rate: 0/minute }\n", "auth: { apiKeys: no }\n"]) {
      const wrong = spec("1.0.0", tool("greet") + old, more);
      write(folder, wrong);
      const refused = await run(folder, ["generate", "--bump"]);
      expect(refused).toMatchObject({ exitCode: 2 });
      expect(refused.err).toContain("MCP1227");
      expect(read(folder)).toBe(wrong);
    }
  });

  test("writes no version with which the spec would be wrong", async () => {
    const folder = await released(spec("1.0.0", tool("greet") + tool("old", deprecated)));
    const next = spec("1.0.1", tool("greet").replace("20", "10") + tool("old", deprecated));
    write(folder, next);
    const refused = await run(folder, ["generate", "--bump"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain("MCP1227");
    expect(refused.err).toContain('"old" should be gone in 2.0.0');
    expect(read(folder)).toBe(next);
  });

  test.each([
    ["an anchor that carries it elsewhere", "&v 1.0.0, title: *v"],
    ["an escape", '"1.\\x30.0"'],
  ])("explains what it cannot write: %s", async (_what, version) => {
    const folder = await released(spec("1.0.0", tool("greet")));
    const text = spec(version, tool("greet") + tool("thank"));
    write(folder, text);
    const refused = await run(folder, ["generate", "--bump"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain("MCP1711");
    expect(refused.err).toContain("write 1.1.0 there yourself");
    expect(read(folder)).toBe(text);
  });

  test("explains that a module is written by its author", async () => {
    const folder = await released(spec("1.0.0", tool("greet")));
    rmSync(join(folder, "mcp.yaml"));
    const thank = `{ description: "Do thank.", handler: true, result: { type: "boolean" } }`;
    const module = `export default { spec: 1, server: { name: "shop", version: "1.0.1", description: "A shop." }, tools: { thank: ${thank} } };\n`;
    writeFileSync(join(folder, "mcp.config.mjs"), module);
    // A module is found from the folder that the process is in.
    const refused = await run(process.cwd(), ["generate", "--bump", folder]);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain("MCP1711");
    expect(refused.err).toContain("2.0.0 cannot be written into mcp.config.mjs");
    expect(read(folder, "mcp.config.mjs")).toBe(module);
  });

  test.each(["--check", "--dry-run", "--diff"])("does not go with %s", async (option) => {
    const folder = await released(spec("1.0.0", tool("greet")));
    const refused = await run(folder, ["generate", "--bump", option]);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toContain("MCP1904");
  });
});
