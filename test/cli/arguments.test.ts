import { describe, expect, test } from "vitest";
import { commands, type CommandInfo } from "../../src/options.js";
import { parseArguments } from "../../src/arguments.js";

const parse = (...words: string[]) => parseArguments(words, "1.2.3");

/** The messages of what is refused, each with its label. */
async function problems(...words: string[]): Promise<readonly string[]> {
  const parsed = await parse(...words);
  return parsed.diagnostics.map(({ code, message, label }) =>
    [code, message, label].filter(Boolean).join(" | "),
  );
}

async function accepted(...words: string[]) {
  const parsed = await parse(...words);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  const { value } = parsed;
  return value.command === "print" ? value : { ...value, values: Object.fromEntries(value.values) };
}

describe("what is understood", () => {
  test("nothing at all is the wizard", async () => {
    expect(await accepted()).toEqual({ command: "create", values: {} });
  });

  test("a folder and options, in any order", async () => {
    const expected = {
      command: "create",
      dir: "shop",
      values: { spec: "a.yaml", yes: true, "no-install": true },
    };
    expect(await accepted("shop", "--spec", "a.yaml", "-y", "--no-install")).toEqual(expected);
    expect(await accepted("--no-install", "--spec=a.yaml", "--yes", "shop")).toEqual(expected);
  });

  test("an option that may be given twice", async () => {
    const { values } = (await accepted("--transport", "stdio", "--transport", "http", "x")) as never;
    expect(values).toEqual({ transport: ["stdio", "http"] });
  });

  test("values that look like numbers, flags or options of yargs stay what was typed", async () => {
    const { values } = (await accepted(
      "--name=007",
      "--rate=1e3",
      "--sql=--not-an-option",
      "--tool=a.b",
    )) as never;
    expect(values).toEqual({ name: "007", rate: "1e3", sql: "--not-an-option", tool: "a.b" });
  });

  test("a folder with a number for a name", async () => {
    expect(await accepted("007")).toMatchObject({ dir: "007" });
  });

  test("generate and schema with their options", async () => {
    expect(await accepted("generate", "--dry-run")).toMatchObject({ command: "generate" });
    expect(await accepted("generate", "shop", "--check")).toMatchObject({ command: "generate", dir: "shop" });
    expect(await accepted("schema", "--out", "x.json")).toMatchObject({ values: { out: "x.json" } });
  });

  test("a folder that has the name of a command, when it is written as a path", async () => {
    expect(await accepted("./generate")).toMatchObject({ command: "create", dir: "./generate" });
  });

  test("help and version", async () => {
    expect(await accepted("--version")).toEqual({ command: "print", text: "1.2.3\n" });
    expect(await accepted("-h")).toMatchObject({ text: expect.stringContaining("--no-install") });
    expect(await accepted("generate", "--help")).toMatchObject({
      text: expect.stringContaining("--dry-run"),
    });
  });
});

describe("what is refused", () => {
  test("a misspelt command, with the one that was meant", async () => {
    expect(await problems("generat")).toEqual([
      'MCP1901 | unknown command "generat" | did you mean "generate"?',
    ]);
  });

  test("misspelt options, all at once, with what was meant", async () => {
    expect(await problems("x", "--exmaple", "a", "--no-instal", "--wat")).toEqual([
      'MCP1902 | unknown option "--exmaple" | did you mean "--example"?',
      'MCP1902 | unknown option "--no-instal" | did you mean "--no-install"?',
      'MCP1902 | unknown option "--wat"',
    ]);
  });

  test("an option of another command", async () => {
    expect(await problems("generate", "--no-git")).toEqual(['MCP1902 | unknown option "--no-git"']);
  });

  test("an unknown short option", async () => {
    expect(await problems("-q")).toEqual(['MCP1902 | unknown option "-q"']);
  });

  test("a value that is none of the choices", async () => {
    expect((await problems("--auth", "basic"))[0]).toMatch(/^MCP1903 .*auth.*basic.*none.*jwt.*apiKeys/);
  });

  test("an option without its value", async () => {
    expect((await problems("--spec"))[0]).toMatch(/^MCP1903 .*spec/);
  });

  test("an option given twice that takes one value", async () => {
    expect(await problems("--spec", "a", "--spec", "b")).toEqual([
      "MCP1903 | --spec is given more than once",
    ]);
  });

  test("a second folder", async () => {
    expect(await problems("a", "b")).toEqual(['MCP1906 | "b" is one argument too many']);
    expect(await problems("schema", "x")).toEqual(['MCP1906 | "x" is one argument too many']);
  });

  test("an option that would reach into JavaScript's object model", async () => {
    expect(await problems("--constructor", "x")).toEqual(['MCP1902 | unknown option "--constructor"']);
  });
});

const examples = Object.values(commands).flatMap((info: CommandInfo) => info.examples.map(([line]) => line));

test.each(examples)("the help's example `%s` is understood", async (line) => {
  const { ok, diagnostics } = await parseArguments(line.split(" ").slice(1), "1.0.0");
  expect(diagnostics).toEqual([]);
  expect(ok).toBe(true);
});
