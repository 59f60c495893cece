import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { colours, Interrupted, wantsColour } from "../../src/terminal.js";
import { temporaryFolder } from "../regenerate/folder.js";
import { fault } from "./fault.js";
import { bare, run } from "./run.js";

vi.mock("../../src/regenerate/disk-workspace.js", async (original) =>
  (await import("./fault.js")).faulty(original),
);

const bug = () => {
  Object.assign(fault, { left: 3, code: "" });
  return ["shop", "--yes", ...bare];
};

test("a bug is reported in two lines, without a stack, and leaves nothing behind", async () => {
  const folder = temporaryFolder();
  const { exitCode, out, err } = await run(folder, bug());
  expect({ exitCode, out, lines: err.trim().split("\n").length }).toEqual({ exitCode: 2, out: "", lines: 2 });
  expect(err).not.toContain("\u001b");
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ["--verbose", ["--verbose"], {}],
  ["DEBUG", [], { verbose: true }],
])("%s shows the stack of a bug", async (_, words, terminal) => {
  const { err } = await run(temporaryFolder(), [...bug(), ...words], terminal);
  expect(err).toMatch(/^ {4}at /m);
});

test("a bug in JSON is a diagnostic", async () => {
  const { exitCode, out, err } = await run(temporaryFolder(), [...bug(), "--json"]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: "" });
  expect(JSON.parse(out)).toMatchObject({ ok: false, exitCode: 2, diagnostics: [{ code: "MCP1999" }] });
});

test("wrong words in JSON are diagnostics", async () => {
  const { exitCode, out, err } = await run(temporaryFolder(), ["--json", "--wat"]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: "" });
  expect(JSON.parse(out)).toMatchObject({ ok: false, diagnostics: [{ code: "MCP1902", severity: "error" }] });
});

test("an interruption in JSON is told as such", async () => {
  const stop = new AbortController();
  stop.abort(new Interrupted());
  fault.left = Infinity;
  const words = ["shop", "--yes", "--json", ...bare];
  const { exitCode, out } = await run(temporaryFolder(), words, { signal: stop.signal });
  expect(exitCode).toBe(130);
  expect(JSON.parse(out)).toEqual({ ok: false, exitCode: 130, diagnostics: [] });
});

test("help and version go to stdout", async () => {
  const help = await run("/", ["--help"]);
  expect(help).toMatchObject({ exitCode: 0, err: "" });
  expect(help.out).toContain("Exit codes");
  expect(await run("/", ["--version"])).toMatchObject({ exitCode: 0, err: "" });
});

test("errors are coloured in a terminal that wants it, and only there", async () => {
  const { err } = await run("/", ["--wat"], { style: colours });
  expect(err).toContain("\u001b[31merror MCP1902\u001b[39m");
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  [{ TERM: "dumb" }, true, false],
])("with %j in a terminal (%j), colour is %j", (env, isTerminal, expected) => {
  expect(wantsColour(env, isTerminal)).toBe(expected);
});
