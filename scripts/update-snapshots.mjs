/**
 * `npm run snapshots`: writes snapshots/<case>/ anew from test/specs/<case>/, what is kept beside examples, and the parts of
 * docs/templates.md that follow from what templates see.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { embeddedTemplatesEsbuild } from "./templates-plugin.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundles = join(root, "node_modules/.cache/snapshots");

await build({
  entryPoints: [join(root, "test/golden-trees.ts"), join(root, "test/templates-page.ts")],
  outdir: bundles,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  plugins: [embeddedTemplatesEsbuild],
});
const bundle = (name) => import(pathToFileURL(join(bundles, name)).href);
const { exampleFacts, goldenCases, goldenTree, snapshotsFolder } = await bundle("golden-trees.mjs");
const { currentTemplatesPage, templatesPage } = await bundle("templates-page.mjs");

for (const name of goldenCases(root)) {
  const folder = join(snapshotsFolder(root), name);
  const files = await goldenTree(root, name);
  await rm(folder, { recursive: true, force: true });
  for (const { path, text } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  console.log(`${name}: ${files.length} files`);
}

for (const [path, text] of await exampleFacts(root)) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
await writeFile(templatesPage(root), await currentTemplatesPage(root));
