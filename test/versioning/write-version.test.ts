/** What is written into a spec when its version moves: the version, the majors, and not a character more. */
import { expect, test } from "vitest";
import { parseYaml } from "../../src/spec/parse.js";
import type { SpecMajor } from "../../src/spec/schema.js";
import { withVersion, type MajorsChange } from "../../src/versioning/write-version.js";

function written(text: string, majors: readonly MajorsChange[] = []): string | undefined {
  const document = parseYaml(text, "mcp.yaml");
  if (!document.ok) throw new Error("not a spec");
  return withVersion(text, document.value, { declared: "1.4.0", version: "2.0.0", majors });
}
const path = ["server", "serve"];
const change = (from: readonly SpecMajor[], to: readonly SpecMajor[]): MajorsChange => ({ path, from, to });
const spec = (serve: string) =>
  `server: # It.\n  version: '1.4.0' # of the contract\n  serve: ${serve}\n  a: b\n`;

test.each([
  ["[1]", [1, 2], "[1, 2]"],
  ["[ 1 ] # since ever", [1, 2], "[ 1, 2 ] # since ever"],
  ["[1]", [2], "[2]"],
  ["[1,3]", [1, 3, 4], "[1,3, 4]"],
  ["[1,3]", [3, 4], "[3, 4]"],
  ["[1, 3]", [4], "[4]"],
  ["[\n    1, # a\n    3, # b\n    ]", [1, 3, 4], "[\n    1, # a\n    3, 4, # b\n    ]"],
  ["# x\n    # y\n    - 1 # a\n    -  3 # b", [1, 3, 4], "# x\n    # y\n    - 1 # a\n    -  3 # b\n    -  4"],
  ["\n  # x\n  - 1 # a\n\n  # y\n  - 3", [3, 4], "\n  # x\n\n  # y\n  - 3\n  - 4"],
  ["\n  - 1 # a\n  - 3", [4], "\n  - 4"],
] as const)("%s is served as %j then", (serve, to, next) => {
  const from = (serve.match(/\b\d\b/g) ?? []).map(Number);
  const expected = spec(next).replace("1.4.0", "2.0.0");
  expect(written(spec(serve), [change(from, to)])).toBe(expected);
  const windows = spec(serve).replaceAll("\n", "\r\n");
  expect(written(windows, [change(from, to)])).toBe(expected.replaceAll("\n", "\r\n"));
});

const ending = { major: 1, deprecated: "2026-12-01", sunset: "2027-06-30" };
const inBraces = "{ major: 1, deprecated: 2026-12-01, sunset: 2027-06-30 }";
const below = "- major: 1 # a\n      deprecated: 2026-12-01\n      sunset: 2027-06-30 # b";

test.each([
  [`[${inBraces}, 2]`, [ending, 2, 3], `[${inBraces}, 2, 3]`],
  [`[${inBraces}, 2] # x`, [2, 3], "[2, 3] # x"],
  [`[ ${inBraces} ]`, [ending, 2], `[ ${inBraces}, 2 ]`],
  [`\n    # y\n    - ${inBraces} # a\n    - 2`, [3], "\n    # y\n    - 3"],
  [`\n    ${below}\n    - 2 # c`, [ending, 2, 3], `\n    ${below}\n    - 2 # c\n    - 3`],
  [`\n    ${below}\n\n    - 2`, [2, 3], "\n\n    - 2\n    - 3"],
  [`\n    ${below}\n    # c\n    - 2`, [ending, 3], `\n    ${below}\n    - 3\n    # c`],
] as const)("a major keeps what is written of its end, or takes it along: %s", (serve, to, next) => {
  const expected = spec(next).replace("1.4.0", "2.0.0");
  const from = serve.includes("2]") || serve.includes("- 2") ? [ending, 2] : [ending];
  expect(written(spec(serve), [change(from, to)])).toBe(expected);
  const windows = spec(serve).replaceAll("\n", "\r\n");
  expect(written(windows, [change(from, to)])).toBe(expected.replaceAll("\n", "\r\n"));
});

test("a list at the end of a text without a last line end", () => {
  const text = "server:\n  version: 1.4.0\n  serve:\n  - 1";
  expect(written(text, [change([1], [1, 2])])).toBe("server:\n  version: 2.0.0\n  serve:\n  - 1\n  - 2");
});

test("a spec in JSON", () => {
  const text = '{ "server": { "version": "1.4.0", "serve": [\n  1\n] } }\n';
  expect(written(text, [change([1], [1, 2])])).toBe(
    '{ "server": { "version": "2.0.0", "serve": [\n  1, 2\n] } }\n',
  );
});

test.each([
  ["a number that is written in another way", spec("[0x1]"), change([1], [1, 2])],
  ["a list that is not there", spec("[1]").replace("serve", "other"), change([1], [1, 2])],
  [
    "dashes on one line",
    spec("\n  - - 1").replace("serve", "other"),
    { ...change([1], [1, 2]), path: ["server", "other", 0] },
  ],
  ["another version", spec("[1]").replace("1.4.0", "1.3.0"), change([1], [1, 2])],
])("%s is nothing to write to", (_, text, majors) => {
  expect(written(text, [majors])).toBeUndefined();
});

test("what several names stand for is written once", () => {
  const text = `x: &newest [1]\ny: *newest\n${spec("*newest")}`;
  const changes = [["x"], ["y"], path].map((at) => ({ ...change([1], [1, 2]), path: at }));
  expect(written(text, changes)).toBe(text.replace("[1]", "[1, 2]").replace("1.4.0", "2.0.0"));
});
