/**
 * `npm run --silent sbom`: prints the packages that run with the server, as package-lock.json has them, as a CycloneDX
 * software bill of materials. Not `npm sbom --omit=dev`: that of npm 11 leaves out what a development dependency
 * needs as well. So npm is shown a project without those.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "sbom-"));

try {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  delete manifest.devDependencies;
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  cpSync(join(root, "package-lock.json"), join(folder, "package-lock.json"));
  npm("install", "--package-lock-only", "--offline", "--ignore-scripts", "--no-audit", "--no-fund");
  const words = ["--sbom-format=cyclonedx", "--sbom-type=application", "--package-lock-only"];
  process.stdout.write(npm("sbom", ...words));
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * The npm that runs this script. Returns what it printed.
 * @param {string[]} words
 */
function npm(...words) {
  const cli = process.env.npm_execpath;
  if (cli === undefined) throw new Error("run it as: npm run --silent sbom");
  return execFileSync(process.execPath, [cli, ...words], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
