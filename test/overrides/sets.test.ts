/** Which template counts, what comes of it and what becomes of it on an upgrade: through the command line. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bare, run } from "../cli/run.js";
import { textHash } from "../../src/regenerate/hash.js";
import { basePath } from "../../src/regenerate/state.js";
import { temporaryFolder } from "../regenerate/folder.js";

const spec = (templates: string) => `spec: 1
server: { name: shop, title: "The *Shop* */ \`\${x}\`", version: 1.0.0, description: A shop. }
${templates === "" ? "" : `templates: ${templates}\n`}tools:
  greet:
    description: Greet somebody.
    result: { type: string, maxLength: 100 }
    handler: true
`;

const manifest = (more: object = {}) => JSON.stringify({ viewModel: 1, ...more });

/** Each makes a whole project, and some load prettier. */
const timeout = 20_000;

type Files = Readonly<Record<string, string>>;

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

/** A project with these files beside its spec, generated. */
async function generated(templates: string, files: Files): Promise<string> {
  const folder = temporaryFolder();
  write(folder, { "mcp.yaml": spec(templates), ...files });
  const made = await run(folder, ["generate"]);
  expect(made.err).toContain("Done.");
  return folder;
}

describe("a set", { timeout }, () => {
  test("overrides a rendered file by a copied one and a copied one by a rendered one", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest(),
      "company/templates/base/README.md": "# Ours\n",
      "company/templates/base/tsconfig.build.json.hbs": '{ "extends": {{json "./tsconfig.json"}} }',
    });
    expect(read(folder, "README.md")).toBe("# Ours\n");
    expect(read(folder, "tsconfig.build.json")).toBe('{ "extends": "./tsconfig.json" }\n');
  });

  test("lays out what it makes, and quotes what the spec says", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest(),
      "company/templates/base/src/company.ts.hbs":
        "// {{tsComment server.title}}\nexport const title={{tsString server.title}},all = {{json identifiers}}",
    });
    expect(read(folder, "src/company.ts")).toBe(
      '// The *Shop* *\\/ `${x}`\nexport const title = "The *Shop* */ `${x}`",\n  all = ["greet"];\n',
    );
  });

  test("makes a file for each tool where its path says so, owned as it declares", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest({ adds: { "base/docs/[tool].md": "yours" } }),
      "company/templates/base/docs/[tool].md.hbs": "# {{mdText tool.description}}\n",
    });
    expect(read(folder, "docs/greet.md")).toBe("# Greet somebody.\n");
    const lock = JSON.parse(read(folder, ".create-mcp-prod/lock.json")) as { files: Record<string, object> };
    expect(lock.files["docs/greet.md"]).toHaveProperty("owner", "yours");
  });

  test("adds files in a layer only where the layer is", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest(),
      "company/templates/http/proxy.txt": "http\n",
      "company/templates/redis/store.txt": "redis\n",
    });
    expect(existsSync(join(folder, "proxy.txt"))).toBe(true);
    expect(existsSync(join(folder, "store.txt"))).toBe(false);
  });

  test("leaves built-in files out, and they go from a project that had them", async () => {
    const folder = await generated("", {});
    expect(existsSync(join(folder, "SECURITY.md"))).toBe(true);
    write(folder, {
      "mcp.yaml": spec("./company"),
      "company/templates.json": manifest({ leaveOut: ["base/SECURITY.md"] }),
    });
    await run(folder, ["generate"]);
    expect(existsSync(join(folder, "SECURITY.md"))).toBe(false);
  });

  test("replaces a single partial, in files of its own and in built-in ones", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest(),
      "company/templates/_generated.hbs": "// From {{specFile}}.\n",
    });
    expect(read(folder, "src/generated/tools/greet.ts")).toMatch(/^\/\/ From mcp\.yaml\.\n/);
    expect(read(folder, "src/generated/validators/greet.js")).toMatch(/^\/\/ From mcp\.yaml\.\n/);
  });

  test("puts a header before every file of a kind, behind a line that names an interpreter", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest({ headers: { ts: "licence", mjs: "licence" } }),
      "company/templates/_licence.hbs": "// SPDX-License-Identifier: {{tsComment server.license}}\n",
      "company/templates/base/bin/run.mjs": "#!/usr/bin/env node\nconsole.log(1);\n",
    });
    const header = "// SPDX-License-Identifier: UNLICENSED\n";
    expect(read(folder, "src/guard/clean.ts").startsWith(header)).toBe(true);
    expect(read(folder, "src/handlers/greet.ts").startsWith(header)).toBe(true);
    expect(read(folder, "bin/run.mjs")).toBe(`#!/usr/bin/env node\n${header}console.log(1);\n`);
  });

  test("is read from a package above the project, which may be a link, and nothing of it is run", async () => {
    const folder = temporaryFolder();
    write(folder, {
      "packages/templates/package.json": '{ "name": "@example/mcp-templates", "main": "boom.js" }',
      "packages/templates/boom.js": "throw new Error('it ran')\n",
      "packages/templates/templates.json": manifest(),
      "packages/templates/templates/base/README.md": "# Ours\n",
      "servers/shop/mcp.yaml": spec('"@example/mcp-templates"'),
    });
    mkdirSync(join(folder, "node_modules/@example"), { recursive: true });
    symlinkSync("../../packages/templates", join(folder, "node_modules/@example/mcp-templates"));
    expect((await run(join(folder, "servers/shop"), ["generate"])).exitCode).toBe(0);
    expect(read(folder, "servers/shop/README.md")).toBe("# Ours\n");
  });
});

describe("that is a package", { timeout }, () => {
  const name = "@example/mcp-templates";
  const origin = (declared: Readonly<Record<string, string>>) => {
    const folder = temporaryFolder();
    write(folder, {
      "from/mcp.yaml": spec(JSON.stringify(name)),
      "from/package.json": JSON.stringify({ devDependencies: declared }),
      [`from/node_modules/${name}/package.json`]: JSON.stringify({ name, version: "2.1.3" }),
      [`from/node_modules/${name}/templates.json`]: manifest(),
      [`from/node_modules/${name}/templates/base/README.md`]: "# Ours\n",
    });
    return folder;
  };
  const dependencies = (folder: string) =>
    (JSON.parse(read(folder, "package.json")) as { devDependencies: Readonly<Record<string, string>> })
      .devDependencies;

  test.each([
    [{}, "2.1.3"],
    [{ [name]: "^2.1.0" }, "^2.1.0"],
    [{ [name]: "file:../templates" }, "file:../templates"],
    [{ [name]: "workspace:*" }, "workspace:*"],
  ])("is a dependency of a new project: declared as %j, it is %s there", async (declared, wanted) => {
    const folder = origin(declared);
    const words = ["shop", "--spec", "from/mcp.yaml", ...bare];
    expect((await run(folder, words)).exitCode).toBe(0);
    const shop = join(folder, "shop");
    expect(dependencies(shop)[name]).toBe(wanted);
    expect(Object.keys(dependencies(shop))).toEqual(Object.keys(dependencies(shop)).sort());

    mkdirSync(join(shop, "node_modules/@example"), { recursive: true });
    symlinkSync(join(folder, "from/node_modules", name), join(shop, "node_modules", name));
    const again = await run(shop, ["generate", "--check"]);
    expect(again).toMatchObject({ exitCode: 0, err: expect.stringContaining("as the spec says") });
  });
});

describe("of several sets", { timeout }, () => {
  const files = {
    "team/templates.json": manifest(),
    "team/templates/base/README.md": "# Team\n",
    "team/templates/base/TEAM.md": "# Team\n",
    "company/templates.json": manifest(),
    "company/templates/base/README.md.hbs": "# Company\n",
    "company/templates/base/TEAM.md": "# Company\n",
    "company/templates/base/COMPANY.md": "# Company\n",
  };

  test("the first that has a file wins, and the project's own comes before them", async () => {
    const folder = await generated('["./team", "./company"]', {
      ...files,
      ".create-mcp-prod/templates.json": manifest(),
      ".create-mcp-prod/templates/base/TEAM.md": "# Project\n",
    });
    const made = ["README.md", "TEAM.md", "COMPANY.md"].map((path) => read(folder, path));
    expect(made).toEqual(["# Team\n", "# Project\n", "# Company\n"]);
  });

  test("list says where each file comes from and what it hides", async () => {
    const folder = await generated('["./team", "./company"]', files);
    const { out, exitCode } = await run(folder, ["templates", "list", "--json"]);
    expect(exitCode).toBe(0);
    const { templates } = JSON.parse(out) as { templates: readonly { template: string }[] };
    const of = (name: string) => templates.find(({ template }) => template === name);
    expect(of("base/README.md")).toEqual({
      template: "base/README.md",
      from: "./team",
      state: "override",
      hides: ["./company"],
    });
    expect(of("base/COMPANY.md")).toMatchObject({ from: "./company", state: "added" });
    expect(of("base/AGENTS.md.hbs")).toMatchObject({ from: "built-in", state: "built-in" });
    const listed = await run(folder, ["templates", "list", "TEAM"]);
    expect(listed.out).toBe("base/TEAM.md  added, from ./team, before ./company\n");
  });

  test("diff shows what differs from the built-in files, and only that", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest({ leaveOut: ["base/AGENTS.md"] }),
      "company/templates/base/.editorconfig": "root = true\n",
      "company/templates/base/COMPANY.md": "# Company\n",
    });
    const { out } = await run(folder, ["templates", "diff"]);
    expect(out).toContain("--- built-in/base/.editorconfig\n+++ company/templates/base/.editorconfig\n@@");
    expect(out).toContain("--- built-in/base/AGENTS.md.hbs\n+++ /dev/null\n");
    expect(out.match(/^--- /gm)).toHaveLength(2);
    expect((await run(folder, ["templates", "diff", ".editorconfig"])).out.match(/^--- /gm)).toHaveLength(1);
  });
});

describe("an ejected template", { timeout }, () => {
  const path = ".create-mcp-prod/templates/base/README.md.hbs";
  const lockPath = ".create-mcp-prod/lock.json";

  async function ejected(): Promise<string> {
    const folder = await generated("", {});
    const done = await run(folder, ["templates", "eject", "README.md"]);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.err).toContain(path);
    return folder;
  }

  test("is the built-in one: nothing changes until it is edited", async () => {
    const folder = await ejected();
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
    appendFileSync(join(folder, path), "\nOurs: {{mdText server.title}}.\n");
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "README.md")).toMatch(/\nOurs: The \\\*Shop\\\* \\\*\/ \\`\\\$\{x\}\\`\.\n$/);
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("is given up by deleting it", async () => {
    const folder = await ejected();
    appendFileSync(join(folder, path), "\nOurs.\n");
    await run(folder, ["generate"]);
    rmSync(join(folder, path));
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "README.md")).not.toContain("Ours.");
    expect(read(folder, lockPath)).not.toContain(path);
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  /** As if the copy had been ejected by an older version, whose template read otherwise, and edited since. */
  async function old(change: (text: string) => string, edit: (text: string) => string): Promise<string> {
    const folder = await ejected();
    const before = change(read(folder, path));
    expect(before).not.toBe(read(folder, path));
    const hash = textHash(before);
    const lock = JSON.parse(read(folder, lockPath)) as { files: Record<string, { base: string }> };
    const entry = lock.files[path];
    if (entry === undefined) throw new Error("the copy is not in the lock");
    entry.base = hash;
    write(folder, {
      [lockPath]: `${JSON.stringify(lock, undefined, 2)}\n`,
      [basePath(hash)]: before,
      [path]: edit(before),
    });
    return folder;
  }

  const heading = "# {{mdText server.title}}";
  const edited = (text: string) => `${text}\nOurs.\n`;

  test("is merged with what a newer version changed, and rendered as merged in the same run", async () => {
    const folder = await old((text) => text.replace(heading, "# Server {{mdText server.title}}"), edited);
    const done = await run(folder, ["generate"]);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(read(folder, path)).toContain(`${heading}\n`);
    expect(read(folder, path)).toMatch(/\nOurs\.\n$/);
    expect(read(folder, "README.md")).toMatch(/^# The/);
    expect(read(folder, "README.md")).toMatch(/\nOurs\.\n$/);
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("follows a newer version while nobody edited it", async () => {
    const folder = await old(
      (text) => text.replace(heading, "# Server {{mdText server.title}}"),
      (text) => text,
    );
    expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "README.md")).toMatch(/^# The/);
    expect((await run(folder, ["templates", "diff"])).out).toBe("");
  });

  test("in conflict stops the run like any other file, and is settled by the same word", async () => {
    const conflicting = () =>
      old(
        (text) => text.replace(heading, "# Server {{mdText server.title}}"),
        (text) => text.replace("# Server ", "# Our "),
      );
    const folder = await conflicting();
    const stopped = await run(folder, ["generate"]);
    expect(stopped).toMatchObject({ exitCode: 1 });
    expect(stopped.err).toContain(path);
    expect(stopped.err).toContain("Nothing was written.");
    expect(await run(folder, ["generate", "--on-conflict", "generated"])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "README.md")).toMatch(/^# The/);

    const other = await conflicting();
    expect(await run(other, ["generate", "--on-conflict", "mine"])).toMatchObject({ exitCode: 0 });
    expect(read(other, "README.md")).toMatch(/^# Our The/);
    expect(await run(other, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });
});

describe("a new project", { timeout }, () => {
  test("takes the sets that are folders along, and the spec's own set, and has nothing left to generate", async () => {
    const folder = temporaryFolder();
    write(folder, {
      "from/mcp.yaml": spec("./company"),
      "from/company/templates.json": manifest(),
      "from/company/templates/base/README.md": "# Ours\n",
      "from/company/private.txt": "not part of the set\n",
      "from/.create-mcp-prod/templates.json": manifest(),
      "from/.create-mcp-prod/templates/base/NOTES.md": "# Notes\n",
    });
    expect(await run(folder, ["shop", "--spec", "from/mcp.yaml", ...bare])).toMatchObject({ exitCode: 0 });
    expect(read(folder, "shop/README.md")).toBe("# Ours\n");
    expect(read(folder, "shop/NOTES.md")).toBe("# Notes\n");
    expect(existsSync(join(folder, "shop/company/private.txt"))).toBe(false);
    expect(await run(join(folder, "shop"), ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("is not made from a set that is wrong: nothing is left behind", async () => {
    const folder = temporaryFolder();
    write(folder, {
      "from/mcp.yaml": spec("./company"),
      "from/company/templates.json": manifest(),
      "from/company/templates/base/README.md.hbs": "{{servr}}\n",
    });
    const refused = await run(folder, ["shop", "--spec", "from/mcp.yaml", ...bare]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.err).toContain("from/company/templates/base/README.md.hbs:1:3");
    expect(existsSync(join(folder, "shop"))).toBe(false);
  });
});

describe("the lock", { timeout }, () => {
  test("knows the sets that the spec names, and the next run says which of them changed", async () => {
    const folder = await generated("./company", {
      "company/templates.json": manifest(),
      "company/templates/base/NOTES.md": "# Notes\n",
    });
    const lock = () => JSON.parse(read(folder, ".create-mcp-prod/lock.json")) as { templates: object };
    const before = lock().templates;
    expect(before).toEqual({ "./company": expect.stringMatching(/^sha256:/) });
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 0 });
    write(folder, { "company/templates/base/NOTES.md": "# Other notes\n" });
    expect(await run(folder, ["generate", "--check"])).toMatchObject({ exitCode: 1 });
    const done = await run(folder, ["generate"]);
    expect(done.err).toContain("The templates of ./company changed since the last run.");
    expect(lock().templates).not.toEqual(before);
    expect(read(folder, "NOTES.md")).toBe("# Other notes\n");
  });

  test("with something else in the place of hashes is damaged", async () => {
    const folder = await generated("", {});
    const lock = JSON.parse(read(folder, ".create-mcp-prod/lock.json")) as object;
    write(folder, {
      ".create-mcp-prod/lock.json": JSON.stringify({ ...lock, templates: { "./company": 1 } }),
    });
    expect((await run(folder, ["generate"])).err).toContain("MCP1522");
  });
});
