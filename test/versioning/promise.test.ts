import { describe, expect, test } from "vitest";
import { buildTool } from "../../src/spec/build-tool.js";
import { defaultLimits } from "../../src/spec/build-limits.js";
import type { SpecTool } from "../../src/spec/schema.js";
import { toolContractOf } from "../../src/versioning/contract.js";
import { brokenPromises, promisedColumns } from "../../src/versioning/promise.js";

const built = (tool: Partial<SpecTool>) =>
  buildTool(
    "t",
    { description: "Do it.", ...(tool.sql === undefined && { handler: true }), ...tool } as SpecTool,
    defaultLimits,
  );

const rulesOf = (before: Partial<SpecTool>, after: Partial<SpecTool>) =>
  brokenPromises("t", toolContractOf(built(before)), built(after)).map(({ rule }) => rule);

const open = (properties: object) =>
  ({ input: { type: "object", properties, additionalProperties: true } }) as Partial<SpecTool>;
const row = (...names: readonly string[]) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
  required: [...names],
  additionalProperties: false,
});
const rows = (...names: readonly string[]): Partial<SpecTool> => ({
  sql: "SELECT 1",
  source: "main",
  result: row(...names),
});

describe("a newer tool keeps the promise of an older one", () => {
  const text = { type: "string", maxLength: 20 };
  test.each<[string, Partial<SpecTool>, Partial<SpecTool>]>([
    ["when it takes more", { params: { a: text } }, { params: { a: { ...text, maxLength: 40 } } }],
    [
      "when it has another default",
      { params: { a: { ...text, default: "x" } } },
      { params: { a: { ...text, default: "y" } } },
    ],
    [
      "when closed arguments are joined by an optional one",
      { params: { a: text } },
      { params: { a: text, b: { ...text, required: false } } },
    ],
    [
      "when it gives less",
      { result: { type: "string", maxLength: 9 } },
      { result: { type: "string", maxLength: 5 } },
    ],
    ["when its rows have further columns, which are left out", rows("id"), rows("id", "name")],
    ["when it asks for a scope, which the older one did not", {}, { scopes: ["a"] }],
    ["when it says something else of itself", {}, { description: "Do that.", title: "That" }],
  ])("%s", (_when, before, after) => {
    expect(rulesOf(before, after)).toEqual([]);
  });

  test.each<[string, Partial<SpecTool>, Partial<SpecTool>, string]>([
    [
      "takes less",
      { params: { a: { type: "string", maxLength: 40 } } },
      { params: { a: text } },
      "range-tightened",
    ],
    ["wants more", { params: { a: text } }, { params: { a: text, b: text } }, "property-required-added"],
    [
      "reads what open arguments could hold",
      open({ a: text }),
      open({ a: text, b: text }),
      "property-optional-added",
    ],
    [
      "gives more",
      { result: { type: "string", maxLength: 5 } },
      { result: { type: "string", maxLength: 9 } },
      "range-relaxed",
    ],
    [
      "gives what a closed result had no room for",
      { result: row("a") },
      { result: row("a", "b") },
      "property-required-added",
    ],
    ["gives fewer columns", rows("id", "name"), rows("id"), "property-removed"],
    ["gives nothing that is said", { result: row("a") }, {}, "output-schema-removed"],
    ["changes something by now", {}, { writes: true }, "annotation-weakened"],
  ])("but not when it %s", (_when, before, after, rule) => {
    expect(rulesOf(before, after)).toContain(rule);
  });
});

test("columns are left out only where there are new ones, and the rows were closed", () => {
  const columns = (before: Partial<SpecTool>, after: Partial<SpecTool>) =>
    promisedColumns(toolContractOf(built(before)), built(after));
  expect(columns(rows("id"), rows("id", "name"))).toEqual(["id"]);
  expect(columns(rows("id"), rows("id"))).toBeUndefined();
  const { additionalProperties: _closed, ...opened } = row("id");
  expect(columns({ ...rows("id"), result: opened }, rows("id", "name"))).toBeUndefined();
});
