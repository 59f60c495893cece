// What .ci/run says of the tests at its end, from the JSON reports that vitest wrote into a folder:
//
//   node .ci/report.mjs FOLDER STAGE…   each failed test with its words, then the plain line "N passed, N failed"
//
// A test that passes only when it is tried again is named as unsteady, and to be mended. A few are the machine's
// doing; more than that count as failed, and so does the run.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const linesOfOne = 15;
const mostUnsteady = 3;

const [folder, ...stages] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let unsteady = 0;

const print = (line) => process.stdout.write(`${line}\n`);

const tell = (what, file, title, message) => {
  const words = message
    .split("\n")
    .slice(0, linesOfOne)
    .map((line) => `    ${line}`);
  print(`${what} ${relative(process.cwd(), file)}: ${title}\n${words.join("\n")}`);
};

const reports = readdirSync(folder).filter((file) => file.endsWith(".json"));
for (const name of reports.sort()) {
  for (const file of JSON.parse(readFileSync(join(folder, name), "utf8")).testResults) {
    let failedHere = 0;
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      const message = failureMessages.join("\n");
      if (status === "failed") {
        failedHere += 1;
        tell("FAILED", file.name, fullName, message);
      } else if (status === "passed") {
        passed += 1;
        if (message === "") continue;
        unsteady += 1;
        tell("UNSTEADY", file.name, fullName, message);
      }
    }
    // A file that does not load, or whose hooks fail, need not have a test of its own that failed.
    if (file.status === "failed" && failedHere === 0) {
      failedHere = 1;
      tell("FAILED", file.name, "the file", file.message);
    }
    failed += failedHere;
  }
}

if (unsteady > mostUnsteady) {
  failed += unsteady;
  passed -= unsteady;
  process.exitCode = 1;
}
if (stages.length > 0) print(`failed: ${stages.join(", ")}`);
// A stage counts as one failure unless its tests were counted.
print(`${passed} passed, ${Math.max(failed, stages.length)} failed`);
