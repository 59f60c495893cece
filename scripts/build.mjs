/**
 * Builds the package: `dist/` with everything the command needs in one bundle (so that `npx` downloads one file
 * and resolves nothing), the types of the public entry, and the published JSON Schema of the spec.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { embeddedTemplatesEsbuild } from "./templates-plugin.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const at = (path) => join(root, path);

/**
 * Evaluating string-width builds a segmenter and the pattern of all emoji: 30 ms of each start, for what only help
 * and code frames need. `require` of a bundled module evaluates it when it is first called.
 */
const lazyStringWidth = {
  name: "lazy-string-width",
  setup(context) {
    context.onResolve({ filter: /^string-width$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === "real") return undefined;
      const { path: real } = await context.resolve(path, { ...from, pluginData: "real" });
      return { path: real, namespace: "lazy", pluginData: from.resolveDir };
    });
    context.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      contents: `let width;
export default (...call) => (width ??= require(${JSON.stringify(path)}).default)(...call);`,
      resolveDir: root,
      loader: "js",
    }));
  },
};

/** What pg and mysql2 would use if it were there: the one to be faster, the other to colour what it prints to debug. */
const withoutNative = {
  name: "without-native",
  setup(context) {
    context.onResolve({ filter: /^(?:pg-native|cardinal)$/ }, ({ path }) => ({ path, namespace: "absent" }));
    context.onLoad({ filter: /.*/, namespace: "absent" }, () => ({
      contents: 'throw Object.assign(new Error("absent"), { code: "MODULE_NOT_FOUND" });',
    }));
  },
};

/** It reads its WebAssembly from beside itself, which is the bundle, where there is no `__dirname`. */
const besideBundle = {
  name: "beside-bundle",
  setup(context) {
    context.onResolve({ filter: /^libpg-query$/ }, () => ({
      path: at("node_modules/libpg-query/wasm/index.js"),
    }));
    context.onLoad({ filter: /libpg-query[\\/]wasm[\\/]libpg-query\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll("__dirname", "__bundleDirname"),
      loader: "js",
    }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  logLevel: "warning",
  plugins: [embeddedTemplatesEsbuild, lazyStringWidth, besideBundle, withoutNative],
  // Its CommonJS form asks for its own files in a way that no bundler sees.
  alias: { "jsonc-parser": at("node_modules/jsonc-parser/lib/esm/main.js") },
  // Some dependencies are CommonJS and require Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url), __bundleDirname = import.meta.dirname;',
  },
};

/** The schema is made from zod once, here, and not each time the command runs. */
async function publishedSchema() {
  const folder = await mkdtemp(join(tmpdir(), "create-mcp-prod-build-"));
  try {
    const outfile = join(folder, "published-schema.mjs");
    await build({ ...common, entryPoints: ["src/spec/published-schema.ts"], outfile });
    const module = await import(pathToFileURL(outfile).href);
    return module.publishedSchema();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const constantSchema = (text) => ({
  name: "constant-schema",
  setup(context) {
    context.onLoad({ filter: /[\\/]src[\\/]spec[\\/]published-schema\.ts$/ }, () => ({
      contents: `const text = ${JSON.stringify(text)};\nexport const publishedSchema = () => text;\n`,
      loader: "js",
    }));
  },
});

/** In place of the version alone: the hash of everything that the bundle is made from. */
async function constantBuild() {
  const sum = createHash("sha256");
  for (const folder of ["src", "templates", "scripts"]) {
    const entries = await readdir(at(folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files.sort()) sum.update(`${file.slice(root.length)}\0`).update(await readFile(file));
  }
  for (const file of ["package.json", "package-lock.json"]) sum.update(await readFile(at(file)));
  const contents = `export const build = ${JSON.stringify(sum.digest("hex"))};\n`;
  return {
    name: "constant-build",
    setup(context) {
      context.onLoad({ filter: /[\\/]src[\\/]build\.ts$/ }, () => ({ contents, loader: "js" }));
    },
  };
}

/** What bundled code reads beside itself when it needs it: engines that check SQL, and the program of one of them. */
const loadedFromDisk = [
  "node_modules/libpg-query/wasm/libpg-query.wasm",
  "node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm",
  "src/sql/postgres/pglite-child.mjs",
];

/** Licences of everything bundled: their text has to travel with the code. */
async function notices(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (path) => /^((?!lazy:).*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    ),
  );
  const sections = [];
  for (const folder of [...packages].sort()) {
    const manifest = JSON.parse(await readFile(at(`${folder}/package.json`), "utf8"));
    let text = "";
    for (const name of [
      "LICENSE",
      "LICENSE.md",
      "LICENSE.txt",
      "license",
      "license.md",
      "LICENCE",
      "License",
    ]) {
      text ||= await readFile(at(`${folder}/${name}`), "utf8").catch(() => "");
    }
    sections.push(`${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`);
  }
  return `Bundled with create-mcp-prod:\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`;
}

// Built apart and put in place at once: whoever runs the command meanwhile finds the old one whole.
const next = at(`node_modules/.build-${process.pid}`);
process.on("exit", () => rmSync(next, { recursive: true, force: true }));
await mkdir(at("schema"), { recursive: true });
const schema = await publishedSchema();
const schemaFile = at("schema/mcp.schema.json");
if ((await readFile(schemaFile, "utf8").catch(() => "")) !== schema) await writeFile(schemaFile, schema);

const { metafile } = await build({
  ...common,
  plugins: [...common.plugins, constantSchema(schema), await constantBuild()],
  entryPoints: { cli: "src/cli.ts", index: "src/index.ts" },
  outdir: next,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: false, // Names in a stack trace are worth their bytes.
  legalComments: "none", // They are in dist/LICENSES.txt.
  metafile: true,
});

const foreign = Object.values(metafile.outputs)
  .flatMap(({ imports }) => imports)
  .filter(({ external, path }) => external && !path.startsWith("node:") && !builtinModules.includes(path))
  .map(({ path }) => path);
if (foreign.length > 0) throw new Error(`not bundled: ${[...new Set(foreign)].join(", ")}`);

await writeFile(join(next, "LICENSES.txt"), await notices(metafile));
for (const file of loadedFromDisk) await copyFile(at(file), join(next, basename(file)));
const tsc = [at("node_modules/typescript/bin/tsc"), "-p", at("tsconfig.build.json")];
execFileSync(process.execPath, [...tsc, "--outDir", join(next, "types")], { stdio: "inherit" });

await rename(at("dist"), `${next}-old`).catch(() => undefined);
await rename(next, at("dist"));
await rm(`${next}-old`, { recursive: true, force: true });

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0).padStart(6)} kB`;
let total = 0;
for (const [path, { bytes }] of Object.entries(metafile.outputs).sort(([, a], [, b]) => b.bytes - a.bytes)) {
  total += bytes;
  if (bytes > 20_000) console.log(`${kilobytes(bytes)}  ${basename(path)}`);
}
console.log(`${kilobytes(total)}  in all; the schema: ${kilobytes((await stat(schemaFile)).size).trim()}`);
