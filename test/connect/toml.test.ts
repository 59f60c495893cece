import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { tomlFormat } from "../../src/connect/formats/toml.js";

const path = ["servers", "shop"];

/** The entry `shop` of the tables `servers`, set to what is given. */
function set(text: string, entry: Readonly<Record<string, unknown>>): string | undefined {
  const parsed = tomlFormat.parse(text);
  if (!parsed.ok) throw new Error(parsed.why);
  const before = parsed.value;
  const servers = (before["servers"] ?? {}) as object;
  return tomlFormat.edit(text, { before, after: { ...before, servers: { ...servers, shop: entry } }, path });
}

test("a new entry stands at the end, and nothing else moves", () => {
  const text = 'a = 1 # one\n[servers.other]\ncommand = "x"\n# last';
  expect(set(`${text}\n`, { command: "node" })).toBe(`${text}\n\n[servers.shop]\ncommand = "node"\n`);
});

test("an empty file gets nothing but the entry", () => {
  expect(set("", { command: "node" })).toBe('[servers.shop]\ncommand = "node"\n');
});

describe("an entry that is there", () => {
  const text = `[servers.shop] # ours
command = 'old' # which
args = [
  "a", # first
  "]", # no end
]
note = """
[servers.shop.fake]
args = 1
"""
[servers.shop.env]
A = "1"

[servers.zoo]
command = "z"
`;

  test("changes value by value, with the comments behind them", () => {
    const entry = { command: "node", args: ["b"], note: "[servers.shop.fake]\nargs = 1\n", env: { A: "1" } };
    expect(set(text, entry)).toBe(
      text
        .replace("command = 'old'", 'command = "node"')
        .replace('[\n  "a", # first\n  "]", # no end\n]', '[ "b" ]'),
    );
  });

  test("loses what goes, tables below it included, and gets what is new behind its last value", () => {
    expect(set(text, { url: "http://x" })).toBe(
      `[servers.shop] # ours\nurl = "http://x"\n\n[servers.zoo]\ncommand = "z"\n`,
    );
  });

  test("is found under a quoted or spaced name, and indented", () => {
    const other = `  [ "servers" . 'shop' ]\n    "command" = "old"\n`;
    expect(set(other, { command: "node", args: [] })).toBe(
      `  [ "servers" . 'shop' ]\n    command = "node"\nargs = []\n`,
    );
  });
});

test.each([
  ["an inline table", 'servers = { shop = { command = "x" } }\n'],
  ["an inline table of others", 'servers = { other = { command = "x" } }\n'],
  ["dotted keys", 'servers.shop.command = "x"\n'],
  ["no header of its own", '[servers]\nshop = { command = "x" }\n'],
  ["arrays of tables beside it", '[servers.shop]\ncommand = "x"\n[[list]]\na = 1\n'],
])("%s is left to its user", (_, text) => {
  expect(set(text, { command: "node" })).toBeUndefined();
});

test.each([
  "a.b = 1\n'c d' = 2024-01-01T00:00:00Z\n",
  "x = \"\"\"a\"\"\"\"\"\ny = '''b'''''\n",
  'x = { a = "}", b = [ "#" ] } # c\n',
  "big = 9223372036854775807\n",
  '"#" = "\\"["\n[t]\n"]" = 1\n',
])("whatever else there is in the file, such as %j, reads the same after a change", (text) => {
  const result = set(`${text}[servers.shop]\ncommand = "x"\n`, { command: "node", args: ["1"] }) ?? "";
  expect(result.startsWith(text)).toBe(true);
  expect(parse(result, { integersAsBigInt: "asNeeded" })).toMatchObject({
    servers: { shop: { command: "node", args: ["1"] } },
  });
});

test("a mistake is told by its place, without the lines around it", () => {
  const parsed = tomlFormat.parse('key = "secret-value"\nb = = 1\n');
  expect(parsed).toEqual({ ok: false, why: expect.stringMatching(/^line 2, column \d+: /) });
  expect(JSON.stringify(parsed)).not.toContain("secret-value");
});
