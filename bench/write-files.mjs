/** The least that any generator must do: start Node and write the files. `node write-files.mjs FILES.json FOLDER` */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [list, folder] = process.argv.slice(2);
const made = new Set();
for (const [path, text] of JSON.parse(readFileSync(list, "utf8"))) {
  const target = join(folder, path);
  const parent = dirname(target);
  if (!made.has(parent)) {
    mkdirSync(parent, { recursive: true });
    made.add(parent);
  }
  writeFileSync(target, text);
}
