/** The wizard as its user meets it, key by key, through the command. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { DatabaseSync } from "@photostructure/sqlite";
import { bare, run, type Run } from "../cli/run.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { answer } from "./keyboard.js";

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});

const wizard = (...words: string[]): Promise<Run> => run(folder, [...words, ...bare], { interactive: true });

const shows = (text: string) => answer(text);

test("enter all the way makes a working project, and tells how to do it without questions", async () => {
  const running = wizard("shop");
  await answer("Name of the server", "<enter>");
  await answer("Where is the data?", "<enter>");
  await answer("first tool", "<enter>");
  await answer("How do clients reach it?", "<enter>");
  await answer("Most calls", "<enter>");
  await answer("Who may call", "<enter>");
  await answer("What else", "<enter>");
  const { exitCode, err } = await running;
  expect(exitCode).toBe(0);
  const line = /npx (create-mcp-prod .*)/.exec(err)?.[1] ?? "";
  expect(line).toBe(
    "create-mcp-prod shop --yes --name shop --source sample --tool query_users --transport stdio --transport http" +
      " --rate 60/minute --auth none --no-install --no-git",
  );
  const same = await run(temporaryFolder(), line.split(" ").slice(1));
  expect(same.exitCode).toBe(0);
});

test("what is printed for next time makes the same bytes", async () => {
  const running = wizard("a");
  await answer("Name of the server", "orders", "<enter>");
  await answer("Where is the data?", "<down>", "<down>", "<enter>");
  await answer("first tool", "ship_it", "<enter>");
  await answer("How do clients reach it?", "<space>", "<enter>"); // Takes stdio away.
  await answer("Most calls", "5/second", "<enter>");
  await answer("Who may call", "<down>", "<down>", "<enter>");
  await answer("What else", "<space>", "<down>", "<down>", "<space>", "<enter>");
  const { err } = await running;
  const words = (/npx create-mcp-prod (.*)/.exec(err)?.[1] ?? "").split(" ");
  await run(folder, ["b", ...words.slice(1)]);
  const made = tree(join(folder, "a"));
  expect(made["mcp.yaml"]).toMatch(
    /name: orders[^]*stdio: false[^]*apiKeys: true[^]*5\/second[^]*ci: github\ndeploy: \{ container: true \}[^]*ship_it:/,
  );
  expect(tree(join(folder, "b"))).toEqual(made);
});

test("an answer that the spec would refuse is refused in place, in the spec's own words", async () => {
  const running = wizard();
  await answer("Name of the server", "Not A Name", "<enter>");
  await shows("server.name");
  await answer("Name of the server", ...Array<string>(10).fill("<backspace>"), "fine", "<enter>");
  await answer("Where is the data?", "<ctrl-c>");
  expect((await running).exitCode).toBe(130);
});

test("a SQLite file of one's own is checked, and its path is left to the environment", async () => {
  writeFileSync(join(folder, "notes.txt"), "This is no database.");
  const database = new DatabaseSync(join(folder, "own.db"));
  database.exec("CREATE TABLE t (a)");
  database.close();
  const running = wizard("shop");
  await answer("Name of the server", "<enter>");
  await answer("Where is the data?", "<down>", "<enter>");
  await answer("Path of the database", "notes.txt", "<enter>");
  await shows("not a SQLite database");
  await answer("Path of the database", ...Array<string>(9).fill("<backspace>"), "own.db", "<enter>");
  await answer("first tool", "<enter>");
  await answer("What it returns", "<enter>");
  await answer("Its statement", "DROP TABLE t", "<enter>");
  await shows("start the statement with SELECT");
  await answer(
    "Its statement",
    ...Array<string>(12).fill("<backspace>"),
    "SELECT a FROM t LIMIT :limit",
    "<enter>",
  );
  await answer("How do clients reach it?", "<enter>");
  await answer("Most calls", "<enter>");
  await answer("Who may call", "<enter>");
  await answer("What else", "<enter>");
  const { err, exitCode } = await running;
  expect(exitCode).toBe(0);
  expect(err).toContain(`export DATABASE_FILE=${join(folder, "own.db")}`);
  const spec = tree(join(folder, "shop"))["mcp.yaml"];
  expect(spec).toContain("file: ${DATABASE_FILE}");
  expect(spec).not.toContain("own.db");
});

test("tokens ask for their issuer and for the server's own URL", async () => {
  const running = wizard(
    "shop",
    "--source",
    "none",
    "--tool",
    "greet",
    "--rate",
    "1/hour",
    "--transport",
    "http",
  );
  await answer("Name of the server", "<enter>");
  await answer("Who may call", "<down>", "<enter>");
  await answer("Issuer", "nonsense", "<enter>");
  await shows("auth.jwt.issuer");
  await answer("Issuer", ...Array<string>(8).fill("<backspace>"), "https://id.example.com", "<enter>");
  await answer("Public URL", "https://mcp.example.com/mcp", "<enter>");
  await answer("What else", "<enter>");
  expect((await running).exitCode).toBe(0);
  expect(tree(join(folder, "shop"))["mcp.yaml"]).toContain("issuer: ");
});

test("stdio alone asks nothing about HTTP", async () => {
  const running = wizard("shop", "--source", "none", "--tool", "greet", "--rate", "1/hour");
  await answer("Name of the server", "<enter>");
  await answer("How do clients reach it?", "<down>", "<space>", "<enter>");
  await answer("What else", "<enter>");
  expect((await running).exitCode).toBe(0);
});

const questions = [
  "Name of the server",
  "Where is the data?",
  "first tool",
  "How do clients",
  "Most calls",
  "Who may",
  "What else",
];

test.each(questions.map((question, index) => [question, index] as const))(
  "ctrl-c at %j leaves nothing behind",
  async (_, index) => {
    const running = wizard("deep/shop");
    for (const question of questions.slice(0, index)) await answer(question, "<enter>");
    await answer(questions[index] ?? "", "<ctrl-c>");
    expect(await running).toMatchObject({ exitCode: 130, out: "" });
    expect(readdirSync(folder)).toEqual([]);
  },
);

test("a flag that is wrong is told before the first question", async () => {
  const { exitCode, err } = await wizard("shop", "--rate", "often");
  expect(exitCode).toBe(2);
  expect(err).toContain("MCP1105");
});

test("a folder that is taken is told before the first question", async () => {
  writeFileSync(join(folder, "mine.txt"), "");
  expect(await wizard(".")).toMatchObject({ exitCode: 2 });
});
