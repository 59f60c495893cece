import fc from "fast-check";
import { expect, test } from "vitest";
import type { Document, Path } from "../../src/spec/document.js";
import { parseYaml } from "../../src/spec/parse.js";

function parse(text: string): Document {
  const parsed = parseYaml(text, "mcp.yaml");
  expect(parsed.diagnostics).toEqual([]);
  return (parsed as { value: Document }).value;
}
const codes = (text: string) => parseYaml(text, "mcp.yaml").diagnostics.map(({ code }) => code);

/** The text that a place covers. */
function at(
  text: string,
  find: (document: Document) => { start: { offset: number }; end: { offset: number } } | undefined,
) {
  const span = find(parse(text));
  return text.slice(span?.start.offset, span?.end.offset);
}
const value = (text: string, path: Path) => at(text, ({ places }) => places.value(path));
const key = (text: string, path: Path) => at(text, ({ places }) => places.key(path));
const within = (text: string, path: Path, from: number, to: number) =>
  at(text, ({ places }) => places.within(path, from, to));

test("YAML 1.2: no surprises from yes, dates, octals or versions", () => {
  expect(
    parse("a: yes\nb: 2024-01-01\nc: 012\nd: 1.10\ne: ~\nf:\ng: 0x1F\nh: 1_000\ni: off\nj: 12:30:45\n").value,
  ).toEqual({
    a: "yes",
    b: "2024-01-01",
    c: 12,
    d: 1.1,
    e: null,
    f: null,
    g: 31,
    h: "1_000",
    i: "off",
    j: "12:30:45",
  });
});

test("JSON is YAML, with tabs and escapes", () => {
  const object = { a: ["\t\u2028\\/", 1e21, -0.5, null, true, { "": {} }], "b c": "😀" };
  expect(parse(JSON.stringify(object)).value).toEqual(object);
  expect(parse(JSON.stringify(object, null, "\t")).value).toEqual(object);
});

const hasUnsafeInteger = (json: unknown): boolean =>
  typeof json === "number"
    ? Number.isInteger(json) && !Number.isSafeInteger(json)
    : typeof json === "object" && json !== null && Object.values(json).some(hasUnsafeInteger);

test("any JSON value comes back", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const text = JSON.stringify(json);
      fc.pre(!text.includes('"__proto__"') && !hasUnsafeInteger(json));
      expect(parse(text).value).toEqual(JSON.parse(text)); // -0 is written as 0
    }),
  );
});

test("places cover keys and values, in blocks and in braces", () => {
  const text = "tools:\n  a: { b: [x, 'y'], \"c\": z }\n  d:\n";
  expect(value(text, ["tools", "a", "b", 1])).toBe("y");
  expect(value(text, ["tools", "a", "b"])).toBe("[x, 'y']");
  expect(value(text, ["tools", "a"])).toBe("{ b: [x, 'y'], \"c\": z }");
  expect(key(text, ["tools", "a", "c"])).toBe("c");
  expect(value(text, ["tools", "d"])).toBe("d");
  expect(key(text, ["tools", "absent", "deeper"])).toBe("tools");
  expect(value(text, ["tools", "a", "absent"])).toBe("a");
});

test.each([
  ["a literal block", "sql: |\n  SELECT :a\n\n    , :b\n"],
  ["a folded block", "sql: >-\n    SELECT :a\n    , :b\n"],
  ["a plain text over two lines", "sql: SELECT :a\n  , :b\n"],
  ["a quoted text over two lines", "sql: 'it''s :a\n  , :b'\n"],
  ["escapes", 'sql: "\\tSELECT \\u003Aa :a\\n, :b"\n'],
  ["Windows line ends", "sql: |\r\n  SELECT :a\r\n  , :b\r\n"],
])("a place inside of %s", (_name, text) => {
  const sql = String((parse(text).value as { sql: unknown }).sql);
  for (const part of [":a", ":b"]) {
    const from = sql.lastIndexOf(part);
    expect(within(text, ["sql"], from, from + part.length)).toBe(part);
  }
});

test("lines and columns count from 1, offsets and columns in UTF-16 units", () => {
  const { places } = parse("a: 😀\nb:   c\n");
  expect(places.value(["b"])?.start).toEqual({ offset: 11, line: 2, column: 6 });
});

test("an alias has the value and the place of what it repeats", () => {
  const text = "a: &x { b: here }\nc: *x\n";
  expect(parse(text).value).toEqual({ a: { b: "here" }, c: { b: "here" } });
  expect(value(text, ["c", "b"])).toBe("here");
});

test("merge keys: own keys win, then the first of a list", () => {
  const text = "a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc:\n  <<: [*a, *b]\n  x: 3\nd: { '<<': text }\n";
  expect(parse(text).value).toMatchObject({ c: { x: 3, y: 1, z: 2 }, d: { "<<": "text" } });
  expect(value(text, ["c", "z"])).toBe("2");
});

test("every duplicate key is reported, each with the first one's place", () => {
  const found = parseYaml("a: 1\nb: { c: 1, c: 2 }\na: 2\na: 3\n", "mcp.yaml").diagnostics;
  expect(found.map(({ label, span }) => `${span?.start.line} ${label}`)).toEqual([
    "2 also at line 2, column 6",
    "3 also at line 1, column 1",
    "4 also at line 1, column 1",
  ]);
});

test.each([
  ["a: *b", ["MCP1013"]],
  ["a: &x [*x]", ["MCP1009"]],
  ["a: !!js/function x", ["MCP1010"]],
  ["a: !custom { b: 1 }", ["MCP1010"]],
  ["a: !!int x", ["MCP1010"]],
  ["a: !!str 5", []],
  ["a: .nan", ["MCP1011"]],
  ["a: 1e999", ["MCP1011"]],
  ["a: 9007199254740993", ["MCP1011"]],
  ["a: 1e300", []],
  ["__proto__: 1", ["MCP1012"]],
  ["a: { '__proto__': { b: 1 } }", ["MCP1012"]],
  ["{ a: 1 }: 2", ["MCP1012"]],
  ["--- 1\n--- 2", ["MCP1008"]],
  ["a: 1\n...\n", []],
  ["", ["MCP1003"]],
  ["[".repeat(200), ["MCP1006"]],
])("%j", (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test("a prototype is never touched", () => {
  parseYaml('{"__proto__": {"polluted": 1}, "a": {"<<": {"__proto__": {"polluted": 1}}}}', "mcp.yaml");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("ten thousand honest aliases are fine, a bomb stops early", () => {
  const honest = `p: &p { type: integer }\n${Array.from({ length: 10_000 }, (_, index) => `k${index}: *p`).join("\n")}\n`;
  expect(codes(honest)).toEqual([]);
  const bomb = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
  for (let level = 1; level < 30; level += 1) {
    bomb.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(",")}]`);
  }
  expect(codes(bomb.join("\n"))).toEqual(["MCP1009"]);
});

test("whatever the text, reading ends with a value or a diagnostic", () => {
  const pieces = fc.constantFrom(
    "a: ",
    "- ",
    "\n",
    "  ",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "|",
    ">",
    "&x ",
    "*x",
    "!!str ",
    "'",
    '"',
    "#",
    "<<: ",
    "? ",
    ": ",
    "%",
    "---\n",
    "\\",
    "\r\n",
    "\u2028",
    "😀",
    "x",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const parsed = parseYaml(parts.join(""), "mcp.yaml");
      expect(parsed.ok || parsed.diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
