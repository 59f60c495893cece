/** What this project preaches to the projects that it generates, it does. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

interface Manifest {
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies?: object;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Locked {
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const lock = JSON.parse(read("package-lock.json")) as { packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== "");

describe("what this project is built with", () => {
  test("is locked, with a hash of every package", () => {
    const unsealed = locked.filter(
      ([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith("sha512-"),
    );
    expect(locked.length).toBeGreaterThan(100);
    expect(unsealed.map(([path]) => path)).toEqual([]);
  });

  test("is named in exact versions, and none of it is needed to run", () => {
    const loose = Object.entries(manifest.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d/.test(version),
    );
    expect(loose).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
  });

  test("runs nothing when it is installed: each script that there is was denied", () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = [...new Set(scripted.map(([path]) => path.replace(/^.*node_modules\//, "")))].sort();
    expect(manifest.allowScripts).toEqual(Object.fromEntries(names.map((name) => [name, false])));
  });

  test("comes from the registry, and has been out for days", () => {
    const settings = read(".npmrc").split("\n");
    expect(settings).toEqual(
      expect.arrayContaining([
        "strict-allow-scripts=true",
        "min-release-age=3",
        "allow-git=none",
        "allow-remote=none",
      ]),
    );
  });
});
