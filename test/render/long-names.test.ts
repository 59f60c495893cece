/** What the generated project's own prettier says of files whose layout depends on the length of a name. */
import { format } from "prettier";
import { expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";
import { memoryReader } from "../../src/project/read-file.js";

/** A name of so many characters. */
const named = (first: string, length: number) => `${first}${"_long_name".repeat(13)}`.slice(0, length);

const specWith = (length: number) => `spec: 1
server: { name: shop, version: 1.0.0, description: A shop. }
sources:
  main: { kind: sqlite, file: var/main.db }
  crm: { kind: http, baseUrl: https://api.example.com }
  orders: { kind: postgres, url: "\${PG_URL}", role: shop, access: write, reads: { t: [id] }, writes: { t: { insert: [id] } } }
tools:
  ${named("a", length)}:
    { description: One., params: { p: { type: string, maxLength: 5 } }, result: { type: integer }, handler: true }
  ${named("b", length)}: { description: Two., source: main, sql: SELECT id FROM t }
  ${named("c", length)}:
    { description: Three., source: crm, http: { method: GET, path: /x }, result: { type: string, maxLength: 9 } }
  ${named("d", length)}:
    { description: Four., result: { type: integer }, handler: true, writes: true, source: orders }
`;

test.each([20, 30, 31, 32, 33, 34, 35, 40, 60, 71, 100, 128])(
  "tools with names of %i characters are laid out as prettier does",
  async (length) => {
    const loaded = await loadSpec("mcp.yaml", memoryReader({ "mcp.yaml": specWith(length) }));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    const files = (await render(loaded.value.model)).filter(({ path }) =>
      /(?:handlers|tools)\/[^/]*\.ts$/.test(path),
    );
    expect(files.length).toBeGreaterThan(7);
    for (const { path, text } of files) {
      expect(text, path).toBe(await format(text, { filepath: path, printWidth: 100 }));
    }
  },
);

test("files with tools beside the spec are the user's to lay out, as the spec is", async () => {
  const tools = "tools:\n  one: { description: One., result: { type: integer }, handler: true }\n";
  const head = "spec: 1\nserver: { name: shop, version: 1.0.0, description: A shop. }\n";
  const texts = {
    "mcp.yaml": `${head}include: ["./tools/one.yaml", "two[1]*.yaml"]\n`,
    "tools/one.yaml": tools,
    "./tools/one.yaml": tools,
    "two[1]*.yaml": tools.replace("one:", "two:"),
  };
  const loaded = await loadSpec("mcp.yaml", memoryReader(texts));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const ignored =
    (await render(loaded.value.model)).find(({ path }) => path === ".prettierignore")?.text ?? "";
  expect(ignored.split("\n")).toEqual(expect.arrayContaining(["/tools/one.yaml", "/two\\[1\\]\\*.yaml"]));
});
