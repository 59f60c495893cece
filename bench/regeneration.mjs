/**
 * `generate` of a project of 1,000 tools in which nothing changed, beside the least it can do: Node starting, and
 * reading and hashing the same files. The limit is 1.5 times that. Then one changed tool, and how many files that
 * writes.
 */
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command, run } from "../scripts/project.mjs";
import { inTurn, median, pairedRatio, table } from "./numbers.mjs";
import { writeSpec } from "./spec.mjs";

const readAndHash = new URL("read-files.mjs", import.meta.url).pathname;

/** @param {string} work an empty folder  @param {{ rounds: number }} options */
export async function benchRegeneration(work, { rounds }) {
  const spec = await writeSpec(join(work, "spec"), 1000);
  const project = join(work, "project");
  const timed = async (...args) => (await run(process.execPath, args)).ms;
  await timed(command, project, "--spec", spec, "--yes", "--no-install", "--no-git");
  const first = await timed(command, "generate", project);
  const ms = await inTurn(rounds, {
    start: () => timed("-e", "0"),
    read: () => timed(readAndHash, project),
    generate: () => timed(command, "generate", project),
  });

  const own = join(project, "mcp.yaml");
  const before = await times(project);
  await writeFile(own, (await readFile(own, "utf8")).replace("Return one user", "Return a user"));
  const changed = await timed(command, "generate", project);
  const after = await times(project);
  const written = [...after].filter(([path, time]) => before.get(path) !== time && path !== own);

  const row = (name, values) => [name, median(values).toFixed(0), pairedRatio(values, ms.read).toFixed(2)];
  console.log(
    `\nregeneration of 1,000 tools, median of ${rounds} rounds (limit: 1.5 times reading and hashing)\n`,
  );
  table(
    ["", "ms", "ratio"],
    [
      row("node -e 0", ms.start),
      row("Node reading and hashing the same files", ms.read),
      row("generate, nothing changed", ms.generate),
      ["generate, first time after a change", first.toFixed(0), ""],
      ["generate, one tool changed", changed.toFixed(0), ""],
    ],
  );
  console.log(`\none changed tool: ${written.length} of ${after.size} files written`);
}

async function times(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(await Promise.all(paths.map(async (path) => [path, (await stat(path)).mtimeMs])));
}
