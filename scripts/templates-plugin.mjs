/**
 * The templates as a module, `virtual:templates`, for esbuild (the packed command) and for vite (the tests):
 * static files as text, `.hbs` files precompiled, so that nothing is read or compiled when the command runs.
 */
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

const root = fileURLToPath(new URL("../templates/", import.meta.url));
const moduleId = "virtual:templates";

/** Options of every precompiled template; `src/render/` compiles overrides with the same. */
const options = { strict: true, noEscape: true, preventIndent: true, explicitPartialContext: false };

async function templateFiles() {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/**
 * The module's text: `export const templates = { "base/src/main.ts.hbs": { spec }, "base/src/server.ts": { text } }`.
 * @returns {Promise<string>}
 */
export async function templatesModule() {
  const rows = [];
  for (const path of await templateFiles()) {
    const text = await readFile(join(root, path), "utf8");
    const value = path.endsWith(".hbs")
      ? `{ spec: ${Handlebars.precompile(text, { ...options, srcName: undefined })} }`
      : `{ text: ${JSON.stringify(text)} }`;
    rows.push(`${JSON.stringify(path)}: ${value}`);
  }
  return `export const templates = {\n${rows.join(",\n")}\n};\n`;
}

/** For vite. */
export function embeddedTemplates() {
  return {
    name: "embedded-templates",
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : undefined),
    load: (id) => (id === `\0${moduleId}` ? templatesModule() : undefined),
  };
}

/** For esbuild. */
export const embeddedTemplatesEsbuild = {
  name: "embedded-templates",
  setup(build) {
    build.onResolve({ filter: /^virtual:templates$/ }, () => ({ path: moduleId, namespace: "templates" }));
    build.onLoad({ filter: /.*/, namespace: "templates" }, async () => ({
      contents: await templatesModule(),
      loader: "js",
    }));
  },
};

/**
 * For vite: a relative import in one layer may name a file of another, as TypeScript's `rootDirs` allow
 * (tsconfig.templates.json). The layers are one tree in the output.
 */
export function crossLayerImports() {
  return {
    name: "cross-layer-imports",
    async resolveId(source, importer) {
      if (!importer?.startsWith(root) || !source.startsWith(".")) return undefined;
      const [layer, ...rest] = relative(root, importer).split(sep);
      const wanted = join(dirname(rest.join("/")), source).replace(/\.js$/, ".ts");
      if (existsSync(join(root, layer, wanted))) return undefined;
      for (const entry of await readdir(root)) {
        if (existsSync(join(root, entry, wanted))) return join(root, entry, wanted);
      }
      return undefined;
    },
  };
}
