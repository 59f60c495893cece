import { expect, test } from "vitest";
import { claudeCode } from "../../src/connect/clients/claude-code.js";
import { goose } from "../../src/connect/clients/goose.js";
import { vscode } from "../../src/connect/clients/vscode.js";
import { mergeEntry, type Wanted } from "../../src/connect/merge-entry.js";

const claude: Wanted = {
  client: claudeCode,
  transport: "stdio",
  key: "shop",
  addition: { entry: { type: "stdio", command: "node", args: ["main.js"], env: { URL: "${URL}" } } },
};
const input = { type: "promptString", id: "shop-token", description: "Token", password: true };
const code: Wanted = {
  client: vscode,
  transport: "http",
  key: "shop",
  addition: {
    entry: { type: "http", url: "http://x", headers: { Authorization: "Bearer ${input:shop-token}" } },
    lists: { inputs: [input] },
  },
};

test("line ends and byte order mark stay as they are", () => {
  const text = '\uFEFF{\r\n\t"theme": "dark"\r\n}\r\n';
  const merged = mergeEntry(text, claude);
  expect(merged).toMatchObject({ kind: "added" });
  const result = "text" in merged ? merged.text : "";
  expect(result.startsWith('\uFEFF{\r\n\t"theme": "dark",\r\n\t"mcpServers": {\r\n')).toBe(true);
  expect(result.replaceAll("\r\n", "")).not.toContain("\n");
});

test("further variables and settings of the user are no difference", () => {
  const entry = {
    ...claude.addition.entry,
    env: { LOG_LEVEL: "debug", URL: "${URL}" },
    timeout: 5,
  };
  expect(mergeEntry(JSON.stringify({ mcpServers: { shop: entry } }), claude)).toEqual({ kind: "same" });
});

test("another value of a variable is a difference, and replacing it keeps the others", () => {
  const entry = { ...claude.addition.entry, env: { LOG_LEVEL: "debug", URL: "literal" } };
  const merged = mergeEntry(JSON.stringify({ mcpServers: { shop: entry } }), claude);
  expect(merged).toMatchObject({ kind: "differs", keys: ["env"] });
  expect("text" in merged ? JSON.parse(merged.text) : {}).toEqual({
    mcpServers: { shop: { ...claude.addition.entry, env: { LOG_LEVEL: "debug", URL: "${URL}" } } },
  });
});

test("an entry for the other transport differs by the keys that only that one has", () => {
  const text = JSON.stringify({ mcpServers: { shop: { type: "http", url: "http://x" } } });
  expect(mergeEntry(text, claude)).toMatchObject({
    kind: "differs",
    keys: ["type", "command", "args", "env", "url"],
  });
});

test("an input that is there already is not added again, whatever it is called", () => {
  const own = { ...input, description: "The token from the vault" };
  const merged = mergeEntry(JSON.stringify({ inputs: [own] }), code);
  expect("text" in merged ? JSON.parse(merged.text) : {}).toMatchObject({ inputs: [own] });
});

test("inputs of others stay, with their comments", () => {
  const text = '{ "inputs": [\n  { "id": "a" } // mine\n], "servers": {} }\n';
  const merged = mergeEntry(text, code);
  expect("text" in merged ? merged.text : "").toMatch(/\{ "id": "a" \},? \/\/ mine/);
});

test("an entry without its input gets it", () => {
  const text = JSON.stringify({ servers: { shop: code.addition.entry } });
  const merged = mergeEntry(text, code);
  expect(merged).toMatchObject({ kind: "added" });
  expect("text" in merged ? JSON.parse(merged.text) : {}).toHaveProperty("inputs", [input]);
});

test.each(["", "  \n", "{}", '{ "mcpServers": {} }', '{ "mcpServers": null }'])(
  "%j has room for an entry",
  (text) => {
    const merged = mergeEntry(text, claude);
    expect("text" in merged ? JSON.parse(merged.text) : {}).toEqual({
      mcpServers: { shop: claude.addition.entry },
    });
  },
);

test.each(["# mine\n", "extensions:\n", "# mine\nextensions: {}\n"])("so has the YAML %j", (text) => {
  const entry = { type: "stdio", cmd: "node", args: ["main.js"] };
  const merged = mergeEntry(text, { client: goose, transport: "stdio", key: "shop", addition: { entry } });
  expect(merged).toMatchObject({ kind: "added" });
  expect("text" in merged && merged.text.includes("# mine")).toBe(text.includes("# mine"));
});

test.each([
  ["[]", "it is no object with keys"],
  ["null", "it is no object with keys"],
  ['{ "mcpServers": [] }', '"mcpServers" in it is no object with keys'],
  ['{ "mcpServers": { "shop": "node" } }', '"shop" in it is no object with keys'],
  ['{ "a": 1, "a": 2 }', "a key is there twice"],
  ['{ "a": 1 }}', "line 1, column 11: end of file expected"],
])("%s is not what the client reads", (text, why) => {
  expect(mergeEntry(text, claude)).toEqual({ kind: "unreadable", why });
});

test("a list that is none is not what the client reads", () => {
  expect(mergeEntry('{ "inputs": {} }', code)).toEqual({
    kind: "unreadable",
    why: '"inputs" in it is no list',
  });
});

test.each(["a: &x 1\nb: *x\n", "a: 1\n---\nb: 2\n", "- a\n"])(
  "YAML such as %j is left to its user",
  (text) => {
    const addition = { entry: { type: "stdio" } };
    expect(mergeEntry(text, { client: goose, transport: "stdio", key: "shop", addition })).toMatchObject({
      kind: "unreadable",
    });
  },
);

test("an entry called like something that every object has is an entry", () => {
  const merged = mergeEntry('{ "mcpServers": {} }', { ...claude, key: "toString" });
  expect(merged).toMatchObject({ kind: "added" });
});
