import { describe, expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { loadSpec } from "../../src/spec/load.js";

const spec = (isolation: string) => `spec: 1
server: { name: stock-mcp, version: 1.0.0, description: Stock. }
sources:
  main: { kind: sqlite, file: main.sqlite${isolation} }
tools:
  list_items: { description: Lists., source: main, sql: SELECT id FROM items }
`;
const load = (isolation: string) =>
  loadSpec("mcp.yaml", () => Promise.resolve(new TextEncoder().encode(spec(isolation))));
const startsProcesses = async (isolation: string): Promise<readonly string[]> => {
  const loaded = await load(isolation);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const files = await render(loaded.value.model);
  return files.flatMap(({ path, text }) =>
    path.startsWith("src/") && /import \{.*\} from "node:child_process"/.test(text) ? [path] : [],
  );
};

describe("a server", () => {
  test.each(["", ", isolation: none"])("starts no process with `%s`", async (isolation) => {
    expect(await startsProcesses(isolation)).toEqual([]);
  });

  test("starts them in one file with `isolation: process`", async () => {
    expect(await startsProcesses(", isolation: process")).toEqual(["src/sources/sqlite-child.ts"]);
  });

  test("has no other isolation", async () => {
    const { diagnostics } = await load(", isolation: thread");
    expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining("thread")]);
  });
});
