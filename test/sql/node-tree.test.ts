import { expect, test } from "vitest";
import {
  field,
  isNode,
  listOf,
  nodesOf,
  numbersOf,
  parseNodeTree,
} from "../../src/sql/postgres/node-tree.js";

test("reads what PostgreSQL writes: lists, sets, nothing, escapes, bytes, a value that begins with a colon", () => {
  const tree = parseNodeTree(
    String.raw`({QUERY :list ({VAR :varno 1} {CONST :constisnull false :constvalue 4 [ 6 0 -1 0 ]}) :none <> :set (b 8 9) :resname :a\ b\(c\) :last "x"})`,
  );
  const [query] = nodesOf(tree);
  if (query === undefined) throw new Error("no node");
  expect(query.type).toBe("QUERY");
  expect(listOf(query, "list").map(({ type }) => type)).toEqual(["VAR", "CONST"]);
  expect(field(query, "none")).toBeNull();
  expect(numbersOf(query, "set")).toEqual([8, 9]);
  expect(field(query, "resname")).toBe(":a b(c)");
  expect(field(query, "last")).toBe('"x"');
  expect([...nodesOf(tree)].every(isNode)).toBe(true);
  expect(field(listOf(query, "list")[1] ?? query, "constvalue")).toEqual([
    "4",
    "[",
    "6",
    "0",
    "-1",
    "0",
    "]",
  ]);
});

test("refuses a text that ends too early", () => {
  expect(() => parseNodeTree("{QUERY :a (")).toThrow();
});
