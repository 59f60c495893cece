import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalog } from "../../src/diagnostics/catalog.js";
import { loadSpec } from "../../src/spec/load.js";
import { rules } from "../../src/spec/rules/rules.js";
import { good } from "../diagnostics/error-cases.js";
import { memoryFiles } from "./support.js";

test("rules have names of their own and codes of the catalog", () => {
  const names = rules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { codes } of rules) {
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(catalog).toHaveProperty(code);
  }
});

test("every rule that is exported runs", () => {
  const folder = new URL("../../src/spec/rules/", import.meta.url);
  const exported = readdirSync(folder).flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/^export const (\w+): Rule =/gm)].map(
      ([, rule]) => rule,
    ),
  );
  expect(exported.length).toBe(rules.length);
});

async function codesOf(text: string): Promise<readonly string[]> {
  const loaded = await loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text }));
  return loaded.diagnostics.map(({ code }) => code);
}

/** The good spec, with lines of the handler tool replaced. */
const handler = (lines: string) =>
  good.slice(0, good.indexOf("    description: Score")) + lines.replaceAll(/^/gm, "    ") + "\n";

test.each([
  [
    "a stricter limit in another unit",
    handler("description: A.\nhandler: true\nlimits: { rate: 3000/hour, bytes: 100 KB }"),
    [],
  ],
  ["a cap equal to maximum", good.replace("cap: 500", "cap: 500, maximum: 500"), []],
  ["a redacted column", good.replace("    sql:", "    redact: [name]\n    sql:"), []],
  [
    "a redacted part of an object",
    handler(
      "description: A.\nhandler: true\nparams: { a: { type: object, properties: { b: { type: string } } } }\nredact: [b]",
    ),
    [],
  ],
  [
    "an object parameter that says what it requires",
    handler(
      "description: A.\nhandler: true\nparams: { a: { type: object, properties: { b: { type: string } }, required: [b] } }",
    ),
    [],
  ],
  [
    "an annotation toward caution",
    handler("description: A.\nhandler: true\nannotations: { readOnlyHint: false, destructiveHint: true }"),
    [],
  ],
  [
    "an annotation away from it",
    handler("description: A.\nhandler: true\nannotations: { openWorldHint: false }"),
    ["MCP1226"],
  ],
  [
    "a sound deprecation",
    handler(
      "description: A.\nhandler: true\ndeprecated: { since: 1.2.0, removeIn: 2.0.0, use: query_users }",
    ),
    [],
  ],
  [
    "a tool replaced by itself",
    handler("description: A.\nhandler: true\ndeprecated: { since: 1.2.0, removeIn: 2.0.0, use: score_lead }"),
    ["MCP1227"],
  ],
  ["HTTP alone", `${good}transports: { http: true }\n`, []],
  [
    "an origin with its default port",
    `${good}transports: { http: { origins: ['https://a.example:443'] } }\n`,
    ["MCP1232"],
  ],
  [
    "hosts with ports and addresses",
    `${good}transports: { http: { hosts: [a.example, 'b.example:8443', '10.0.0.1', '[::1]:3000'] } }\n`,
    [],
  ],
  ["every origin", `${good}transports: { http: { origins: ['*'] } }\n`, ["MCP1232"]],
  [
    "scopes without authentication",
    `${good.replace("    source: main", "    source: main\n    scopes: [a]")}auth: { scopes: { a: A. } }\n`,
    ["MCP1233"],
  ],
  ["a variable for the database", good.replace("file: var/main.db", 'file: "${DATABASE_FILE}"'), []],
  ["a path of Windows", good.replace("var/main.db", "C:\\main.db"), ["MCP1229"]],
  ["an absolute path", good.replace("var/main.db", "/var/main.db"), ["MCP1229"]],
  ["a path with a line end", good.replace("var/main.db", '"var/main\\n# db"'), ["MCP1229"]],
  [
    "an issuer with a line end, which a URL parser would drop",
    `${good}auth: { jwt: { issuer: "https://id.example.com/a\\n# b", audience: "https://a.example/mcp" } }\n`,
    ["MCP1105"],
  ],
  ["names that differ in a dot", good.replace("  score_lead:", "  query.users:"), ["MCP1208"]],
  [
    "a default that fits only by reference",
    handler(
      "description: A.\nhandler: true\ninput: { type: object, properties: { a: { $ref: '#/$defs/n', default: x } }, $defs: { n: { type: integer } } }",
    ),
    ["MCP1212"],
  ],
])("%s", async (_name, text, expected) => {
  expect(await codesOf(text)).toEqual(expected);
});

test("a part that is wrong does not hide what is wrong elsewhere, nor cause more", async () => {
  const text = good
    .replace("version: 1.2.0", "version: 1")
    .replace("kind: sqlite", "kind: postgre")
    .replace("    description: Score a lead.\n", "")
    .replace("type: string, format: email", "type: strin")
    .replace("cap: 500", "cap: many");
  expect(await codesOf(text)).toEqual(["MCP1103", "MCP1104", "MCP1103", "MCP1102", "MCP1216"]);
});
