/**
 * Packs the built server as an MCP bundle, var/NAME.mcpb: manifest.json, the files of the package, and its
 * dependencies as package-lock.json has them. A part of `npm run bundle`.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const staged = join(root, "var/bundle");
const { name, version } = read("manifest.json");
const bundle = join(root, "var", `${name}.mcpb`);

if (!existsSync(join(root, "package-lock.json"))) {
  throw new Error("package-lock.json is absent: npm install makes it.");
}
rmSync(staged, { recursive: true, force: true });
rmSync(bundle, { force: true });
const [{ files }] = JSON.parse(npm(root, "pack", "--dry-run", "--json"));
for (const path of ["manifest.json", "package-lock.json", ...files.map(({ path }) => path)]) {
  mkdirSync(dirname(join(staged, path)), { recursive: true });
  cpSync(join(root, path), join(staged, path));
}
npm(staged, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund");
npm(root, "exec", "--", "mcpb", "pack", staged, bundle);
rmSync(staged, { recursive: true });

const hash = createHash("sha256").update(readFileSync(bundle)).digest("hex");
console.log(`var/${name}.mcpb, version ${version}\nsha256 ${hash}`);
if (existsSync(join(root, "server.json"))) writeEntry();

/** The registry asks for the hash of a bundle, which is known only now: var/server.json is what it is given. */
function writeEntry() {
  const entry = read("server.json");
  for (const one of entry.packages ?? []) {
    if (one.registryType === "mcpb") one.fileSha256 = hash;
  }
  writeFileSync(join(root, "var/server.json"), `${JSON.stringify(entry, null, 2)}\n`);
  console.log("var/server.json has the hash, for the registry");
}

/** @param {string} path */
function read(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

/**
 * The npm that runs this script. Returns what it printed.
 * @param {string} cwd
 * @param {string[]} words
 */
function npm(cwd, ...words) {
  const cli = process.env.npm_execpath;
  if (cli === undefined) throw new Error("run it as: npm run bundle");
  return execFileSync(process.execPath, [cli, ...words], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}
