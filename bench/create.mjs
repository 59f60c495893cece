/** A new project from a cold start, beside Node starting and writing the same files. The limit is 4 times. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { command, run } from "../scripts/project.mjs";
import { inTurn, median, pairedRatio, table } from "./numbers.mjs";

const flags = ["--example", "internal-db", "--yes", "--no-install", "--no-git"];

/** @param {string} work an empty folder  @param {{ rounds: number }} options */
export async function benchCreate(work, { rounds }) {
  const project = join(work, "project");
  await run(process.execPath, [command, project, ...flags]);
  const list = join(work, "files.json");
  const files = await filesOf(project);
  await writeFile(list, JSON.stringify(files));
  await rm(project, { recursive: true });

  const timed = async (args) => {
    const { ms } = await run(process.execPath, args);
    await rm(project, { recursive: true, force: true });
    return ms;
  };
  const script = new URL("write-files.mjs", import.meta.url).pathname;
  const ms = await inTurn(rounds, {
    node: () => timed(["-e", "0"]),
    write: () => timed([script, list, project]),
    create: () => timed([command, project, ...flags]),
  });

  console.log(`\ncold create of internal-db, ${files.length} files, median of ${rounds} rounds\n`);
  table(
    ["", "ms", "of the limit"],
    [
      ["node -e 0", median(ms.node).toFixed(0), ""],
      ["node writing the same files (1x)", median(ms.write).toFixed(0), ""],
      [
        "create --yes --no-install",
        median(ms.create).toFixed(0),
        `${pairedRatio(ms.create, ms.write).toFixed(2)}x of 4x`,
      ],
    ],
  );
}

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => [relative(folder, file), await readFile(file, "utf8")]));
}
