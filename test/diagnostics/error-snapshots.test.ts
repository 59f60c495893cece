/** What a user sees for every code, compared both ways: no code without a snapshot, no snapshot without a case. */
import { expect, test } from "vitest";
import { catalog } from "../../src/diagnostics/catalog.js";
import { frame } from "../../src/diagnostics/frame.js";
import { loadSpec } from "../../src/spec/load.js";
import { memoryFiles } from "../spec/support.js";
import { errorCases, good, type ErrorCase } from "./error-cases.js";
import { offline, sqlCases } from "./sql-cases.js";
import { moduleCases, seenFromModule } from "./module-cases.js";
import { goodWrites } from "./write-cases.js";
import { orphans, ranges, stored } from "./snapshots.js";

const fileName = ({ code, name }: { code: string; name: string }) => `${code}-${name}.txt`;

async function seen({ code, name, files }: ErrorCase): Promise<string> {
  const [path = ""] = Object.keys(files);
  const loaded = await loadSpec(path, memoryFiles(name === "absent" ? {} : files), {
    connectPostgres: offline,
  });
  expect(loaded.diagnostics.map((one) => one.code)).toContain(code);
  return `${loaded.diagnostics.map((one) => frame(one, { text: (file) => loaded.texts.get(file) })).join("\n\n")}\n`;
}

test("the spec that the cases change is good", async () => {
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": good }));
  expect(loaded.diagnostics).toEqual([]);
});

test("so is the one of databases that handlers write", async () => {
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": goodWrites }));
  expect(loaded.diagnostics).toEqual([]);
});

test.each([...errorCases, ...sqlCases].map((one) => [fileName(one), one] as const))(
  "%s is what a user sees",
  async (name, one) => {
    const text = await seen(one);
    expect(text).toBe(stored(name, text));
  },
);

test.each(moduleCases.map((one) => [fileName(one), one] as const))(
  "%s is what a user sees",
  async (name, one) => {
    const text = await seenFromModule(one);
    expect(text).toBe(stored(name, text));
  },
);

test("no snapshot is without its case", () => {
  expect(orphans([...errorCases, ...sqlCases, ...moduleCases].map(fileName))).toEqual([]);
});

test("every code of these ranges has a case", () => {
  const covered = new Set([...errorCases, ...sqlCases, ...moduleCases].map(({ code }) => code));
  const codes = Object.keys(catalog).filter((code) => ranges.test(code));
  expect(codes.filter((code) => !covered.has(code))).toEqual([]);
});
