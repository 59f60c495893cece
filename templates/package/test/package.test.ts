import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) =>
  JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, unknown>;

/** What `npm pack` would put in, by this npm or the one on the path. */
const packed = (): readonly string[] => {
  const words = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { npm_execpath: cli } = process.env;
  const [program, all] = cli ? [process.execPath, [cli, ...words]] : ["npm", words];
  const [{ files }] = JSON.parse(
    execFileSync(program, all, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ files: readonly { path: string }[] }];
  return files.map(({ path }) => path);
};

/** Beside them npm always takes package.json, a README and a licence. */
const allowed = [
  /^dist\/.+\.js$/,
  /^bin\/start\.js$/,
  /^(?:package\.json|README\.md|LICEN[CS]E(?:\.\w+)?)$/,
];

test("the package has what runs and the databases that it names, and nothing else", () => {
  const named = new Set(read("package.json")["files"] as readonly string[]);
  const paths = packed();
  expect(paths).toContain("dist/main.js");
  const others = paths.filter((path) => !allowed.some((pattern) => pattern.test(path)));
  expect(others.filter((path) => !named.has(path))).toEqual([]);
});

test("what registries and clients are told agrees with the package", () => {
  const { name, version, mcpName } = read("package.json");
  if (existsSync(join(root, "manifest.json"))) {
    expect(read("manifest.json")).toMatchObject({ name, version });
  }
  if (existsSync(join(root, "server.json"))) {
    const entry = read("server.json") as {
      packages?: readonly { registryType: string; identifier: string; version?: string }[];
    };
    expect(entry).toMatchObject({ version, ...(mcpName === undefined ? {} : { name: mcpName }) });
    for (const one of entry.packages ?? []) {
      if (one.registryType === "oci") expect(one.identifier).toMatch(new RegExp(`:${version}$`));
      else expect(one.version).toBe(version);
    }
  }
});
