/** Tools in files of their own: the spec is one, and problems are shown where they stand. */
import { describe, expect, test } from "vitest";
import { loadSpec } from "../../src/spec/load.js";
import { run } from "../cli/run.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memoryFiles } from "./support.js";

const head = "spec: 1\nserver: { name: shop, version: 1.0.0, description: A shop. }\n";
const tool = (name: string, more = "") =>
  `  ${name}:\n    description: Do ${name}.\n    params: {}\n    result: { type: string }\n    handler: true\n${more}`;
const load = (files: Readonly<Record<string, string>>) => loadSpec("shop/mcp.yaml", memoryFiles(files));

describe("include", () => {
  test("lists the tools of the spec first, then those of each file as they are named", async () => {
    const loaded = await load({
      "shop/mcp.yaml": `${head}include: [tools/b.yaml, tools/a.json]\ntools:\n${tool("first")}`,
      "shop/tools/b.yaml": `tools:\n${tool("b")}${tool("b2")}`,
      "shop/tools/a.json": `{ "tools": { "a": { "description": "A.", "params": {}, "handler": true, "result": {"type": "string"} } } }`,
    });
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ok && loaded.value.model.tools.map(({ name }) => name)).toEqual(["first", "b", "b2", "a"]);
  });

  test("makes `tools:` of the spec itself needless", async () => {
    const loaded = await load({
      "shop/mcp.yaml": `${head}include: [tools.yaml]\n`,
      "shop/tools.yaml": `tools:\n${tool("only")}`,
    });
    expect(loaded.diagnostics).toEqual([]);
  });

  test("shows what is wrong with a tool in the file where the tool is", async () => {
    const loaded = await load({
      "shop/mcp.yaml": `${head}include: [tools.yaml]\ntools:\n${tool("first")}`,
      "shop/tools.yaml": `tools:\n${tool("second", "    sauce: main\n")}${tool("third", "    limits: { rows: 900 }\n")}`,
    });
    expect(loaded.diagnostics.map(({ code, span }) => `${code} ${span?.file}:${span?.start.line}`)).toEqual([
      "MCP1101 shop/tools.yaml:7",
      "MCP1210 shop/tools.yaml:13",
    ]);
    expect(loaded.texts.get("shop/tools.yaml")).toContain("second");
  });

  test.each([
    ["outside", "[../tools.yaml]", "MCP1229 shop/mcp.yaml:3"],
    ["twice", "[tools.yaml, tools.yaml]", "MCP1007 shop/mcp.yaml:3"],
    ["no YAML", "[tools.txt]", "MCP1105 shop/mcp.yaml:3"],
    ["a text", "tools.yaml", "MCP1103 shop/mcp.yaml:3"],
    ["not there", "[none.yaml]", "MCP1015 shop/mcp.yaml:3"],
    ["broken", "[broken.yaml]", "MCP1006 shop/broken.yaml:2"],
    ["with a tool that is there already", "[again.yaml]", "MCP1007 shop/again.yaml:2"],
    ["with more than tools", "[more.yaml]", "MCP1109 shop/more.yaml:1"],
    ["of nothing", "[list.yaml]", "MCP1109 shop/list.yaml:1"],
  ])("refuses a file that is %s", async (_what, include, expected) => {
    const loaded = await load({
      "shop/mcp.yaml": `${head}include: ${include}\ntools:\n${tool("first")}`,
      "shop/tools.yaml": `tools:\n${tool("second")}`,
      "shop/broken.yaml": "tools:\n  a: [\n",
      "shop/again.yaml": `tools:\n${tool("first")}`,
      "shop/more.yaml": `limits: { rate: 1/day }\ntools:\n${tool("second")}`,
      "shop/list.yaml": "[1]\n",
    });
    expect(loaded.ok).toBe(false);
    expect(loaded.diagnostics.map(({ code, span }) => `${code} ${span?.file}:${span?.start.line}`)).toEqual([
      expected,
    ]);
  });

  test("goes with the spec into a new project, and is generated from there", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "from/tools"), { recursive: true });
    writeFileSync(join(folder, "from/mcp.yaml"), `${head}include: [tools/more.yaml]\n`);
    writeFileSync(join(folder, "from/tools/more.yaml"), `tools:\n${tool("greet")}`);
    const made = await run(folder, ["new", "--spec", "from/mcp.yaml", "--no-install", "--no-git"]);
    expect(made).toMatchObject({ exitCode: 0 });
    expect(tree(folder)["new/tools/more.yaml"]).toContain("greet");
    const project = join(folder, "new");
    expect(await run(project, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
    // Also after a run that had nothing to do, an edit of the included file is seen.
    expect(await run(project, ["generate"])).toMatchObject({ exitCode: 0 });
    writeFileSync(join(project, "tools/more.yaml"), `tools:\n${tool("greet")}${tool("thank")}`);
    expect(await run(project, ["generate", "--check"])).toMatchObject({ exitCode: 1 });
    expect(await run(project, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(tree(folder)).toHaveProperty(["new/src/handlers/thank.ts"]);
  });
});
