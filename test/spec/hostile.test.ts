import fc from "fast-check";
import { expect, test } from "vitest";
import { frame } from "../../src/diagnostics/frame.js";
import { loadSpec } from "../../src/spec/load.js";
import { good } from "../diagnostics/error-cases.js";
import { anyText, memoryFiles } from "./support.js";

const load = (text: string | Uint8Array) => loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text }));

const insertions = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    "`",
    "*/",
    "${x}",
    "\n",
    "\u2028",
    "\u202E",
    "__proto__: 1",
    "<<: *x",
    "&x ",
    "- ",
    "{",
    "]",
    ":",
    "null",
    "!!str ",
  ),
  anyText(8),
);

test("any edit of a good spec ends with a model or diagnostics that can be printed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: good.length }),
      fc.nat({ max: 12 }),
      insertions,
      async (at, removed, inserted) => {
        const loaded = await load(good.slice(0, at) + inserted + good.slice(at + removed));
        expect(loaded.ok || loaded.diagnostics.length > 0).toBe(true);
        for (const one of loaded.diagnostics) {
          const text = frame(one, { text: (file) => loaded.texts.get(file) });
          expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("any bytes end with diagnostics", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await load(bytes)).ok).toBe(false);
    }),
  );
});

test("a byte order mark and line ends of Windows change nothing", async () => {
  const plain = await load(good);
  const other = await load(`\uFEFF${good.replaceAll("\n", "\r\n")}`);
  expect(other.ok && other.value.model).toEqual(plain.ok && plain.value.model);
});

test("texts that would break out of code, comments or markup arrive unchanged", async () => {
  const text = "`${process.exit(1)}` */ --> </script> \\u0022 'x' \"y\" {{z}}";
  const loaded = await load(good.replace("Score a lead.", JSON.stringify(text)));
  expect(loaded.ok && loaded.value.model.tools[1]?.description).toBe(text);
});

test("the same spec gives the same model and the same diagnostics", async () => {
  const [first, second] = [await load(good), await load(good)];
  expect(JSON.stringify(first.ok && first.value.model)).toBe(JSON.stringify(second.ok && second.value.model));
});

test("a file of many unknown keys is told in a few lines, soon", async () => {
  const loaded = await load(Array.from({ length: 50_000 }, (_, index) => `k${index}: 1\n`).join(""));
  expect(loaded.diagnostics.filter(({ code }) => code === "MCP1101")).toHaveLength(20);
  expect(loaded.diagnostics.at(-1)?.message).toContain("and 49,980 more");
});

test.each(["ENOENT", "EISDIR", "EACCES"])("a spec that cannot be read (%s) is a diagnostic", async (code) => {
  const loaded = await loadSpec("mcp.yaml", () =>
    Promise.reject(Object.assign(new Error("secret detail"), { code })),
  );
  expect(loaded.diagnostics).toMatchObject([{ code: "MCP1001" }]);
  expect(loaded.diagnostics[0]?.message).not.toContain("secret");
});
