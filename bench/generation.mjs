/** Generation of 5, 100 and 1,000 tools: wall time and peak memory. The limit for 1,000 is 3 s. */
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { command, run } from "../scripts/project.mjs";
import { median, table } from "./numbers.mjs";
import { writeSpec } from "./spec.mjs";

const preload = new URL("peak-memory.cjs", import.meta.url).pathname;

/** @param {string} work an empty folder  @param {{ rounds: number }} options */
export async function benchGeneration(work, { rounds }) {
  const rows = [];
  for (const tools of [5, 100, 1000]) {
    const spec = await writeSpec(join(work, `spec-${tools}`), tools);
    const project = join(work, `project-${tools}`);
    const peak = join(work, "peak");
    const ms = [];
    const memory = [];
    let size;
    for (let round = 0; round < rounds; round++) {
      const args = [
        "--require",
        preload,
        command,
        project,
        "--spec",
        spec,
        "--yes",
        "--no-install",
        "--no-git",
      ];
      ms.push((await run(process.execPath, args, { env: { PEAK_MEMORY_FILE: peak } })).ms);
      memory.push(Number(await readFile(peak, "utf8")) / 1024);
      size = await sizeOf(project);
      await rm(project, { recursive: true });
    }
    rows.push([
      tools,
      size.files,
      (size.bytes / 2 ** 20).toFixed(1),
      (median(ms) / 1000).toFixed(2),
      median(memory).toFixed(0),
    ]);
  }
  console.log(`\ngeneration, median of ${rounds} rounds (limit: 1,000 tools in 3 s)\n`);
  table(["tools", "files", "MiB written", "s", "peak MiB"], rows);
}

async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
