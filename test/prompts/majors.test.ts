/** The question about older majors when another one begins, key by key, through the command. */
import { screen } from "@inquirer/testing/vitest";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { run, type Run } from "../cli/run.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { answer } from "./keyboard.js";

const spec = (version: string, serve: string, longest: number) => `spec: 1
server: { name: shop, version: ${version}, serve: ${serve}, description: A shop. } # as agreed
tools:
  greet:
    description: Greet somebody.
    params: { who: { type: string, maxLength: ${longest} } }
    handler: true
`;

let folder = "";
const write = (text: string) => writeFileSync(join(folder, "mcp.yaml"), text);
const read = () => readFileSync(join(folder, "mcp.yaml"), "utf8");
const bump = (): Promise<Run> => run(folder, ["generate", "--bump"], { interactive: true });

async function released(text: string): Promise<void> {
  write(text);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  expect(await run(folder, ["release", "--date", "2026-01-31"])).toMatchObject({ exitCode: 0 });
}

beforeEach(async () => {
  folder = temporaryFolder();
  await released(spec("1.4.0", "[1]", 20));
  await released(spec("2.0.0", "[1, 2]", 40));
  write(spec("2.0.0", "[1, 2]", 30));
});

test.each([
  ["all stay", ["<enter>"], "[1, 2, 3]"],
  ["the oldest goes", ["<down>", "<enter>"], "[2, 3]"],
  ["none stays", ["<up>", "<enter>"], "[3]"],
])("%s", async (_, keys, serve) => {
  const running = bump();
  await answer("3.0.0 begins another major:", ...keys);
  const { err } = await running;
  expect(err).toContain("mcp.yaml: version 2.0.0 → 3.0.0");
  expect(read()).toBe(spec("3.0.0", serve, 30));
});

test("the choices say what each means", async () => {
  const running = bump();
  await vi.waitFor(() => expect(screen.getScreen()).toContain("3.0.0 begins another major:"), {
    timeout: 30_000,
  });
  expect(screen.getScreen()).toMatch(
    /Serve 1 and 2 beside it\n.*Serve 2 beside it\n.*Stop serving older ones/,
  );
  expect(screen.getScreen()).toContain("Whoever calls them goes on to see what was released.");
  await answer("begins", "<enter>");
  await running;
});

test("nothing is written on Ctrl-C", async () => {
  const before = tree(folder);
  const running = bump();
  await answer("3.0.0 begins another major:", "<ctrl-c>");
  expect(await running).toMatchObject({ exitCode: 130 });
  expect(tree(folder)).toEqual(before);
});

test("nobody is asked when no other major begins, or when it could not be written", async () => {
  write(spec("2.0.0", "[1, 2]", 40).replace("somebody", "anybody"));
  expect(await bump()).toMatchObject({ exitCode: 0 });
  expect(read()).toContain("version: 2.0.1, serve: [1, 2]");
  write(spec("2.0.0", "[1, 0x2]", 30));
  expect((await bump()).err).toContain("MCP1711");
});
