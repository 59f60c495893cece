/**
 * Measures what the project promises about speed: `npm run bench [-- create|generation|calls …] [--quick]`.
 * Compare ratios, not milliseconds: see README.md.
 */
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { benchCalls } from "./calls.mjs";
import { benchCreate } from "./create.mjs";
import { benchDiff } from "./diff.mjs";
import { benchGeneration } from "./generation.mjs";
import { benchToolbox } from "./http-toolbox.mjs";
import { benchPostgres } from "./postgres.mjs";
import { benchRegeneration } from "./regeneration.mjs";

const quick = process.argv.includes("--quick");
const parts = {
  create: (work) => benchCreate(work, { rounds: quick ? 5 : 15 }),
  generation: (work) => benchGeneration(work, { rounds: quick ? 1 : 5 }),
  regeneration: (work) => benchRegeneration(work, { rounds: quick ? 5 : 15 }),
  diff: (work) => benchDiff(work, { rounds: quick ? 3 : 9 }),
  calls: (work) =>
    benchCalls(work, {
      rounds: quick ? 1 : 3,
      ms: quick ? 1500 : 3000,
      sizes: quick ? [1, 1000] : [1, 10, 100, 1000],
    }),
  postgres: (work) =>
    benchPostgres(work, { rounds: quick ? 5 : 15, calls: quick ? 200 : 400, ms: quick ? 1000 : 2000 }),
  toolbox: (work) =>
    benchToolbox(work, {
      rounds: quick ? 3 : 7,
      ms: quick ? 1500 : 3000,
      calls: quick ? 20_000 : 100_000,
    }),
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no benchmark "${unknown[0]}": there are ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}

const work = await mkdtemp(join(tmpdir(), "create-mcp-prod-bench-"));
try {
  console.log(
    `Node ${process.version}, ${availableParallelism()} x ${cpus()[0]?.model ?? "unknown processor"}`,
  );
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const folder = join(work, name);
    await mkdir(folder);
    await measure(folder);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
