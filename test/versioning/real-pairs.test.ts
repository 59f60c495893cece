/** Pairs of versions of listed tools: of our own, and of a real server where its list is at hand. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareContracts, type Comparable } from "../../src/versioning/compare.js";
import { sentence } from "../../src/versioning/describe.js";
import { ruleOf } from "../../src/versioning/rules.js";
import { toolsOf } from "../../src/versioning/tool-list.js";
import { toolEdits, type ListedTool } from "./tool-edits.js";

const folder = fileURLToPath(new URL("../../../shared/realdata/github-tools/", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
const published = files.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as ListedTool);

/** In the manner of what servers list today: few annotations, optional paging, choices, open objects. */
const ours: ListedTool = {
  name: "list_orders",
  description: "List the orders of a shop.",
  inputSchema: {
    type: "object",
    properties: {
      shop: { type: "string", description: "Which shop" },
      state: { type: "string", enum: ["open", "paid", "sent"], description: "Only orders in this state" },
      perPage: { type: "number", minimum: 1, maximum: 100, description: "Orders on a page" },
    },
    required: ["shop"],
  },
  annotations: { readOnlyHint: true, title: "List orders" },
};

const listed = (...tools: readonly ListedTool[]): Comparable => {
  const comparable = toolsOf({ tools });
  if (comparable === undefined) throw new Error("this is no list of tools");
  return comparable;
};

describe.each(toolEdits)("a tool that $what", ({ edit, rule, level }) => {
  const compared = (tool: ListedTool) => {
    const edited = edit(tool);
    if (edited === undefined) return undefined;
    const [before, after] = [listed(tool), listed(edited)];
    return { there: compareContracts(before, after), back: compareContracts(after, before) };
  };

  test("is classified, there and back", () => {
    const changes = compared(ours);
    expect(changes?.there).toMatchObject([{ rule, level, tool: "list_orders" }]);
    expect(changes?.back.map((change) => change.rule)).toEqual([ruleOf(rule)?.mirror]);
  });

  test.skipIf(published.length === 0)(
    `is classified alike in tools as published${published.length === 0 ? " (skipped: they are not here)" : ""}`,
    () => {
      const found = published.flatMap((tool) => {
        const changes = compared(tool);
        return changes === undefined ? [] : [{ name: tool.name, changes }];
      });
      expect(found.length).toBeGreaterThan(0);
      for (const { name, changes } of found) {
        expect(changes.there).toMatchObject([{ rule, level, tool: name }]);
        expect(changes.back.map((change) => change.rule)).toEqual([ruleOf(rule)?.mirror]);
      }
    },
  );
});

test("each change is explained in a sentence", () => {
  const sentences = toolEdits.map(({ edit }) => {
    const changes = compareContracts(listed(ours), listed(edit(ours) ?? ours));
    return changes.map((change) => sentence(change)).join("; ");
  });
  expect(sentences).toMatchInlineSnapshot(`
    [
      "arguments: a required property was added at why_now",
      "arguments: an optional property was added at why_now",
      "arguments: an optional property was removed at state",
      "arguments: a property became required at required: "state"",
      "arguments: a property became optional at required: "shop"",
      "arguments: a value was removed at state/enum: "open"",
      "arguments: a value was added at state/enum: "newest"",
      "arguments: a bound became tighter at perPage/maximum: 100 → 50",
      "arguments: a bound became looser at perPage/maximum: 100 → 200",
      "arguments: fewer types are accepted at perPage/type: "number" → "integer"",
      "arguments: null is accepted at shop/type: "string" → ["string","null"]",
      "arguments: a pattern was added at shop/pattern: "^[a-z]+$"",
      "arguments: the type changed at shop/type: "string" → "number"",
      "arguments: further properties are limited at additionalProperties: false",
      "arguments: a text or note changed at shop/description: "Which shop" → "In other words."",
      "the description changed, which the model reads: "List the orders of a shop." → "List the orders of a shop. Always call this first."",
      "the result has a schema",
      "the tool promises less caution at annotations/readOnlyHint: true → false",
      "the title changed: "List orders" → "Another title"",
      "the icons changed",
    ]
  `);
});

test.skipIf(published.length === 0)(
  `all tools as published do not differ from themselves${published.length === 0 ? " (skipped: they are not here)" : ""}`,
  () => {
    expect(compareContracts(listed(...published), listed(...published.toReversed()))).toEqual([]);
  },
);
