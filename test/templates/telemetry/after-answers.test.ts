import { execFileSync } from "node:child_process";
import { setImmediate as turn } from "node:timers/promises";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { afterAnswers } from "../../../templates/base/src/telemetry/after-answers.js";

test("work is done after this turn's answers, in its order", async () => {
  const done: string[] = [];
  const later = afterAnswers();
  later(() => done.push("first line"));
  later(() => done.push("second line"));
  await Promise.resolve().then(() => done.push("answer"));
  expect(done).toEqual(["answer"]);
  await turn();
  expect(done).toEqual(["answer", "first line", "second line"]);
});

test("work that asks for more has it done in the next turn", async () => {
  const done: string[] = [];
  const later = afterAnswers();
  later(() => later(() => done.push("later")));
  await turn();
  await turn();
  expect(done).toEqual(["later"]);
});

test.each([
  ["ends itself", "process.exit(3)", 3],
  ["ends on an error", "throw new Error('x')", 1],
])("a process that %s has done it all, and its lines are written", async (_how, end, code) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { afterAnswers } from "./after-answers.js";
        import { linesTo } from "./lines.js";
        const lines = linesTo(1);
        afterAnswers()(() => lines.write("last words\\n"));
        ${end};`,
      resolveDir: new URL("../../../templates/base/src/telemetry", import.meta.url).pathname,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
  });
  const program = outputFiles[0]?.text ?? "";
  const run = () =>
    execFileSync(process.execPath, ["-"], { input: program, encoding: "utf8", stdio: "pipe" });
  expect(run).toThrow(expect.objectContaining({ status: code, stdout: "last words\n" }));
});
