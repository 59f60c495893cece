/** Reads and hashes every file of a folder, one after the other: `node read-files.mjs FOLDER`. */
import { hash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) hash("sha256", readFileSync(join(entry.parentPath, entry.name)));
}
