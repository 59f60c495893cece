/** The worked example fits every kind of server, and no more of it differs from what is built in than it says. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { render } from "../../src/render/render.js";
import { difference } from "../../src/templates/command.js";
import { loadTemplates } from "../../src/templates/load.js";
import { goldenCases, goldenModel } from "../golden-trees.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const loaded = loadTemplates({
  folder: join(root, "examples/company-templates"),
  named: ["./company"],
  cwd: root,
});

test("the linter has nothing to say of it", () => {
  expect(loaded.diagnostics).toEqual([]);
  expect(loaded.ok).toBe(true);
});

test("its log differs from the built-in one in the names of its fields alone", async () => {
  const links = loaded.ok ? loaded.value.links : [];
  const diffs = await Promise.all(links.map(difference));
  const lines = diffs.join("").split("\n");
  expect(lines.filter((line) => /^[-+] /.test(line))).toEqual([
    '-      timestamp: () => `,"time":"${timestamp()}"`,',
    "+      // As our log store has them: https://www.elastic.co/docs/reference/ecs",
    '+      timestamp: () => `,"@timestamp":"${timestamp()}"`,',
    '+      messageKey: "message",',
  ]);
});

describe.each(goldenCases(root))("the server of %s", { timeout: 20_000 }, (name) => {
  test("begins with a licence that nothing in its spec can break out of", async () => {
    if (!loaded.ok) throw new Error("the example does not load");
    const model = await goldenModel(root, name);
    const files = await render(model, loaded.value.templates);
    const plain = await render(model);
    const added = files.filter(({ path }) => !plain.some((other) => other.path === path));
    expect(added.map(({ path }) => path)).toEqual([".github/workflows/company.yml"]);
    const sources = files.filter(({ path }) => /\.(ts|js|mjs)$/.test(path));
    const odd = sources.filter(({ text }) => {
      const [first = "", second = "", third] = text.replace(/^#!.*\n/, "").split("\n");
      const isHeader = first.startsWith("// SPDX-License-Identifier: ") && second.startsWith("// Copyright ");
      return !isHeader || third !== "";
    });
    expect(odd.map(({ path }) => path)).toEqual([]);
    const others = files.filter(({ path }) => !sources.some((source) => source.path === path));
    expect(others.filter(({ text }) => text.includes("SPDX")).map(({ path }) => path)).toEqual([]);
  });
});
