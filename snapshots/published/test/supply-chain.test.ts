import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Locked {
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(read("package.json")) as Manifest;

describe("what the server depends on", () => {
  test("is locked, with a hash of every package", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Readonly<Record<string, Locked>>;
    };
    const installed = Object.entries(packages).filter(([path, { link }]) => path !== "" && !link);
    expect(installed.length).toBeGreaterThan(10);
    const unsealed = installed.filter(
      ([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith("sha512-"),
    );
    expect(unsealed.map(([path]) => path)).toEqual([]);
    const elsewhere = installed.filter(
      ([, { resolved = "" }]) => resolved !== "" && !resolved.startsWith("https://"),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test("is named in exact versions", () => {
    const versions = { ...manifest.dependencies, ...manifest.devDependencies };
    const loose = Object.entries(versions).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test("runs nothing when it is installed, comes from the registry, and has been out for days", () => {
    const settings = read(".npmrc").split("\n");
    expect(settings).toEqual(
      expect.arrayContaining(["ignore-scripts=true", "allow-git=none", "allow-remote=none"]),
    );
    expect(settings.some((line) => /^min-release-age=[1-9]\d*$/.test(line))).toBe(true);
    expect(
      Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name)),
    ).toEqual([]);
  });
});

const folder = ".github/workflows";
const workflows = readdirSync(join(root, folder))
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => ({ name, text: read(`${folder}/${name}`) }));

describe.each(workflows)("$name", ({ text }) => {
  test("runs actions at a commit, with the version beside it", () => {
    const used = [...text.matchAll(/^\s*(?:-\s+)?uses:\s*(.+)$/gm)].map(
      ([, action = ""]) => action,
    );
    expect(used.length).toBeGreaterThan(0);
    const loose = used.filter(
      (action) => !/^(?:\.\/\S+|[\w./-]+@[0-9a-f]{40}\s+# v\d\S*)$/.test(action),
    );
    expect(loose).toEqual([]);
  });

  test("starts without rights but to read, and no text of others gets into its commands", () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n  contents: read)\n(?! )/m);
    expect(text).not.toMatch(/pull_request_target|write-all/);
    expect(text).not.toMatch(/\$\{\{[^}]*\b(?:github\.event|github\.head_ref|inputs)\b/);
  });
});
