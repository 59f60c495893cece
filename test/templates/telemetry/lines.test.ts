import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
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

test("no more than 64 KiB are kept back", async () => {
  const { write } = linesTo(fd);
  const line = `${"x".repeat(999)}\n`;
  for (let count = 0; count < 100; count++) write(line);
  expect(written().length).toBeGreaterThan(64 * 1024);
  await turn(); // or the rest would be in the next test's file
});

const compiled = async (work: string): Promise<string> => {
  const program = join(folder, "program.cjs");
  await build({
    stdin: {
      contents: `import { linesTo } from "./lines.js"; ${work}`,
      resolveDir: new URL("../../../templates/base/src/telemetry", import.meta.url).pathname,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    outfile: program,
    logLevel: "error",
  });
  return program;
};

test("a full disk ends nothing, and what it cost is told once there is room", async () => {
  const program = await compiled(`
    import { openSync, truncateSync } from "node:fs";
    const file = ${JSON.stringify(file)};
    const { write, flushSync } = linesTo(openSync(file, "a"));
    const line = "x".repeat(299) + "\\n";
    for (let count = 0; count < 10; count++) write(line);
    setImmediate(() => {
      write(line);
      flushSync(); // there is no room at all
      truncateSync(file, 400);
      write("after\\n");
      flushSync();
      write("and on\\n");
    });`);
  execFileSync("sh", ["-c", 'ulimit -f 1; exec "$0" "$1"', process.execPath, program]);
  const [whole, torn, notice = "", ...rest] = written().split("\n");
  // A unit of 512 bytes or 1,024, as the shell has it: there was room for one line, or for three.
  expect(JSON.parse(notice)).toMatchObject({
    level: "error",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    event: "log_lost",
    lines: expect.toSatisfy((lines: number) => lines === 10 || lines === 8),
  });
  expect([whole?.length, torn?.length, rest]).toEqual([299, 100, ["after", "and on", ""]]);
});

test("nobody has to read it: what is written to a full pipe is lost, and told to who reads in the end", async () => {
  const program = await compiled(`
    process.stderr; // as whoever takes stdout for the protocol does: from here on a full pipe says so
    const { write, flushSync } = linesTo(2);
    for (let count = 0; count < 10_000; count++) write("x".repeat(199) + "\\n");
    flushSync();
    process.stdout.write("still here");
    setInterval(() => {
      write("after\\n");
      flushSync();
    }, 10);`);
  const child = spawn(process.execPath, [program]);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  expect(String(said)).toBe("still here");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    if (line === "after") break;
  }
  child.kill();
  const whole = lines.filter((line) => line.length === 199).length;
  const notice = JSON.parse(lines.at(-2) ?? "") as { readonly event: string; readonly lines: number };
  expect(notice.event).toBe("log_lost");
  expect(notice.lines).toBeGreaterThanOrEqual(10_000 - whole);
});

test("a descriptor that takes nothing ends nothing", () => {
  const unwritable = openSync(file, "r");
  const { write, flushSync } = linesTo(unwritable);
  write("a\n");
  expect(flushSync).not.toThrow();
  closeSync(unwritable);
});

test.each([
  ["ends itself", "process.exit(3)", 3],
  ["ends on an error", "throw new Error('x')", 1],
])("nothing is lost of a process that %s", async (_how, end, code) => {
  const program = await compiled(`linesTo(1).write("last words\\n"); ${end};`);
  let ended: { status: number | null; stdout: string } = { status: 0, stdout: "" };
  try {
    execFileSync(process.execPath, [program], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    ended = error as typeof ended;
  }
  expect(ended).toMatchObject({ status: code, stdout: "last words\n" });
});
