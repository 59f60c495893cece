// What .ci/run says of the tests at its end, from the JSON reports that vitest wrote into a folder:
//
//   node .ci/report.mjs FOLDER STAGE…   each failed test with its words, then the plain line "N passed, N failed"
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const linesOfOne = 15;

const [folder, ...stages] = process.argv.slice(2);
let passed = 0;
let failed = 0;

const print = (line) => process.stdout.write(`${line}\n`);

const tell = (file, title, message) => {
  failed += 1;
  const words = message
    .split("\n")
    .slice(0, linesOfOne)
    .map((line) => `    ${line}`);
  print(`FAILED ${relative(process.cwd(), file)}: ${title}\n${words.join("\n")}`);
};

for (const name of readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()) {
  const report = JSON.parse(readFileSync(join(folder, name), "utf8"));
  passed += report.numPassedTests;
  for (const file of report.testResults) {
    const tests = file.assertionResults.filter((test) => test.status === "failed");
    for (const test of tests) tell(file.name, test.fullName, test.failureMessages.join("\n"));
    // A file that does not load, or whose hooks fail, need not have a test of its own that failed.
    if (file.status === "failed" && tests.length === 0) tell(file.name, "the file", file.message);
  }
}

if (stages.length > 0) print(`failed: ${stages.join(", ")}`);
// A stage counts as one failure unless its tests were counted.
print(`${passed} passed, ${Math.max(failed, stages.length)} failed`);
