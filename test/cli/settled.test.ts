/** A run that is told from what the last one kept says exactly what one that renders says. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { mkdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { settledPlan } from "../../src/project/settled.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { run } from "./run.js";

const spec = `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
sources:
  main: { kind: sqlite, file: shop.sqlite, schema: schema.sql }
tools:
  find_part:
    description: Find a part.
    source: main
    sql: SELECT id FROM parts
  greet:
    description: Greet somebody.
    result: { type: string, maxLength: 100 }
    handler: true
`;
const schema = "CREATE TABLE parts (id INTEGER NOT NULL);\n";
const tool = "src/generated/tools/greet.ts";
const handler = "src/handlers/greet.ts";
const kept = ".create-mcp-prod/run/settled.json";
const lock = ".create-mcp-prod/lock.json";

const write = (folder: string, path: string, text: string) => writeFileSync(join(folder, path), text);
const append = (folder: string, path: string, text: string) => appendFileSync(join(folder, path), text);
const isSettled = async (folder: string, name = "mcp.yaml") =>
  (await settledPlan({ folder, name })) !== undefined;

/** A project in which something was done, and then two runs had nothing to do. */
async function settledProject(edit: (folder: string) => void = () => undefined): Promise<string> {
  const folder = temporaryFolder();
  write(folder, "mcp.yaml", spec);
  write(folder, "schema.sql", schema);
  expect(await run(folder, ["generate"])).toMatchObject({ exitCode: 0 });
  edit(folder);
  await run(folder, ["generate"]);
  await run(folder, ["generate"]);
  return folder;
}

const edits: readonly (readonly [string, (folder: string) => void])[] = [
  ["nothing was edited", () => undefined],
  ["a handler was written", (folder) => append(folder, handler, "// mine\n")],
  ["a generated file was edited", (folder) => append(folder, tool, "// mine\n")],
  ["a shared file was deleted", (folder) => rmSync(join(folder, "src/server.ts"))],
  [
    "an edited handler is no longer generated",
    (folder) => {
      append(folder, handler, "// mine\n");
      write(folder, "mcp.yaml", spec.slice(0, spec.indexOf("  greet:")));
    },
  ],
];

describe.each(edits)("where %s", (_, edit) => {
  test.each([
    [[]],
    [["--check"]],
    [["--dry-run"]],
    [["--diff"]],
    [["--json"]],
    [["--verbose"]],
    [["--check", "--json"]],
  ])("generate %j says the same with what was kept as without", async (flags) => {
    const folder = await settledProject(edit);
    expect(await isSettled(folder)).toBe(true);
    const quick = await run(folder, ["generate", ...flags]);
    rmSync(join(folder, kept));
    expect(await isSettled(folder)).toBe(false);
    expect(await run(folder, ["generate", ...flags])).toEqual(quick);
  });
});

test.each<readonly [string, (folder: string) => void]>([
  ["a comment in the spec", (folder) => append(folder, "mcp.yaml", "# why\n")],
  ["a file that the spec names", (folder) => append(folder, "schema.sql", "-- why\n")],
  ["a named file that is gone", (folder) => rmSync(join(folder, "schema.sql"))],
  ["the facts of the statements", (folder) => rmSync(join(folder, ".create-mcp-prod/statements.json"))],
  ["an edit of a generated file", (folder) => append(folder, tool, "// mine\n")],
  ["an edit of a handler", (folder) => append(folder, handler, "// mine\n")],
  ["a file that was deleted", (folder) => rmSync(join(folder, tool))],
  [
    "a folder in the place of a file",
    (folder) => (rmSync(join(folder, tool)), mkdirSync(join(folder, tool))),
  ],
  [
    "the lock",
    (folder) => write(folder, lock, readFileSync(join(folder, lock), "utf8").replaceAll("\n", "\r\n")),
  ],
  ["a lock that is gone", (folder) => rmSync(join(folder, lock))],
  [
    "a lock that came from elsewhere with what was kept",
    (folder) => {
      copyFileSync(join(folder, lock), join(folder, "copy"));
      renameSync(join(folder, "copy"), join(folder, lock));
    },
  ],
  [
    "a stored text that nothing needs",
    (folder) => write(folder, `.create-mcp-prod/base/${"0".repeat(64)}`, ""),
  ],
  [
    "stored texts that are gone",
    (folder) => rmSync(join(folder, ".create-mcp-prod/base"), { recursive: true }),
  ],
  ["a merge that was cut short", (folder) => write(folder, ".create-mcp-prod/pending.json", "{}")],
  ["another run at work", (folder) => write(folder, ".create-mcp-prod/run/owner", "1 elsewhere\n")],
  ["templates of the project's own", (folder) => mkdirSync(join(folder, ".create-mcp-prod/templates"))],
  ["a layout of the project's own", (folder) => write(folder, ".prettierrc", '{ "semi": false }\n')],
  [
    "what was kept, damaged",
    (folder) => write(folder, kept, readFileSync(join(folder, kept), "utf8").slice(0, 90)),
  ],
  [
    "what was kept, with a step that writes",
    (folder) => {
      const { steps: _, ...rest } = JSON.parse(readFileSync(join(folder, kept), "utf8")) as Record<
        string,
        unknown
      >;
      write(folder, kept, JSON.stringify({ ...rest, steps: [{ path: tool, action: { kind: "delete" } }] }));
    },
  ],
])("%s is looked at", async (_, change) => {
  const folder = await settledProject();
  expect(await isSettled(folder)).toBe(true);
  change(folder);
  expect(await isSettled(folder)).toBe(false);
});

test("a file that was only touched makes no difference", async () => {
  const folder = await settledProject();
  utimesSync(join(folder, tool), new Date(0), new Date(0));
  expect(await isSettled(folder)).toBe(true);
});

test("another build of the generator looks at everything again", async () => {
  const folder = await settledProject();
  vi.resetModules();
  vi.doMock("../../src/build.js", () => ({ build: "another" }));
  const { settledPlan: ofAnother } = await import("../../src/project/settled.js");
  vi.doUnmock("../../src/build.js");
  expect(await ofAnother({ folder, name: "mcp.yaml" })).toBeUndefined();
  expect(await isSettled(folder)).toBe(true);
});

test("nothing is kept for a spec with warnings: they are told each time", async () => {
  const folder = await settledProject((made) => {
    write(made, "mcp.yaml", spec.replace("SELECT id FROM parts", "SELECT * FROM parts"));
  });
  const { err } = await run(folder, ["generate"]);
  expect(err).toContain("warning");
  expect(existsSync(join(folder, kept))).toBe(false);
});

test("nothing is kept by a run that only shows, nor for a module, which may read anything", async () => {
  const folder = await settledProject();
  rmSync(join(folder, kept));
  const before = tree(folder);
  for (const flag of ["--check", "--dry-run", "--diff"]) await run(folder, ["generate", flag]);
  expect(tree(folder)).toEqual(before);
  rmSync(join(folder, "mcp.yaml"));
  write(
    folder,
    "mcp.config.mjs",
    `export default { spec: 1, server: { name: "shop", version: "1.0.0", description: "A shop." },
  tools: { greet: { description: "Greet somebody.", result: { type: "string", maxLength: 100 }, handler: true } } };\n`,
  );
  // A module is found from the folder that the process is in.
  for (let round = 0; round < 3; round++)
    expect(await run(process.cwd(), ["generate", folder, "--allow-dirty"])).toMatchObject({ exitCode: 0 });
  expect(existsSync(join(folder, kept))).toBe(false);
});

test("a change of one tool writes the files whose text it changes, and no other", async () => {
  const folder = await settledProject();
  const written = () => Object.keys(tree(folder)).map((path) => [path, stampOf(join(folder, path))] as const);
  const stamps = new Map(written());
  const texts = tree(folder);
  write(folder, "mcp.yaml", spec.replace("Greet somebody.", "Greet politely."));
  await run(folder, ["generate"]);
  const after = tree(folder);
  const touched = written().flatMap(([path, stamp]) => (stamps.get(path) === stamp ? [] : [path]));
  expect(touched).toContain(tool);
  expect(touched).not.toContain("src/generated/tools/find-part.ts");
  expect(touched).toEqual(Object.keys(after).filter((path) => after[path] !== texts[path]));
});

function stampOf(file: string): string {
  const { ino, mtimeNs } = statSync(file, { bigint: true });
  return `${ino} ${mtimeNs}`;
}
