import { expect, test } from "vitest";
import type { Context } from "../../../templates/base/src/guard/call.js";
import type { DatabaseSource, Values } from "../../../templates/databases/src/sources/database.js";
import { select, type Binding } from "../../../templates/sql/src/sources/select.js";

const bound = async (bindings: Readonly<Record<string, Binding>>, args: object): Promise<Values> => {
  let given: Values = {};
  const main: DatabaseSource = {
    query: async (_text, values) => {
      given = values;
      return { kind: "rows", rows: [] };
    },
    parameter: () => "?",
    prepare: () => {},
    check: async () => {},
    close: async () => {},
  };
  const context = { sources: { main }, limits: { rows: 1, bytes: 1 } } as unknown as Context;
  await select("main", "SELECT 1", bindings)({ ...args }, context);
  return given;
};

test("a list is bound item by item, whole numbers as such", async () => {
  const ids = [1, 2 ** 53, 1.5, "a,b", true, false, null];
  expect(await bound({ ids: "list" }, { ids })).toEqual({
    ids: [1n, 2n ** 53n, 1.5, "a,b", 1, 0, null],
  });
});

test("a list that was not given is NULL, and an empty one is empty", async () => {
  expect(await bound({ ids: "list" }, {})).toEqual({ ids: null });
  expect(await bound({ ids: "list" }, { ids: [] })).toEqual({ ids: [] });
});

test("a list where the database takes JSON is its text", async () => {
  expect(await bound({ ids: "json" }, { ids: [1, "a"] })).toEqual({ ids: '[1,"a"]' });
});
