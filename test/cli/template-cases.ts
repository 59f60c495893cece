/** For each code about templates at least one set that a user could have written. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.js";

export interface TemplateCase {
  readonly code: string;
  /** Completes the snapshot's name. */
  readonly name: string;
  /** Beside a spec with one tool, `greet`; the spec too, where it says more. */
  readonly files: Readonly<Record<string, string>>;
  /** Default: `generate`. */
  readonly words?: readonly string[];
  /** Prepares more; may give other words. */
  readonly after?: (folder: string) => Promise<readonly string[]> | readonly string[] | undefined;
}

/** The spec that error snapshots use, with template sets. */
const naming = (...sets: readonly string[]) => `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
templates: ${JSON.stringify(sets)}
tools:
  greet:
    description: Greet somebody.
    result: { type: string, maxLength: 100 }
    handler: true
`;

const manifest = '{ "viewModel": 1 }\n';
const set = (files: Readonly<Record<string, string>>, name = "company") =>
  Object.fromEntries(
    Object.entries({ "templates.json": manifest, ...files }).map(([path, text]) => [`${name}/${path}`, text]),
  );
const named = (files: Readonly<Record<string, string>>) => ({
  "mcp.yaml": naming("./company"),
  ...set(files),
});

/** One template that adds a file. */
const one = (code: string, name: string, text: string, path = "NOTES.md.hbs"): TemplateCase => ({
  code,
  name,
  files: named({ [`templates/base/${path}`]: text }),
});

const project = async (folder: string, ...words: readonly string[]) => {
  await run(folder, ["generate"]);
  return words;
};

export const templateCases: readonly TemplateCase[] = [
  one("MCP1601", "unclosed-block", "# Notes\n\n{{#if has.http}}\nHTTP\n"),
  one("MCP1601", "wrong-end", "{{#if has.http}}\nHTTP\n{{/each}}\n"),
  one("MCP1601", "end-alone", "# Notes\n\nHTTP\n{{/if}}\n"),
  one(
    "MCP1601",
    "too-deep",
    `# Notes\n\n${"{{#if has.http}}\n".repeat(101)}HTTP\n${"{{/if}}\n".repeat(101)}`,
  ),
  one("MCP1601", "too-deep-tag", `# {{${"(json ".repeat(3_000)}server${")".repeat(3_000)}}}\n`),
  one("MCP1601", "unclosed-tag", "# {{server.name\n"),
  one("MCP1602", "in-if", "{{#if has.htpp}}HTTP{{/if}}\n"),
  one("MCP1602", "around", "{{#each tools}}\n- {{mdCode name}} of {{specFile}}\n{{/each}}\n"),
  one("MCP1602", "of-an-item", "{{#each tools as |one|}}\n- {{mdText one.descripton}}\n{{/each}}\n"),
  one("MCP1602", "prototype", "{{server.constructor.name}} {{__proto__}}\n"),
  one("MCP1602", "no-loop", "{{@index}} {{../server.name}}\n"),
  one("MCP1602", "no-fields", "{{server.name.first}}\n"),
  one("MCP1603", "misspelt", "export const name = {{tsSting server.title}};\n", "src/company.ts.hbs"),
  one("MCP1603", "log", "{{log server.name}}\n"),
  one("MCP1603", "block", "{{#tools}}\n- {{mdCode name}}\n{{/tools}}\n"),
  one("MCP1604", "number", "{{mdCode server.name 1}}\n"),
  one("MCP1604", "kind", "{{mdText has.http}} {{mdTable tools}}\n"),
  one("MCP1604", "no-list", "{{#each server.name}}{{this}}{{/each}}\n"),
  one("MCP1605", "unknown", "{{> licence}}\n"),
  {
    code: "MCP1605",
    name: "header",
    files: named({
      "templates.json": '{ "viewModel": 1, "headers": { "ts": "license" } }\n',
      "templates/_licence.hbs": "// Example\n",
    }),
  },
  one("MCP1606", "raw-in-typescript", 'export const title = "{{server.title}}";\n', "src/company.ts.hbs"),
  one("MCP1606", "raw-in-json", '{ "title": "{{server.title}}" }\n', "company.json.hbs"),
  one("MCP1606", "list", "{{identifiers}}\n"),
  one("MCP1607", "inline", '{{#*inline "a"}}a{{/inline}}\n'),
  one("MCP1607", "dynamic", "{{> (lookup . 'name')}}\n"),
  one("MCP1608", "absent", "Ask {{mdText server.title}}, or {{server.owner}}.\n", "NOTES.txt.hbs"),
  {
    code: "MCP1608",
    name: "itself",
    files: named({
      "templates/base/NOTES.md.hbs": "{{> around}}\n",
      "templates/_around.hbs": "a{{> around}}\n",
    }),
  },
  one(
    "MCP1609",
    "typescript",
    "export const tools = [{{#each tools}}{{tsString name}}{{/each}};\n",
    "src/company.ts.hbs",
  ),
  one("MCP1609", "copied-json", '{ "a": 1,, }\n', "company.json"),
  {
    code: "MCP1610",
    name: "none",
    files: { "mcp.yaml": naming("./company"), "company/templates/base/NOTES.md": "# Notes\n" },
  },
  {
    code: "MCP1611",
    name: "unknown-key",
    files: named({ "templates.json": '{ "viewModel": 1, "leaveout": [] }\n' }),
  },
  { code: "MCP1611", name: "not-json", files: named({ "templates.json": "viewModel: 1\n" }) },
  { code: "MCP1611", name: "no-version", files: named({ "templates.json": "{}\n" }) },
  {
    code: "MCP1611",
    name: "owner",
    files: named({
      "templates.json": '{ "viewModel": 1, "adds": { "base/NOTES.md": "mine" } }\n',
      "templates/base/NOTES.md": "# Notes\n",
    }),
  },
  {
    code: "MCP1611",
    name: "adds-nothing",
    files: named({
      "templates.json": '{ "viewModel": 1, "adds": { "base/NOTE.md": "yours" } }\n',
      "templates/base/NOTES.md": "# Notes\n",
    }),
  },
  {
    code: "MCP1611",
    name: "adds-built-in",
    files: named({
      "templates.json": '{ "viewModel": 1, "adds": { "base/README.md": "yours" } }\n',
      "templates/base/README.md": "# Shop\n",
    }),
  },
  { code: "MCP1612", name: "newer", files: named({ "templates.json": '{ "viewModel": 9 }\n' }) },
  { code: "MCP1613", name: "no-package", files: { "mcp.yaml": naming("@example/mcp-templates") } },
  { code: "MCP1613", name: "no-folder", files: { "mcp.yaml": naming("./compny") } },
  {
    code: "MCP1613",
    name: "link-that-leaves",
    files: {},
    after: (folder) => {
      mkdirSync(join(folder, "project"));
      mkdirSync(join(folder, "elsewhere"));
      symlinkSync("../elsewhere", join(folder, "project/company"));
      writeFileSync(join(folder, "project/mcp.yaml"), naming("./company"));
      return ["generate", "project"];
    },
  },
  {
    code: "MCP1614",
    name: "link-that-leaves",
    files: named({ "templates/base/NOTES.md": "# Notes\n" }),
    after: (folder) => {
      symlinkSync("../../../mcp.yaml", join(folder, "company/templates/base/SPEC.md"));
      return undefined;
    },
  },
  {
    code: "MCP1616",
    name: "rendered-and-not",
    files: named({
      "templates/base/NOTES.md": "# A\n",
      "templates/base/NOTES.md.hbs": "# {{server.name}}\n",
    }),
  },
  { code: "MCP1614", name: "no-layer", files: named({ "templates/bsae/README.md": "# Shop\n" }) },
  { code: "MCP1614", name: "top", files: named({ "templates/README.md": "# Shop\n" }) },
  { code: "MCP1614", name: "partial", files: named({ "templates/base/_licence.hbs": "// Example\n" }) },
  { code: "MCP1614", name: "git", files: named({ "templates/base/.git/hooks/pre-commit": "exit\n" }) },
  { code: "MCP1614", name: "spec", files: named({ "templates/base/mcp.yaml.hbs": "spec: 1\n" }) },
  {
    code: "MCP1614",
    name: "state",
    files: named({ "templates/base/.create-mcp-prod/lock.json": "{}\n" }),
  },
  { code: "MCP1614", name: "binary", files: named({ "templates/base/logo.png": "\u0089PNG\0" }) },
  {
    code: "MCP1615",
    name: "moved",
    files: named({ "templates/base/src/log.ts": "export {};\n" }),
    after: (folder) => project(folder, "generate"),
  },
  {
    code: "MCP1615",
    name: "misspelt",
    files: named({ "templates/base/READNE.md": "# Shop\n" }),
    after: (folder) => project(folder, "generate"),
  },
  {
    code: "MCP1615",
    name: "leaves-out",
    files: named({ "templates.json": '{ "viewModel": 1, "leaveOut": ["base/SECURITI.md"] }\n' }),
    after: (folder) => project(folder, "generate"),
  },
  {
    code: "MCP1616",
    name: "two-layers",
    files: {
      "mcp.yaml": naming("./company", "./team"),
      ...set({ "templates/base/ci.txt": "a\n" }),
      ...set({ "templates/stdio/ci.txt": "b\n" }, "team"),
    },
  },
  {
    code: "MCP1616",
    name: "generator",
    files: named({ "templates/base/src/generated/validators/[tool].js": "export {};\n" }),
  },
  {
    code: "MCP1617",
    name: "misspelt",
    files: {},
    after: (folder) => project(folder, "templates", "eject", "base/src/mian.ts"),
  },
  { code: "MCP1617", name: "which", files: {}, after: (folder) => project(folder, "templates", "eject") },
  {
    code: "MCP1617",
    name: "added",
    files: named({ "templates/base/NOTES.md": "# Notes\n" }),
    after: (folder) => project(folder, "templates", "eject", "base/NOTES.md"),
  },
  {
    code: "MCP1618",
    name: "twice",
    files: {},
    after: async (folder) => {
      await project(folder);
      await run(folder, ["templates", "eject", "src/main.ts"]);
      return ["templates", "eject", "src/main.ts"];
    },
  },
  { code: "MCP1903", name: "templates-what", files: {}, words: ["templates"] },
  { code: "MCP1903", name: "templates-misspelt", files: {}, words: ["templates", "lst"] },
  { code: "MCP1619", name: "no-lock", files: {}, words: ["templates", "eject", "src/main.ts"] },
];
