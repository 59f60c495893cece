import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { build } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { linesTo } from "../../../templates/base/src/telemetry/lines.js";

let folder: string;
let file: string;
let fd: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lines-"));
  file = join(folder, "log");
  fd = openSync(file, "a");
});
afterEach(() => {
  closeSync(fd);
  rmSync(folder, { recursive: true });
});

const written = (): string => readFileSync(file, "utf8");

test("lines of one turn are written at its end, in their order", async () => {
  const { write } = linesTo(fd);
  for (const line of ["a\n", "b\n", "c\n"]) write(line);
  expect(written()).toBe("");
  await turn();
  expect(written()).toBe("a\nb\nc\n");
});

test("a fatal line, and what came before it, is written at once", () => {
  const { write, flushSync } = linesTo(fd);
  write("a\n");
  write("fatal\n");
  flushSync();
  expect(written()).toBe("a\nfatal\n");
});

test("no more than 64 KiB are kept back", () => {
  const { write } = linesTo(fd);
  const line = `${"x".repeat(999)}\n`;
  for (let count = 0; count < 100; count++) write(line);
  expect(written().length).toBeGreaterThan(64 * 1024);
});

test.each([
  ["ends itself", "process.exit(3)", 3],
  ["ends on an error", "throw new Error('x')", 1],
])("nothing is lost of a process that %s", async (_how, end, code) => {
  const program = join(folder, "program.cjs");
  await build({
    stdin: {
      contents: `import { linesTo } from "./lines.js"; linesTo(1).write("last words\\n"); ${end};`,
      resolveDir: new URL("../../../templates/base/src/telemetry", import.meta.url).pathname,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    outfile: program,
    logLevel: "error",
  });
  let ended: { status: number | null; stdout: string } = { status: 0, stdout: "" };
  try {
    execFileSync(process.execPath, [program], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    ended = error as typeof ended;
  }
  expect(ended).toMatchObject({ status: code, stdout: "last words\n" });
});
