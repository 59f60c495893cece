import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/terminal.js";
import { temporaryFolder, tree } from "../regenerate/folder.js";
import { bare, run } from "./run.js";

const codes = (err: string) => [...err.matchAll(/^(?:error|warning) (MCP\d+)/gm)].map(([, code]) => code);

const spec = `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
sources:
  main: { kind: sqlite, file: db/shop.sqlite, schema: sql/schema.sql }
tools:
  count:
    description: Count the orders.
    source: main
    sql: SELECT count(*) AS orders FROM orders
  greet:
    description: Greet.
    result: { type: string, maxLength: 100 }
    handler: true
`;

/** A folder with a spec, what it names, and a handler. */
function withSpec(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "from/sql"), { recursive: true });
  mkdirSync(join(folder, "from/handlers"));
  writeFileSync(join(folder, "from/shop.yaml"), spec);
  writeFileSync(join(folder, "from/sql/schema.sql"), "CREATE TABLE orders (id INTEGER PRIMARY KEY);\n");
  writeFileSync(join(folder, "from/handlers/greet.ts"), "// my greeting\n");
  writeFileSync(join(folder, "from/handlers/greet.test.ts"), "// my test\n");
  return folder;
}

describe("a new project", () => {
  test("from defaults has a spec of its own, and is at once what generate would make", async () => {
    const folder = temporaryFolder();
    const made = await run(folder, ["shop", "--yes", ...bare]);
    expect(made).toMatchObject({ exitCode: 0, out: "" });
    expect(made.err).toContain("cd shop");
    const files = tree(join(folder, "shop"));
    expect(files["mcp.yaml"]).toContain("name: shop");
    expect(files).toHaveProperty(["db/schema.sql"]);
    expect(files).toHaveProperty([".create-mcp-prod/mcp.schema.json"]);
    expect(Object.keys(files).filter((path) => path.includes("/run/"))).toEqual([]);
    expect(await run(join(folder, "shop"), ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["postgres", "db/main/roles.sql", "GRANT SELECT (id, name, email, active, created_at)"],
    ["mysql", "db/main/roles.sql", "`created_at`"],
    ["http", "mcp.yaml", `baseUrl: "https://api.example.com/v2"`],
    ["none", "src/handlers/greet.ts", "greet"],
  ])("with data from %s begins with something that works", async (source, path, expected) => {
    const folder = temporaryFolder();
    const api = source === "http" ? ["--api", "https://api.example.com/v2"] : [];
    const made = await run(folder, ["shop", "--yes", "--source", source, ...api, ...bare]);
    expect(made.exitCode).toBe(0);
    expect(codes(made.err)).toEqual([]);
    expect(tree(join(folder, "shop"))[path]).toContain(expected);
    expect(await run(join(folder, "shop"), ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("without a folder goes where the server's name says", async () => {
    const folder = temporaryFolder();
    await run(folder, ["--yes", "--name", "orders", ...bare]);
    expect(readdirSync(folder)).toEqual(["orders"]);
  });

  test("may be made in the folder one stands in", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, ".git"));
    expect(await run(folder, [".", "--yes", ...bare])).toMatchObject({ exitCode: 0 });
    expect(readdirSync(folder)).toContain("mcp.yaml");
  });

  test("from a spec elsewhere takes along what that names, and the handlers beside it", async () => {
    const folder = withSpec();
    const made = await run(folder, ["new", "--spec", "from/shop.yaml", ...bare]);
    expect(made.err).toContain("Made shop");
    expect(made.exitCode).toBe(0);
    const files = tree(join(folder, "new"));
    expect(files["mcp.yaml"]).toMatch(/^# yaml-language-server: \$schema=[^]*spec: 1/);
    expect(files["sql/schema.sql"]).toContain("CREATE TABLE orders");
    expect(files["src/handlers/greet.ts"]).toBe("// my greeting\n");
    expect(files["test/handlers/greet.test.ts"]).toBe("// my test\n");
    expect(await run(join(folder, "new"), ["generate", "--check"])).toMatchObject({ exitCode: 0 });
  });

  test("twice gives the same bytes", async () => {
    const folder = temporaryFolder();
    await run(folder, ["a", "--yes", "--name", "same", ...bare]);
    await run(folder, ["b", "--yes", "--name", "same", ...bare]);
    expect(tree(join(folder, "a"))).toEqual(tree(join(folder, "b")));
  });

  test("answers in JSON on stdout, with nothing on stderr", async () => {
    const folder = temporaryFolder();
    const made = await run(folder, ["shop", "--yes", "--json", ...bare]);
    expect(made.err).toBe("");
    expect(JSON.parse(made.out)).toMatchObject({
      command: "create",
      ok: true,
      exitCode: 0,
      name: "shop",
      diagnostics: [],
      files: expect.arrayContaining(["package.json"]),
    });
  });
});

describe("an example", () => {
  const names = readdirSync(new URL("../../examples/", import.meta.url));

  test.each(names)(
    "%s makes a project that is what generate would make",
    async (name) => {
      const folder = temporaryFolder();
      const made = await run(folder, ["shop", "--example", name, ...bare]);
      expect(made.err).not.toContain("error");
      expect(made.exitCode).toBe(0);
      expect(await run(join(folder, "shop"), ["generate", "--check"])).toMatchObject({ exitCode: 0 });
    },
    60_000,
  ); // one that asks an embedded PostgreSQL about its statements starts it first

  test("that does not exist is refused with those that do, a line on each", async () => {
    const { exitCode, err } = await run(temporaryFolder(), ["--example", "internal-bd", ...bare]);
    expect(exitCode).toBe(2);
    expect(err).toContain('did you mean "internal-db"?');
    expect(err).toMatch(/internal-db +Read-only access/);
    for (const name of names) expect(err).toContain(name);
  });
});

describe("nothing is written", () => {
  /** Runs in a folder that must be unchanged afterwards. */
  async function refused(folder: string, ...words: string[]) {
    const before = tree(folder);
    const result = await run(folder, [...words, ...bare]);
    expect(result.exitCode).toBe(2);
    expect(tree(folder)).toEqual(before);
    return codes(result.err);
  }

  test("over a folder that is not empty", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "notes.txt"), "mine");
    expect(await refused(folder, ".", "--yes")).toEqual(["MCP1501"]);
  });

  test("over a project, and generate is named", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "mcp.yaml"), spec);
    const { err } = await run(folder, [".", "--yes", ...bare]);
    expect(err).toContain("create-mcp-prod generate");
  });

  test("where a file stands, or below one", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "mine");
    expect(await refused(folder, "file", "--yes")).toEqual(["MCP1502"]);
    expect(await refused(folder, "file/below/it", "--yes")).toEqual(["MCP1502"]);
  });

  test.skipIf(process.getuid?.() === 0)("where the user may not write (root may everywhere)", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(await refused(folder, "shop", "--yes")).toEqual(["MCP1503"]);
    chmodSync(folder, 0o700);
  });

  test("from a spec that is wrong, and every problem is told", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "bad.yaml"),
      spec.replaceAll("source: main", "source: maim").replace("A shop.", ""),
    );
    const found = await refused(folder, "new", "--spec", "bad.yaml");
    expect(found).toContain("MCP1204");
    expect(found.length).toBeGreaterThan(1);
  });

  test("from a spec that is not there", async () => {
    expect(await refused(temporaryFolder(), "new", "--spec", "nowhere.yaml")).toEqual(["MCP1001"]);
  });

  test("when two options say different things", async () => {
    expect(await refused(temporaryFolder(), "--spec", "a.yaml", "--example", "internal-db")).toEqual([
      "MCP1904",
    ]);
    expect(await refused(temporaryFolder(), "--spec", "a.yaml", "--rate", "1/hour")).toEqual(["MCP1904"]);
  });

  test("when a flag's value makes no valid spec", async () => {
    const folder = temporaryFolder();
    expect(await refused(folder, "x", "--yes", "--name", "Not Valid")).toEqual(["MCP1105"]);
    expect(await refused(folder, "x", "--yes", "--rate", "fast")).toEqual(["MCP1105"]);
    expect(await refused(folder, "x", "--yes", "--sql", "DROP TABLE users")).toContain("MCP1403");
    expect(await refused(folder, "x", "--yes", "--port", "http")).toEqual(["MCP1903"]);
    expect(await refused(folder, "x", "--yes", "--source", "sqlite", "--database", "none.db")).toEqual([
      "MCP1903",
    ]);
  });

  test("when nobody can be asked and not everything is said", async () => {
    const folder = temporaryFolder();
    const { exitCode, err } = await run(folder, ["x", "--name", "x", "--source", "none", ...bare]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/MCP1905 .*--tool, --transport, --rate, --auth/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("when --yes cannot know the answer", async () => {
    const { exitCode, err } = await run(temporaryFolder(), ["x", "--yes", "--auth", "jwt", ...bare]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/MCP1905 .*--issuer, --audience/);
    const own = await run(temporaryFolder(), ["x", "--yes", "--source", "sqlite", ...bare]);
    expect(own.err).toMatch(/MCP1905 .*--sql/);
  });

  test("when the user stops it while it writes", async () => {
    const folder = temporaryFolder();
    const stop = new AbortController();
    stop.abort(new Interrupted());
    const stopped = await run(folder, ["deep/shop", "--yes", ...bare], { signal: stop.signal });
    expect(stopped).toMatchObject({ exitCode: 130, out: "" });
    expect(readdirSync(folder)).toEqual([]);
  });
});
