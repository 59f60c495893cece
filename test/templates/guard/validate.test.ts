import { describe, expect, it } from "vitest";
import { caller, harness, textOf, tool, type ToolSketch } from "./fixtures.js";

const query: ToolSketch = {
  name: "query_users",
  required: ["email"],
  input: {
    email: { type: "string", maxLength: 20 },
    limit: { type: "integer", minimum: 1, maximum: 1_000_000, default: 100 },
    order: { enum: ["name", "created_at"] },
    tags: { type: "array", maxItems: 2, items: { type: "string" } },
    range: {
      type: "object",
      additionalProperties: false,
      required: ["from"],
      properties: { from: { type: "number", exclusiveMinimum: 0 }, until: { type: ["number", "null"] } },
    },
    id: {
      anyOf: [
        { type: "string", pattern: "^u" },
        { type: "integer", minimum: 1 },
      ],
    },
    any: {},
    point: { type: "array", minItems: 1, prefixItems: [{ type: "number" }, { type: "null" }], items: false },
  },
  caps: { limit: 500 },
};

/** Schemas that offer several forms. */
const offers: ToolSketch = {
  name: "offers",
  input: {
    span: {
      oneOf: [
        {
          type: "object",
          additionalProperties: false,
          required: ["kind", "days"],
          properties: { kind: { const: "last" }, days: { type: "integer", minimum: 1 } },
        },
        {
          type: "object",
          additionalProperties: false,
          required: ["kind", "from"],
          properties: { kind: { const: "since" }, from: { type: "string" } },
        },
        { type: "null" },
      ],
    },
    size: {
      oneOf: [
        { type: "integer", minimum: 10 },
        { type: "integer", maximum: 5 },
      ],
    },
    parity: { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
    sign: { not: { const: 0 } },
    list: { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer", minimum: 1 }] } },
  },
};

const refusal = async (args: unknown, sketch: ToolSketch = query): Promise<string> => {
  const { guard } = harness([tool(sketch)]);
  const text = textOf(await guard(sketch.name ?? "", args, caller()));
  return text.replace(/^INVALID_ARGUMENTS: /, "").replace(/ \(call [^)]*\)$/, "");
};

describe("what is wrong with arguments", () => {
  it.each([
    [{}, "email is missing."],
    [{ email: "a", limit: 0 }, "limit must be at least 1."],
    [{ email: "a", limit: "5" }, "limit must be an integer, not a string."],
    [{ email: "a", limit: 1.5 }, "limit must be an integer, not a number."],
    [{ email: "a", limit: -1 }, "limit must be at least 1."],
    [{ email: "a", tags: [2 ** 53] }, "tags[0] must be a string, not a number beyond ±9007199254740991."],
    [{ email: "a", limit: 1e9 }, "limit must be at most 1000000."],
    [{ email: null }, "email must be a string, not null."],
    [{ email: "x".repeat(21) }, "email must have at most 20 characters."],
    [{ email: "a", order: "id" }, 'order must be "name" or "created_at".'],
    [{ email: "a", tags: ["a", 1] }, "tags[1] must be a string, not an integer."],
    [{ email: "a", tags: ["a", "b", "c"] }, "tags must have at most 2 items."],
    [{ email: "a", range: {} }, "range.from is missing."],
    [{ email: "a", range: { from: 0 } }, "range.from must be more than 0."],
    [{ email: "a", range: { from: 1, until: "x" } }, "range.until must be a number or null, not a string."],
    [{ email: "a", range: { from: 1, untl: 2 } }, "range.untl is not known (did you mean until?)."],
    [{ email: "a", id: true }, "id must be a string or an integer, not a boolean."],
    [{ email: "a", id: 0 }, "id must be at least 1."],
    [{ email: "a", id: "x" }, 'id must match the pattern "^u".'],
    [{ email: "a", point: [] }, "point must have at least 1 item."],
    [{ email: "a", point: [1, true] }, "point[1] must be null, not a boolean."],
    [{ email: "a", point: [1, null, 3] }, "point must have no more items than it has places for."],
    [{ emial: "a" }, "email is missing; emial is not known (did you mean email?)."],
    [{ email: "a", zzz: 1 }, "zzz is not known (known: email, limit, order, tags, range, id, any, point)."],
    [[], "The arguments must be an object."],
    [null, "The arguments must be an object."],
    ["text", "The arguments must be an object."],
  ])("%j", async (args, sentence) => {
    expect(await refusal(args)).toBe(sentence);
  });

  it.each([
    [{ span: 5 }, "span must be an object or null, not an integer."],
    [{ span: { kind: "last", days: 0 } }, "span.days must be at least 1."],
    [
      { span: { kind: "since", days: 1 } },
      "span.from is missing; span.days is not known (known: kind, from).",
    ],
    [{ span: { kind: "ever" } }, 'span.kind must be "last", or span.kind must be "since".'],
    [{ size: 7 }, "size must be at least 10, or size must be at most 5."],
    [{ parity: 6 }, "parity fits several of the allowed forms, and must fit one."],
    [{ sign: 0 }, "sign does not have one of the allowed forms."],
    [
      { list: ["a", 0, true] },
      "list[1] must be at least 1; list[2] must be a string or an integer, not a boolean.",
    ],
  ])("of several forms: %j", async (args, sentence) => {
    expect(await refusal(args, offers)).toBe(sentence);
  });

  it("says all of it at once, up to a few", async () => {
    expect(await refusal({ limit: 0, order: 1, tags: 1, range: 1, id: true, x1: 1, x2: 2 })).toMatch(
      /^(?:[^;]+; ){5}and 3 more problems\.$/,
    );
  });

  it("never repeats a value, nor a name that is long or odd", async () => {
    const secret = "hunter2".repeat(3);
    const said = await refusal({ email: secret, order: secret, [`${secret}\u202e\n<b>`]: 1, "a/b": 1 });
    expect(said).not.toContain("hunter2");
    expect(said).toContain("An argument with an unusual name is not known");
    expect(said.length).toBeLessThan(500);
  });
});

describe("arguments that no schema is asked about", () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });

  it.each([
    ["too deep", { email: "a", any: nested(40) }, "are nested more than 32 deep"],
    ["too many values", { email: "a", any: Array(20_000).fill(0) }, "hold more than 10000 values"],
    ["a number beyond doubles", { email: "a", any: JSON.parse("1e400") }, "hold a number that is too large"],
    ["half a surrogate pair", { email: "\ud800" }, "hold a text that is not well-formed"],
    ["NUL, where a database would end the text", { email: "a\0b" }, "hold a text that is not well-formed"],
    ["__proto__", JSON.parse('{"email":"a","any":{"__proto__":{"x":1}}}'), "hold a property named __proto__"],
  ])("refuses %s", async (_name, args, problem) => {
    expect(await refusal(args)).toBe(`The arguments ${problem}.`);
  });

  it.each(["constructor", "prototype", "toString"])("refuses an unknown %s", async (name) => {
    expect(await refusal({ email: "a", [name]: 1 })).toMatch(new RegExp(`^${name} is not known`));
  });

  it("survives a list nested half a million deep", async () => {
    let list: unknown[] = [];
    for (let depth = 0; depth < 500_000; depth++) list = [list];
    expect(await refusal({ email: "a", any: list })).toBe("The arguments are nested more than 32 deep.");
  });
});

describe("arguments that pass", () => {
  it("get their defaults", async () => {
    const { guard } = harness([tool(query)]);
    expect(JSON.parse(textOf(await guard("query_users", { email: "a" }, caller())))).toEqual({
      email: "a",
      limit: 100,
    });
  });

  it("are lowered to their caps, and the model is told", async () => {
    const { guard } = harness([tool(query)]);
    const result = await guard("query_users", { email: "a", limit: 100_000 }, caller());
    expect(JSON.parse(textOf(result))).toEqual({ email: "a", limit: 500 });
    expect(result.content).toHaveLength(2);
    expect(result.content[1]).toEqual({
      type: "text",
      text: "limit was lowered from 100000 to 500, the most this tool allows.",
    });
  });

  it("may be absent altogether", async () => {
    const { guard } = harness([tool()]);
    expect(textOf(await guard("echo", undefined, caller()))).toBe("{}");
  });
});
