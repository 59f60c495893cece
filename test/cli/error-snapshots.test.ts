/** What a user sees for every code of the command line and of the output folder, compared both ways. */
import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { expect, test, vi } from "vitest";
import { catalog } from "../../src/diagnostics/catalog.js";
import type { Terminal } from "../../src/terminal.js";
import { orphans, stored } from "../diagnostics/snapshots.js";
import { temporaryFolder } from "../regenerate/folder.js";
import { fault } from "./fault.js";
import { connectCases } from "./connect-cases.js";
import { bare, run } from "./run.js";
import { templateCases } from "./template-cases.js";
import { versionCases } from "./version-cases.js";

vi.mock("../../src/regenerate/disk-workspace.js", async (original) =>
  (await import("./fault.js")).faulty(original),
);

const ranges = /^MCP1[5679]/;

interface Case {
  readonly code: string;
  readonly name: string;
  /** Prepares the folder and gives the words; they may change what is around, too. */
  readonly given: (folder: string) => readonly string[] | Promise<readonly string[]>;
  readonly around?: (folder: string) => Partial<Terminal>;
}

const spec = `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
tools:
  greet:
    description: Greet somebody.
    result: { type: string, maxLength: 100 }
    handler: true
`;

const write = (folder: string, path: string, text: string) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** A generated project. */
async function project(folder: string): Promise<void> {
  write(folder, "mcp.yaml", spec);
  await run(folder, ["generate"]);
}

/** A program that only these cases run, first in the PATH. */
function program(folder: string, name: string, script: string): void {
  write(folder, `bin/${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, `bin/${name}`), 0o755);
}

const withPrograms = (folder: string): Partial<Terminal> => ({
  env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin` },
});

const lock = (text: string) => async (folder: string) => {
  await project(folder);
  write(folder, ".create-mcp-prod/lock.json", text);
  return ["generate"];
};

const failing = (code: string) => () => {
  Object.assign(fault, { left: 5, code });
  return ["shop", "--yes", ...bare];
};

/** A generated project with a statement on SQLite. */
async function withDatabase(folder: string): Promise<void> {
  write(folder, "schema.sql", "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;");
  write(
    folder,
    "mcp.yaml",
    `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
sources:
  main: { kind: sqlite, file: shop.db, schema: schema.sql }
tools:
  list_items:
    description: List items.
    source: main
    sql: SELECT id, name FROM items
`,
  );
  await run(folder, ["generate"]);
}

const cases: readonly Case[] = [
  ...versionCases,
  ...connectCases,
  ...templateCases.map(({ code, name, files, words = ["generate"], after }) => ({
    code,
    name,
    given: async (folder: string) => {
      for (const [path, text] of Object.entries({ "mcp.yaml": spec, ...files })) write(folder, path, text);
      return (await after?.(folder)) ?? words;
    },
  })),
  {
    code: "MCP1501",
    name: "not-empty",
    given: (folder) => {
      for (const name of "abcdefg") write(folder, `shop/${name}.txt`, "");
      return ["shop", "--yes"];
    },
  },
  {
    code: "MCP1501",
    name: "a-project",
    given: (folder) => {
      write(folder, "mcp.yaml", spec);
      return [".", "--yes"];
    },
  },
  {
    code: "MCP1502",
    name: "a-file",
    given: (folder) => {
      write(folder, "shop", "");
      return ["shop", "--yes"];
    },
  },
  {
    code: "MCP1502",
    name: "below-a-file",
    given: (folder) => {
      write(folder, "shop", "");
      return ["shop/new", "--yes", ...bare];
    },
  },
  { code: "MCP1503", name: "read-only", given: failing("EROFS") },
  { code: "MCP1504", name: "full", given: failing("ENOSPC") },
  { code: "MCP1505", name: "input-output", given: failing("EIO") },
  {
    code: "MCP1506",
    name: "releases-a-file",
    given: (folder) => {
      write(folder, "mcp.yaml", spec);
      write(folder, ".create-mcp-prod/releases", "");
      return ["diff"];
    },
  },
  {
    code: "MCP1506",
    name: "changelog-a-folder",
    given: async (folder) => {
      await project(folder);
      rmSync(join(folder, "CHANGELOG.md"));
      write(folder, "CHANGELOG.md/1.0.0.md", "");
      return ["check"];
    },
  },
  { code: "MCP1510", name: "none", given: () => ["generate", "."] },
  {
    code: "MCP1511",
    name: "two",
    given: (folder) => {
      write(folder, "mcp.yaml", spec);
      write(folder, "mcp.json", "{}");
      return ["generate"];
    },
  },
  {
    code: "MCP1512",
    name: "unreadable-handler",
    given: (folder) => {
      write(folder, "from/mcp.yaml", spec);
      mkdirSync(join(folder, "from/handlers/greet.ts"), { recursive: true });
      return ["shop", "--spec", "from/mcp.yaml", ...bare];
    },
  },
  { code: "MCP1520", name: "newer", given: lock('{ "format": 9, "generator": "3.1.4" }') },
  { code: "MCP1521", name: "merge", given: lock("<<<<<<< HEAD\n") },
  { code: "MCP1522", name: "cut", given: lock('{ "format": 1,') },
  {
    code: "MCP1522",
    name: "path-that-leaves",
    given: lock(
      `{ "format": 1, "generator": "1.0.0", "spec": "sha256:${"0".repeat(64)}", "files": { "../x": {} } }`,
    ),
  },
  {
    code: "MCP1523",
    name: "on-another-machine",
    given: async (folder) => {
      await project(folder);
      write(folder, ".create-mcp-prod/run/owner", `4711 not-${hostname()}\n`);
      return ["generate"];
    },
  },
  {
    code: "MCP1524",
    name: "link-that-leaves",
    given: (folder) => {
      write(folder, "shop/mcp.yaml", spec);
      mkdirSync(join(folder, "elsewhere"));
      symlinkSync("../elsewhere", join(folder, "shop/src"));
      return ["generate", "shop"];
    },
  },
  {
    code: "MCP1525",
    name: "spec-names-generated-file",
    given: (folder) => {
      write(folder, "from/src/main.ts", "SELECT 1;\n");
      const source = "sources: { main: { kind: sqlite, file: a.db, schema: src/main.ts } }\n";
      const tool = "  one: { description: One., source: main, sql: SELECT 1 AS one }\n";
      write(folder, "from/mcp.yaml", spec.replace("tools:\n", `${source}tools:\n${tool}`));
      return ["shop", "--spec", "from/mcp.yaml", ...bare];
    },
  },
  {
    code: "MCP1526",
    name: "no-commit",
    given: async (folder) => {
      await project(folder);
      execFileSync("git", ["init", "--quiet"], { cwd: folder, stdio: "ignore" });
      appendFileSync(join(folder, "src/generated/tools/greet.ts"), "// mine\n");
      write(folder, "mcp.yaml", spec.replace("Greet somebody.", "Greet."));
      return ["generate"];
    },
  },
  {
    code: "MCP1530",
    name: "edited",
    given: async (folder) => {
      await project(folder);
      write(folder, "src/generated/tools/greet.ts", "// mine\n");
      write(folder, "mcp.yaml", spec.replace("Greet somebody.", "Greet."));
      return ["generate"];
    },
  },
  {
    code: "MCP1531",
    name: "in-the-way",
    given: (folder) => {
      write(folder, "mcp.yaml", spec);
      write(folder, "src/handlers/greet.ts", "// mine\n");
      return ["generate"];
    },
  },
  {
    code: "MCP1532",
    name: "drift",
    given: async (folder) => {
      await project(folder);
      rmSync(join(folder, "src/generated/tools/greet.ts"));
      return ["generate", "--check"];
    },
  },
  {
    code: "MCP1530",
    name: "binary",
    given: async (folder) => {
      await project(folder);
      writeFileSync(join(folder, "src/generated/tools/greet.ts"), Buffer.from([0xff, 0xfe, 0x00]));
      write(folder, "mcp.yaml", spec.replace("Greet somebody.", "Greet."));
      return ["generate"];
    },
  },
  {
    code: "MCP1533",
    name: "left",
    given: async (folder) => {
      await project(folder);
      write(folder, "src/generated/tools/greet.ts", "// mine\n");
      write(folder, "mcp.yaml", spec.replace("Greet somebody.", "Greet."));
      await run(folder, ["generate", "--on-conflict=markers"]);
      return ["generate"];
    },
  },
  {
    code: "MCP1534",
    name: "no-such-file",
    given: async (folder) => {
      await project(folder);
      return ["generate", "--restore", "src/serverr.ts"];
    },
  },
  {
    code: "MCP1540",
    name: "npm-fails",
    given: (folder) => {
      program(folder, "npm", "echo 'npm error code E404' >&2; exit 1");
      return ["shop", "--yes", "--no-git"];
    },
    around: withPrograms,
  },
  {
    code: "MCP1541",
    name: "nobody",
    given: (folder) => {
      program(
        folder,
        "git",
        "case $* in rev-parse*) exit 128;; *commit*) echo 'fatal: empty ident name not allowed' >&2; exit 128;; esac",
      );
      return ["shop", "--yes", "--no-install"];
    },
    around: withPrograms,
  },
  { code: "MCP1901", name: "misspelt", given: () => ["generat"] },
  { code: "MCP1902", name: "misspelt", given: () => ["shop", "--no-instal", "--quiet"] },
  { code: "MCP1903", name: "no-choice", given: () => ["--auth", "basic"] },
  { code: "MCP1903", name: "no-value", given: () => ["--spec"] },
  { code: "MCP1903", name: "twice", given: () => ["--name", "a", "--name", "b"] },
  { code: "MCP1903", name: "port", given: () => ["--port", "http", "--yes"] },
  {
    code: "MCP1903",
    name: "no-database",
    given: (folder) => {
      write(folder, "notes.txt", "Not a database at all.");
      return ["--yes", "--source", "sqlite", "--database", "notes.txt"];
    },
  },
  {
    code: "MCP1904",
    name: "spec-and-example",
    given: () => ["--spec", "a.yaml", "--example", "internal-db"],
  },
  { code: "MCP1904", name: "spec-and-answer", given: () => ["--spec", "a.yaml", "--rate", "1/hour"] },
  { code: "MCP1905", name: "no-terminal", given: () => ["shop", "--source", "none"] },
  { code: "MCP1905", name: "no-default", given: () => ["shop", "--yes", "--auth", "jwt"] },
  { code: "MCP1906", name: "two-folders", given: () => ["a", "b"] },
  { code: "MCP1907", name: "misspelt", given: () => ["--example", "internal-bd"] },
  {
    code: "MCP1908",
    name: "no-file",
    given: async (folder) => {
      await withDatabase(folder);
      return ["check", "--database", "absent.sqlite"];
    },
  },
  {
    code: "MCP1909",
    name: "kind",
    given: async (folder) => {
      await withDatabase(folder);
      return ["check", "--database", "postgres://127.0.0.1/shop"];
    },
  },
  {
    code: "MCP1909",
    name: "name",
    given: async (folder) => {
      await withDatabase(folder);
      return ["check", "--database", "mian=shop.sqlite"];
    },
  },
  {
    code: "MCP1910",
    name: "type",
    given: async (folder) => {
      await withDatabase(folder);
      const database = new DatabaseSync(join(folder, "shop.sqlite"));
      database.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name INT NOT NULL) STRICT");
      database.close();
      return ["check", "--database", "shop.sqlite"];
    },
  },
  { code: "MCP1999", name: "bug", given: failing("") },
];

const fileName = ({ code, name }: Case) => `${code}-${name}.txt`;

test.each(cases.map((one) => [fileName(one), one] as const))("%s is what a user sees", async (name, one) => {
  const folder = temporaryFolder();
  fault.left = Infinity;
  const words = await one.given(folder);
  const { err } = await run(folder, words, one.around?.(folder));
  const text = err
    .replaceAll(folder, "/home/me")
    .replaceAll(hostname(), "laptop")
    .replace(/\d+ files/, "N files"); // However many the templates make today.
  expect(text).toContain(one.code);
  expect(text).toBe(stored(name, text));
});

test("no snapshot is without its case", () => {
  expect(orphans(cases.map(fileName), ranges)).toEqual([]);
});

test("every code of these ranges has a case", () => {
  // MCP1710 and MCP1720 are about a running server, MCP1954 about another program: versions.test.ts, connect/meanwhile.test.ts.
  const covered = new Set(["MCP1710", "MCP1720", "MCP1954", ...cases.map(({ code }) => code)]);
  expect(Object.keys(catalog).filter((code) => ranges.test(code) && !covered.has(code))).toEqual([]);
});
