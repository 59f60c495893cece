// @ts-check
// The tests of the controls, run by vitest as `npm test` runs them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative } from "node:path";

/**
 * @typedef {object} TestResult
 * @property {string} file Relative to the project, with forward slashes.
 * @property {string} title
 * @property {readonly string[]} within Titles of the groups around it.
 * @property {"passed" | "failed" | "skipped"} state
 * @property {number} ms
 * @property {string} [failure]
 */

/**
 * @typedef {object} TestRun
 * @property {readonly TestResult[]} tests
 * @property {Readonly<Record<string, string>>} broken Why a file has no results, by file.
 */

/**
 * @param {string} project
 * @param {readonly string[]} files
 * @returns {Promise<TestRun>}
 */
export async function runTests(project, files) {
  const folder = await mkdtemp(join(tmpdir(), "evidence-"));
  const output = join(folder, "tests.json");
  try {
    const vitest = join(project, "node_modules/vitest/vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
    // A test says itself which server it wants, in production or not.
    const { NODE_ENV: _mode, ...env } = process.env;
    const child = spawn(process.execPath, [vitest, "run", ...reporters, ...files], {
      cwd: project,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    await once(child, "close");
    return readResults(JSON.parse(await readFile(output, "utf8")), project);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What vitest's JSON reporter wrote.
 * @param {any} json
 * @param {string} project
 * @returns {TestRun}
 */
export function readResults({ testResults }, project) {
  /** @type {TestResult[]} */
  const tests = [];
  /** @type {Record<string, string>} */
  const broken = {};
  for (const { name, message, status, assertionResults } of testResults) {
    const file = (isAbsolute(name) ? relative(project, name) : name).replaceAll("\\", "/");
    for (const { title, ancestorTitles, status, duration, failureMessages } of assertionResults) {
      const failure = plain((failureMessages ?? []).join("\n"), project);
      tests.push({
        file,
        title,
        within: ancestorTitles,
        state: status === "passed" || status === "failed" ? status : "skipped",
        ms: Math.round(duration ?? 0),
        ...(failure !== "" && { failure }),
      });
    }
    // Also when a hook failed after some tests had passed.
    const hasFailed = tests.some((test) => test.file === file && test.state === "failed");
    if (status === "failed" && !hasFailed) {
      broken[file] = plain(message ?? "", project) || "The file could not be run.";
    }
  }
  return { tests, broken };
}

/** Without colours, the project's place and the lines of the test runner's own code. */
const plain = (/** @type {string} */ text, /** @type {string} */ project) =>
  text
    .replace(/\u001b\[[0-9;]*m/g, "")
    .split("\n")
    .filter((line) => !line.includes("node_modules"))
    .join("\n")
    .replaceAll(`file://${project}`, "")
    .replaceAll(project, "")
    .trim()
    .slice(0, 4_000);
