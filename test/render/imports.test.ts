import { posix } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { GeneratedFile } from "../../src/render/file.js";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";

const spec = (lines: string): Uint8Array =>
  Buffer.from(`spec: 1
server: { name: orders-mcp, version: 1.0.0, description: Orders. }
auth: { apiKeys: true }
deploy: { lambda: true }
${lines}`);

const sqlite = "  stock: { kind: sqlite, file: '${FILE}' }\n";
const postgres = "  orders: { kind: postgres, url: '${URL}', role: reader, reads: { lines: [id] } }\n";
const mysql = "  sales: { kind: mysql, url: '${MYSQL_URL}', role: reader, reads: { lines: [id] } }\n";
const tool = (source: string): string =>
  `  list_${source}: { description: Lists., source: ${source}, sql: SELECT id FROM lines }\n`;

/** What the golden specs do not combine: managed hosts with databases of each kind. */
describe.each([
  ["SQLite", `sources:\n${sqlite}tools:\n${tool("stock")}`],
  ["PostgreSQL", `sources:\n${postgres}tools:\n${tool("orders")}`],
  ["MySQL", `sources:\n${mysql}tools:\n${tool("sales")}`],
  [
    "all three",
    `sources:\n${sqlite}${postgres}${mysql}tools:\n${tool("stock")}${tool("orders")}${tool("sales")}`,
  ],
  ["both", `sources:\n${sqlite}${postgres}tools:\n${tool("stock")}${tool("orders")}`],
])("on Lambda with %s", (kind, lines) => {
  let files: readonly GeneratedFile[];
  beforeAll(async () => {
    const loaded = await loadSpec("mcp.yaml", () => Promise.resolve(spec(lines)));
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
    files = await render(loaded.value.model);
  });
  const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? "";

  test("every file that is imported is made", () => {
    const paths = new Set(files.map(({ path }) => path));
    const missing = files
      .filter(({ path }) => path.endsWith(".ts"))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)\.js"/g)].map(([, name]) => ({
          importer: path,
          imported: posix.join(posix.dirname(path), name ?? ""),
        })),
      )
      .filter(({ imported }) => !paths.has(`${imported}.ts`) && !paths.has(`${imported}.js`));
    expect(missing).toEqual([]);
  });

  test("statements are checked once, at the start", () => {
    const checks = textOf("src/lambda.ts").match(/\.check\(\)/g) ?? [];
    expect(checks).toHaveLength(kind === "SQLite" ? 0 : 1);
  });

  test("its test starts it only where its databases are", () => {
    const text = textOf("test/generated/lambda.test.ts");
    expect(text).toContain("test.skipIf(unset.length > 0)(");
    expect(text).not.toMatch(/^const .*await import/m);
  });
});
