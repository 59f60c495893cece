import { describe, expect, test } from "vitest";
import { pending } from "../src/sources/pending.js";
import { keepRows } from "../src/sources/read.js";
import type { Rows } from "../src/sources/database.js";

const columns = [
  { name: "id", decode: Number },
  { name: "name", decode: (text: string) => text },
];
const kept = (caps: { rows?: number; bytes?: number } = {}) => {
  const rows = keepRows<string>({ rows: 10, bytes: 1_000, ...caps });
  rows.describe(columns);
  return rows;
};

describe("rows as they arrive", () => {
  test("become objects, whose values are decoded unless they are null", () => {
    const rows = kept();
    rows.add(["1", "Ada"]);
    rows.add([null, null]);
    expect(rows.outcome()).toEqual({
      kind: "rows",
      rows: [
        { id: 1, name: "Ada" },
        { id: null, name: null },
      ],
    });
  });

  test("keep a column that is called __proto__ as a column", () => {
    const rows = keepRows<string>({ rows: 1, bytes: 100 });
    rows.describe([{ name: "__proto__", decode: (text) => text }]);
    rows.add(["x"]);
    expect(JSON.stringify(rows.outcome().rows)).toBe('[{"__proto__":"x"}]');
  });

  test("are refused when two columns have one name", async () => {
    const rows = keepRows<string>({ rows: 1, bytes: 100 });
    rows.describe(["id", "name", "id"].map((name) => ({ name, decode: (text) => text })));
    rows.add(["1", "Ada", "2"]);
    const settled = pending<Rows>();
    rows.settle(settled);
    await expect(settled.promise).rejects.toMatchObject({
      code: "SOURCE_ERROR",
      message: "The query gives two columns of one name.",
      cause: { message: 'two of its columns are called "id": name one of them with AS' },
    });
  });

  test("are cut at the cap of rows only when there is one more", () => {
    const rows = kept({ rows: 2 });
    rows.add(["1", "a"]);
    rows.add(["2", "b"]);
    expect(rows.cutBy()).toBeUndefined();
    rows.add(["3", "c"]);
    expect(rows.outcome()).toMatchObject({
      rows: [{ id: 1 }, { id: 2 }],
      truncated: { by: "rows", cap: 2 },
    });
  });

  test("are cut at the cap of bytes, after the row that goes beyond it", () => {
    const rows = kept({ bytes: 50 });
    for (let time = 0; time < 5; time += 1) rows.add(["1", "0123456789"]);
    expect(rows.count()).toBe(2);
    expect(rows.outcome().truncated).toEqual({ by: "bytes", cap: 50 });
  });

  test.each([[{ list: [1, "two", { three: null }], text: "Zoë" }], [[]], ["x"], [12_345]])(
    "are never taken for larger than their JSON: %j",
    (value) => {
      const rows = keepRows<unknown>({ rows: 1, bytes: 1_000 });
      rows.describe([{ name: "value", decode: (same) => same }]);
      rows.add([value]);
      expect(rows.size()).toBeLessThanOrEqual(Buffer.byteLength(JSON.stringify({ value })));
    },
  );
});
