/** What the documents show is what happens: specs load, commands exist, links lead somewhere. */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { parseArguments } from "../src/arguments.js";
import { frame } from "../src/diagnostics/frame.js";
import { loadSpec } from "../src/spec/load.js";
import { specSchema } from "../src/spec/schema.js";

const root = fileURLToPath(new URL("../", import.meta.url));

const documents = [
  ...["README.md", "CONTRIBUTING.md", "AGENTS.md", "SECURITY.md", "CHANGELOG.md", "bench/README.md"],
  ...(await readdir(join(root, "docs"))).map((name) => `docs/${name}`),
  ...(await readdir(join(root, "examples"))).map((name) => `examples/${name}/README.md`),
];
const texts = new Map(
  await Promise.all(documents.map(async (path) => [path, await readFile(join(root, path), "utf8")] as const)),
);

interface Block {
  readonly name: string;
  readonly text: string;
}

/** Fenced blocks of a language. */
function blocks(language: string): readonly Block[] {
  return [...texts].flatMap(([path, text]) => {
    const fenced = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, found]) => found === language);
    return fenced.map(([, , body = ""], i) => ({ name: `${path} (${i + 1})`, text: body }));
  });
}

/** Loads a text as if it were internal-db's spec, whose data files it may name, with files of tools beside it. */
function load(text: string) {
  const home = join(root, "examples/internal-db");
  return loadSpec("mcp.yaml", async (path) => {
    const [, name] = /^tools\/(\w+)\.yaml$/.exec(path) ?? [];
    if (name !== undefined) {
      return Buffer.from(`tools: { count_${name}: { description: Count., handler: true } }`);
    }
    return path === "mcp.yaml" ? Buffer.from(text) : readFile(join(home, path));
  });
}

const head = "spec: 1\nserver: { name: part, version: 1.0.0, description: Part of a spec. }\n";
const tools = "tools: { ping: { description: Answer., handler: true } }\n";

describe("specs in the documents", () => {
  test.each(blocks("yaml"))("$name loads without errors", async ({ text }) => {
    const whole = text.startsWith("spec:") ? text : head + text + (/^tools:/m.test(text) ? "" : tools);
    const { ok, diagnostics } = await load(whole);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(ok).toBe(true);
  });

  test("README.md shows the code frame of its own spec with a misspelt source", async () => {
    const [spec] = blocks("yaml");
    const [shown] = blocks("text");
    const loaded = await load(spec?.text.replace("source: main\n", "source: maim\n") ?? "");
    const problem = loaded.diagnostics.find(({ code }) => code === "MCP1204");
    if (problem === undefined) throw new Error("no MCP1204");
    const lines = frame(problem, { text: (file) => loaded.texts.get(file) });
    expect(lines.trimEnd()).toBe(shown?.text.trimEnd());
  });

  test.each(blocks("ts").filter(({ text }) => text.includes("defineSpec")))(
    "$name loads as a module",
    async ({ text }) => {
      // Below the repository, so that its `zod` is found.
      const folder = await mkdtemp(join(root, "node_modules/.docs-"));
      try {
        const path = join(folder, "mcp.config.ts");
        await writeFile(path, text);
        const { ok, diagnostics } = await loadSpec(path, (file) => readFile(file));
        expect(diagnostics).toEqual([]);
        expect(ok).toBe(true);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  test("docs/spec.md names every key of the format", () => {
    const text = texts.get("docs/spec.md") ?? "";
    const missing = keysOf(specSchema).filter((key) => !new RegExp(`\\b${key}\\b`).test(text));
    expect(missing.filter((key) => key !== "$schema")).toEqual([]);
  });
});

/** Every key of every object in a zod schema. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null || !("_def" in schema)) return [];
  const { _def: definition } = schema as { readonly _def: Readonly<Record<string, unknown>> };
  const shape = "shape" in schema ? (schema.shape as Readonly<Record<string, unknown>>) : {};
  const inner = ["innerType", "valueType", "schema", "type"].map((key) => definition[key]);
  const options = Array.isArray(definition["options"]) ? definition["options"] : [];
  return [...Object.keys(shape), ...[...Object.values(shape), ...inner, ...options].flatMap(keysOf)];
}

describe("commands in the documents", () => {
  const lines = blocks("sh").flatMap(({ name, text }) =>
    text.split("\n").map((line) => ({ name, line: line.replace(/\s+#.*$/, "").trim() })),
  );
  const commands = lines.flatMap(({ name, line }) => {
    // What follows `cd my-server` is about the generated project.
    const own = line.split(/\bcd my-\S+/)[0] ?? "";
    return own
      .split("&&")
      .map((command) => ({ name, command: command.trim() }))
      .filter(({ command }) => command !== "");
  });

  test.each(commands.filter(({ command }) => /^npx create-mcp-prod\b/.test(command)))(
    "$command is understood ($name)",
    async ({ command }) => {
      const { ok, diagnostics } = await parseArguments(command.split(" ").slice(2), packageJson.version);
      expect(diagnostics).toEqual([]);
      expect(ok).toBe(true);
    },
  );

  test.each(commands.filter(({ command }) => /^npm (run|test|start)\b/.test(command)))(
    "$command is a script ($name)",
    ({ command }) => {
      const [, verb = "", script] = command.split(" ");
      expect(Object.keys(packageJson.scripts)).toContain(verb === "run" ? script : verb);
    },
  );

  test.each(commands.filter(({ command }) => /^(node|bash|npx vitest run) /.test(command)))(
    "$command names files that exist ($name)",
    ({ command }) => {
      const paths = command.replace(/^(node|bash|npx vitest run) /, "").split(" ");
      const files = command.startsWith("npx") ? paths : paths.slice(0, 1);
      expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    },
  );

  test("every command line is one of these kinds", () => {
    const kinds =
      /^(npx (create-mcp-prod|vitest run|@modelcontextprotocol\/conformance)|npm (ci|run|test|start)|node |bash )/;
    expect(commands.filter(({ command }) => !kinds.test(command))).toEqual([]);
  });
});

describe("links in the documents", () => {
  test.each(documents)("%s leads to files that exist", (path) => {
    const links = [...(texts.get(path) ?? "").matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(
      ([, target]) => target ?? "",
    );
    const local = links.filter((target) => !/^[a-z]+:/.test(target));
    const broken = local.filter((target) => !existsSync(join(root, dirname(path), target)));
    expect(broken).toEqual([]);
    // Nothing outside of the repository, which a reader does not have.
    expect(
      local.filter((target) => relative(root, join(root, dirname(path), target)).startsWith("..")),
    ).toEqual([]);
  });
});
