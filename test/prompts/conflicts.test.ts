/** The question about each file that was changed on both sides, key by key, through the command. */
import { screen } from "@inquirer/testing/vitest";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { run, type Run } from "../cli/run.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { answer } from "./keyboard.js";

const spec = (greeting: string, farewell: string) => `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
tools:
  greet:
    description: ${greeting}
    result: { type: string, maxLength: 100 }
    handler: true
  part:
    description: ${farewell}
    result: { type: string, maxLength: 100 }
    handler: true
`;
const greet = "src/generated/tools/greet.ts";
const part = "src/generated/tools/part.ts";

let folder = "";
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const edit = (path: string, from: string, to: string) => write(path, read(path).replaceAll(from, to));
const generate = (...words: string[]): Promise<Run> =>
  run(folder, ["generate", ...words], { interactive: true });

beforeEach(async () => {
  folder = temporaryFolder();
  write("mcp.yaml", spec("Greet somebody.", "Say goodbye."));
  expect(await generate()).toMatchObject({ exitCode: 0 });
});

/** One line that the user and the spec both changed. */
function clash(): void {
  edit(greet, "Greet somebody.", "Greet my way.");
  write("mcp.yaml", spec("Greet politely.", "Say goodbye."));
}

const edited = `${greet} was changed by you and by the generator (1 of 1):`;
const [mine, generated, markers, quit] = [1, 2, 3, 4].map((downs) => [
  ...Array<string>(downs).fill("<down>"),
  "<enter>",
]) as [string[], string[], string[], string[]];

describe("a file that both changed", () => {
  beforeEach(clash);

  test("is kept as it is", async () => {
    const before = read(greet);
    const running = generate();
    await answer(edited, ...mine);
    expect(await running).toMatchObject({ exitCode: 0 });
    expect(read(greet)).toBe(before);
    // It is settled: nobody is asked again.
    expect(await generate()).toMatchObject({ exitCode: 0 });
  });

  test("is taken as it is generated", async () => {
    const running = generate();
    await answer(edited, ...generated);
    expect(await running).toMatchObject({ exitCode: 0 });
    expect(read(greet)).toContain("Greet politely.");
    expect(read(greet)).not.toContain("my way");
  });

  test("gets both sides between markers, which are left to resolve", async () => {
    const running = generate();
    await answer(edited, ...markers);
    expect(await running).toMatchObject({ exitCode: 1 });
    expect(read(greet)).toMatch(/<{7} yours\n[^]*my way[^]*={7}\n[^]*politely[^]*>{7} generated\n/);
  });

  test("is shown as a difference as often as wanted, and asked about again", async () => {
    const running = generate();
    await answer(edited, "<enter>");
    await screen.next(); // It asks the same: only this tells the questions apart.
    await answer(edited, "<enter>");
    await screen.next();
    await answer(edited, ...mine);
    const { exitCode, err } = await running;
    expect(exitCode).toBe(0);
    const patches = err.split(`+++ b/${greet}`);
    expect(patches).toHaveLength(3);
    for (const patch of patches.slice(1)) {
      expect(patch).toMatch(/^-.*Greet my way\./m);
      expect(patch).toMatch(/^\+.*Greet politely\./m);
    }
  });

  test.each([
    ["quit", () => answer(edited, ...quit), 1],
    ["Ctrl-C", () => answer(edited, "<ctrl-c>"), 130],
  ])("is left alone, like all else, on %s", async (_, leave, code) => {
    const before = tree(folder);
    const running = generate();
    await leave();
    expect(await running).toMatchObject({ exitCode: code });
    expect(tree(folder)).toEqual(before);
  });

  test("is not asked about when the answer came as a flag", async () => {
    expect(await generate("--on-conflict=generated")).toMatchObject({ exitCode: 0 });
    expect(read(greet)).toContain("Greet politely.");
  });
});

test("each file has its own answer, and quitting at the second drops the first", async () => {
  edit(greet, "Greet somebody.", "Greet my way.");
  edit(part, "Say goodbye.", "Leave my way.");
  write("mcp.yaml", spec("Greet politely.", "Leave politely."));
  const before = tree(folder);
  const stopped = generate();
  await answer("(1 of 2):", ...generated);
  await answer(`${part} was changed by you and by the generator (2 of 2):`, ...quit);
  expect(await stopped).toMatchObject({ exitCode: 1 });
  expect(tree(folder)).toEqual(before);

  const running = generate();
  await answer("(1 of 2):", ...generated);
  await answer("(2 of 2):", ...mine);
  expect(await running).toMatchObject({ exitCode: 0 });
  expect(read(greet)).toContain("Greet politely.");
  expect(read(part)).toContain("Leave my way.");
});

test("a file that is no text any more cannot be merged, only kept or replaced", async () => {
  const bytes = Uint8Array.of(0xff, 0xfe, 0, 0x80);
  write(greet, bytes);
  write("mcp.yaml", spec("Greet politely.", "Say goodbye."));
  const running = generate();
  await answer("was made something that is no text (1 of 1):");
  expect(screen.getScreen()).not.toContain("Merge");
  await answer("Keep mine", ...mine);
  expect(await running).toMatchObject({ exitCode: 0 });
  expect(new Uint8Array(readFileSync(join(folder, greet)))).toEqual(bytes);
});

test("a file in the way is replaced on a word for it alone", async () => {
  const path = "src/generated/tools/thank.ts";
  write(path, "// mine\n");
  write("mcp.yaml", spec("Greet somebody.", "Say goodbye.").replace("  part:", "  thank:"));
  const running = generate();
  await answer(`${path} is there already and was not generated (1 of 1):`, ...generated);
  expect(await running).toMatchObject({ exitCode: 0 });
  expect(read(path)).not.toContain("// mine");
});

test("nothing is asked when a folder stands in the way of another file", async () => {
  clash();
  rmSync(join(folder, part));
  mkdirSync(join(folder, part));
  const { exitCode, err } = await generate();
  expect(exitCode).toBe(1);
  expect(err).toContain(`${part} cannot be written`);
});

test("a file with markers in it cannot be kept that way", async () => {
  clash();
  await generate("--on-conflict=markers");
  const running = generate();
  await answer("still has conflict markers (1 of 1):");
  expect(screen.getScreen()).not.toMatch(/Keep mine|Merge/);
  await answer("Take the generated one", "<down>", "<enter>");
  expect(await running).toMatchObject({ exitCode: 0 });
  expect(read(greet)).toContain("Greet politely.");
  expect(read(greet)).not.toContain("<<<<<<<");
});
