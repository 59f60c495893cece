/** Projects that are deployed: a golden case, and examples with what their spec needs for it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

export type Tree = ReadonlyMap<string, string>;

const everywhere = "deploy: { container: true, kubernetes: true, cloudRun: true }\n";
/** Everything at once; some of them with a process of its own only, for want of a store. */
export const shared = `auth: { apiKeys: true }\n${everywhere}`;
export const stored = "  store: ${REDIS_URL}\n";

export const deployed = {
  deployed: () => treeOf("test/specs/deployed"),
  "internal-db": () => treeOf("examples/internal-db", (spec) => withDeploy(withStore(spec))),
  chinook: () => treeOf("examples/chinook", withDeploy),
  mysql: () => treeOf("test/specs/mysql", (spec) => spec.replace("deploy:\n  container: true\n", everywhere)),
} satisfies Record<string, () => Promise<Tree>>;

export type Deployed = keyof typeof deployed;
export const names = Object.keys(deployed) as Deployed[];

const withDeploy = (spec: string) => `${spec}\n${shared}`;
const withStore = (spec: string) => spec.replace(/^limits:.*\n/m, (line) => line + stored);

/** A project's files by path, of a spec in a folder of this repository; `edit` changes its text. */
export async function treeOf(folder: string, edit = (spec: string) => spec): Promise<Tree> {
  const loaded = await loadSpec("mcp.yaml", async (path) => {
    const bytes = await readFile(join(root, folder, path));
    return path === "mcp.yaml" ? Buffer.from(edit(bytes.toString("utf8"))) : bytes;
  });
  if (!loaded.ok)
    throw new Error(loaded.diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  const files = await render(loaded.value.model);
  return new Map(files.map(({ path, text }) => [path, text]));
}

export const textOf = (tree: Tree, path: string): string => {
  const text = tree.get(path);
  if (text === undefined) throw new Error(`There is no ${path}.`);
  return text;
};

/** The documents of a YAML file. */
export const documentsOf = (tree: Tree, path: string): readonly Record<string, unknown>[] =>
  textOf(tree, path)
    .split(/^---$/m)
    .map((text) => load(text) as Record<string, unknown>);
