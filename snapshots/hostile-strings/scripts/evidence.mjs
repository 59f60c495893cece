// `npm run evidence`: proves the controls of SECURITY.md on this build, and writes what came of it into `evidence/`,
// as JSON and as a page that can be read, printed and sent. Ends with 1 when a control failed. `-- --strict`: also
// when something could not be looked at, such as a credential that this environment does not have.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { controls, notInPlace, server, sources } from "../test/generated/controls.mjs";
import { componentsOf } from "./evidence/components.mjs";
import { credentialsOf } from "./evidence/credentials.mjs";
import { pageOf } from "./evidence/page.mjs";
import { commitOf } from "./evidence/programs.mjs";
import { reportOf, summaryOf } from "./evidence/report.mjs";
import { startOnce } from "./evidence/server.mjs";
import { runTests } from "./evidence/tests.mjs";

const project = fileURLToPath(new URL("../", import.meta.url));
const read = async (path) => readFile(new URL(`../${path}`, import.meta.url), "utf8");
const strict = process.argv.includes("--strict");
const date = new Date().toISOString().replace(/\.\d+Z$/, "Z");

const { name, scripts } = JSON.parse(await read("package.json"));
const { tools } = JSON.parse(await read(".create-mcp-prod/contract.json"));

const files = [...new Set(controls.flatMap(({ tests }) => tests.map(({ file }) => file)))];
const results = await runTests(project, files);
const start = await startOnce(project, scripts.start);

const report = reportOf({
  date,
  strict,
  server: { name, ...server },
  commit: await commitOf(project),
  environment: {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    mode: process.env.NODE_ENV ?? "development",
  },
  controls,
  notInPlace,
  results,
  start,
  credentials: credentialsOf(sources, start),
  tools,
  components: await componentsOf(project),
});

const style = await read("scripts/evidence/page.css");
const base = `evidence/${date.replaceAll(":", "-")}`;
await mkdir(new URL("../evidence/", import.meta.url), { recursive: true });
await writeFile(
  new URL(`../${base}.json`, import.meta.url),
  `${JSON.stringify(report, null, 2)}\n`,
);
await writeFile(new URL(`../${base}.html`, import.meta.url), pageOf(report, style));

console.log(`\n${summaryOf(report).join("\n")}\n\n${base}.html\n${base}.json`);
process.exitCode = report.outcome === "passed" ? 0 : 1;
