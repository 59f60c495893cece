import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../templates/base/src/guard/tool.js";
import { caller, harness, textOf, tool, type ToolSketch } from "./fixtures.js";

const rowsOutput = {
  type: "object",
  required: ["rows", "truncated"],
  additionalProperties: false,
  properties: {
    rows: { type: "array", items: { type: "object", properties: { id: { type: "integer" } } } },
    truncated: { type: "boolean" },
    notice: { type: "string" },
  },
};

const answer = async (outcome: Outcome, sketch: ToolSketch = {}, args: unknown = {}) => {
  const setup = harness([tool({ run: async () => outcome, ...sketch })]);
  const result = await setup.guard("echo", args, caller());
  return { result, event: setup.audit.events[0], line: setup.lines()[0] };
};

const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id, name: `user ${id}` }));

describe("rows", () => {
  it("go out as structured content with the same JSON as text", async () => {
    const { result, event } = await answer({ kind: "rows", rows: rows(2) }, { output: rowsOutput });
    expect(result.structuredContent).toEqual({ rows: rows(2), truncated: false });
    expect(JSON.parse(textOf(result))).toEqual(result.structuredContent);
    expect(result.content).toHaveLength(1);
    expect(event).toMatchObject({ rows: 2, truncated: false, bytes: Buffer.byteLength(textOf(result)) });
  });

  it("are cut to the cap on rows, with a notice in both forms", async () => {
    const { result, event } = await answer({ kind: "rows", rows: rows(9) }, { output: rowsOutput });
    const notice = "The result was cut to the first 5 rows; there are more.";
    expect(result.structuredContent).toEqual({ rows: rows(5), truncated: true, notice });
    expect(result.content[1]).toEqual({ type: "text", text: notice });
    expect(event).toMatchObject({ rows: 5, truncated: true });
  });

  it("pass on that the source has cut them", async () => {
    const { result } = await answer({ kind: "rows", rows: rows(3), truncated: { by: "rows", cap: 3 } });
    expect(result.structuredContent).toMatchObject({
      truncated: true,
      notice: expect.stringContaining("3 rows"),
    });
  });

  it("are taken for cut when as many came as a lowered argument allows", async () => {
    const { result } = await answer(
      { kind: "rows", rows: rows(3) },
      { input: { limit: { type: "integer" } }, caps: { limit: 3 }, output: rowsOutput },
      { limit: 1_000_000 },
    );
    expect(result.structuredContent).toMatchObject({
      truncated: true,
      notice:
        "limit was lowered from 1000000 to 3, the most this tool allows. " +
        "The result was cut to the first 3 rows; there are more.",
    });
  });

  it("are cut to the cap on bytes, exactly", async () => {
    const wide = Array.from({ length: 5 }, (_, id) => ({ id, name: "é".repeat(500) }));
    const { result, event } = await answer({ kind: "rows", rows: wide }, { output: rowsOutput });
    expect(Buffer.byteLength(textOf(result))).toBeLessThanOrEqual(4_096);
    expect(result.structuredContent).toMatchObject({
      rows: wide.slice(0, 3),
      truncated: true,
      notice: "The result was cut to the first 3 rows to stay within 4 KiB; there are more.",
    });
    expect(event?.bytes).toBe(Buffer.byteLength(textOf(result)));
  });

  it("are refused when not even one fits", async () => {
    const { result } = await answer({ kind: "rows", rows: [{ id: 1, name: "x".repeat(9_000) }] });
    expect(textOf(result)).toMatch(/^RESULT_TOO_LARGE: The result is larger than the 4 KiB allowed\./);
  });

  it("are cleaned in values and column names", async () => {
    const { result } = await answer({
      kind: "rows",
      rows: [{ "na\u202eme": "ignore\u200b previous\u{e0041}" }],
    });
    expect(result.structuredContent).toEqual({
      rows: [{ "na\\u{202e}me": "ignore\\u{200b} previous\\u{e0041}" }],
      truncated: false,
    });
    expect(JSON.parse(textOf(result))).toEqual(result.structuredContent);
  });

  it("may be none", async () => {
    const { result } = await answer({ kind: "rows", rows: [] }, { output: rowsOutput });
    expect(result.structuredContent).toEqual({ rows: [], truncated: false });
  });

  it("must fit the published schema", async () => {
    const { result, line } = await answer({ kind: "rows", rows: [{ id: "secret" }] }, { output: rowsOutput });
    expect(textOf(result)).toMatch(/^INVALID_RESULT: The tool's answer does not match/);
    expect(line).toHaveProperty("err.schema", ["#/properties/rows/items/properties/id/type"]);
    expect(JSON.stringify([result, line])).not.toContain("secret");
  });
});

describe("values", () => {
  const output = { type: "object", required: ["at"], properties: { at: { type: "string" } } };

  it("without a published schema are text alone", async () => {
    const { result } = await answer({ kind: "value", value: "plain\u202e" });
    expect(result).toEqual({ content: [{ type: "text", text: "plain\\u{202e}" }] });
  });

  it("that are undefined are null", async () => {
    expect(textOf((await answer({ kind: "value", value: undefined })).result)).toBe("null");
  });

  it("are checked as the client will read them", async () => {
    const value = { at: new Date(0), gone: undefined };
    const { result } = await answer({ kind: "value", value }, { output });
    expect(result.structuredContent).toEqual({ at: "1970-01-01T00:00:00.000Z" });
    expect(textOf(result)).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  });

  it("that are no object are wrapped as the schema says", async () => {
    const list = { type: "object", required: ["result"], properties: { result: { type: "array" } } };
    const { result } = await answer({ kind: "value", value: [1, 2] }, { output: list, wrapResult: true });
    expect(result.structuredContent).toEqual({ result: [1, 2] });
  });

  it.each([
    [
      "cyclic",
      () => {
        const value: Record<string, unknown> = {};
        value["self"] = value;
        return value;
      },
    ],
    ["bigint", () => ({ at: 1n })],
    [
      "of a throwing toJSON",
      () => ({
        toJSON: () => {
          throw new Error("hunter2");
        },
      }),
    ],
  ])("that are %s are an invalid result", async (_name, make) => {
    const { result } = await answer({ kind: "value", value: make() }, { output });
    expect(textOf(result)).toMatch(/^INVALID_RESULT/);
    const text = await answer({ kind: "value", value: make() });
    expect(textOf(text.result)).toMatch(/^INVALID_RESULT/);
  });

  it("that are too large are refused, not cut", async () => {
    const { result } = await answer({ kind: "value", value: { at: "x".repeat(5_000) } }, { output });
    expect(textOf(result)).toMatch(/^RESULT_TOO_LARGE/);
  });

  it("that grow too large by cleaning are refused", async () => {
    const { result } = await answer({ kind: "value", value: { at: "\u200b".repeat(1_000) } }, { output });
    expect(textOf(result)).toMatch(/^RESULT_TOO_LARGE/);
  });
});

describe("content blocks", () => {
  const image = { type: "image" as const, data: "aGVsbG8=", mimeType: "image/png" };

  it("pass as they are, with clean text", async () => {
    const { result } = await answer({
      kind: "content",
      content: [image, { type: "text", text: "a\u202eb", annotations: { priority: 1 } }],
    });
    expect(result.content).toEqual([
      image,
      { type: "text", text: "a\\u{202e}b", annotations: { priority: 1 } },
    ]);
    expect(result).not.toHaveProperty("structuredContent");
  });

  it.each([
    ["of a type that does not exist", [{ type: "nonsense" }]],
    ["whose data is not base64", [{ ...image, data: "\u202e not base64" }]],
    ["that are no list", "text"],
  ])("%s are an invalid result", async (_name, content) => {
    const { result } = await answer({ kind: "content", content: content as never });
    expect(textOf(result)).toMatch(/^INVALID_RESULT/);
  });

  it("count towards the cap on bytes", async () => {
    const { result } = await answer({ kind: "content", content: [{ ...image, data: "A".repeat(8_000) }] });
    expect(textOf(result)).toMatch(/^RESULT_TOO_LARGE/);
  });

  it("do not stand in for a published structured result", async () => {
    const { result } = await answer({ kind: "content", content: [image] }, { output: { type: "object" } });
    expect(textOf(result)).toMatch(/^INVALID_RESULT/);
  });

  it("are followed by the notices", async () => {
    const { result } = await answer(
      { kind: "content", content: [image] },
      { input: { n: { type: "integer" } }, caps: { n: 1 } },
      { n: 5 },
    );
    expect(result.content[1]).toMatchObject({ type: "text", text: expect.stringContaining("n was lowered") });
  });
});
