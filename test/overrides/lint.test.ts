/** What the linter understands of Handlebars: everything that is right passes, and what is wrong is found in place. */
import { describe, expect, test } from "vitest";
import { lint } from "../../src/templates/lint/lint.js";
import { seenBy } from "../../src/templates/view-model/view.js";

const partials = new Map(
  Object.entries({
    row: "- {{mdCode name}}{{#if title}}: {{mdText title}}{{/if}}\n",
    titled: "# {{mdText heading}}\n{{> row tool}}",
    nested: "{{> row}}",
    around: "{{#if title}}{{> around}}{{/if}}",
    outside: "{{../name}}",
  }).map(([name, text]) => [name, { file: `_${name}.hbs`, text }]),
);

function found(text: string, output = "NOTES.md"): readonly string[] {
  const diagnostics = lint({ file: "t.hbs", text, output, sees: seenBy(output), partials });
  return diagnostics.map(({ code, span, message }) => {
    const place =
      span === undefined
        ? ""
        : `${span.file === "t.hbs" ? "" : span.file}:${span.start.line}:${span.start.column}`;
    return `${code} ${place} ${message}`;
  });
}

test.each([
  [
    "a list's items, its position and what is around it",
    "{{#each tools}}{{@index}}{{@first}} {{name}} {{../specFile}} {{@root.specFile}}{{/each}}",
  ],
  [
    "block parameters, and their shadowing",
    "{{#each tools as |name at|}}{{name.fileName}} {{at}}{{#each name.scopes as |one|}}{{mdText one}} {{name.name}}{{/each}}{{/each}}",
  ],
  ["`this` in its forms", "{{#each identifiers}}{{this}} {{./this}} {{.}}{{/each}}"],
  ["a table of values by name", "{{#each tools}}{{#each caps}}{{mdText @key}}: {{this}}{{/each}}{{/each}}"],
  ["with, and what is around it", "{{#with server}}{{name}} {{../specFile}}{{/with}}"],
  [
    "if, which changes nothing around it",
    "{{#if has.http}}{{specFile}}{{else if has.stdio}}{{server.name}}{{else}}{{limits.rows}}{{/if}}",
  ],
  ["the else of each, which is outside", "{{#each tools}}{{name}}{{else}}{{specFile}}{{/each}}"],
  ["items by number, and how many there are", "{{tools.[0].name}} {{tools.length}}"],
  ["helpers in helpers", '{{mdCode (join server.name "-" (join limits.rows "x"))}}'],
  ["conditions", '{{#if (and has.http (not (eq auth.kind "none")) (or calls lowered))}}x{{/if}}'],
  [
    "partials with what they are given",
    "{{#each tools}}{{> row}}{{/each}}{{#each tools as |one|}}{{> titled tool=one heading=../server.title}}{{/each}}",
  ],
  ["partials in partials, and one that includes itself", "{{#each tools}}{{> nested}}{{> around}}{{/each}}"],
  [
    "comments, raw text and blank control",
    "{{! {{nothing}} }}{{!-- {{x}} --}}\\{{nothing}}\n{{~#if has.http~}} x {{~/if~}}",
  ],
  [
    "data below a schema",
    "{{#each tools}}{{mdText inputSchema.type}}{{#each inputSchema.properties}}{{mdText @key}}{{/each}}{{/each}}",
  ],
] as const)("%s", (_what, text) => {
  expect(found(text)).toEqual([]);
});

test("a file for each tool sees the tool", () => {
  expect(found("{{mdText tool.description}}", "docs/[tool].md")).toEqual([]);
  expect(found("{{mdText tool.description}}")).toEqual(['MCP1602 :1:10 unknown variable "tool"']);
});

describe("finds", () => {
  test.each([
    [
      "in a condition",
      "a\n  {{#unless has.htpp}}x{{/unless}}",
      ['MCP1602 :2:17 unknown variable "htpp" in "has"'],
    ],
    ["in an argument", "{{mdCode (join servr.name)}}", ['MCP1602 :1:16 unknown variable "servr"']],
    [
      "in a named argument of a partial",
      "{{#each tools}}{{> titled tool=. heading=titel}}{{/each}}",
      ['MCP1602 :1:42 unknown variable "titel"'],
    ],
    [
      "what is outside of each, inside",
      "{{#each tools}}{{specFile}}{{/each}}",
      ['MCP1602 :1:18 unknown variable "specFile"'],
    ],
    [
      "what is inside of with, outside",
      "{{#with server}}{{/with}}{{owner}}",
      ['MCP1602 :1:28 unknown variable "owner"'],
    ],
    [
      "a block parameter after its block",
      "{{#each tools as |one|}}{{/each}}{{one.name}}",
      ['MCP1602 :1:36 unknown variable "one"'],
    ],
    [
      "more ../ than there are blocks",
      "{{#each tools}}{{../../name}}{{/each}}",
      ["MCP1602 :1:18 ../../name: there is nothing around this place"],
    ],
    [
      "../ out of a partial",
      "{{#each tools}}{{> outside}}{{/each}}",
      ["MCP1602 _outside.hbs:1:3 ../name: there is nothing around this place"],
    ],
    [
      "a partial with the wrong things around it",
      "{{> row}}",
      [
        'MCP1602 _row.hbs:1:12 unknown variable "name"',
        'MCP1602 _row.hbs:1:24 unknown variable "title"',
        'MCP1602 _row.hbs:1:42 unknown variable "title"',
      ],
    ],
    [
      "each mistake of a partial once",
      "{{> row}}{{> row}}{{> nested}}",
      [
        'MCP1602 _row.hbs:1:12 unknown variable "name"',
        'MCP1602 _row.hbs:1:24 unknown variable "title"',
        'MCP1602 _row.hbs:1:42 unknown variable "title"',
      ],
    ],
    [
      "one mistake once, whatever follows from it",
      "{{#each toools}}{{name}} {{this}}{{/each}}",
      ['MCP1602 :1:9 unknown variable "toools"'],
    ],
    [
      "too few arguments",
      "{{join}}{{#if}}x{{/if}}",
      [
        "MCP1604 :1:1 join takes 1 or more arguments (texts, …), and is given 0",
        "MCP1604 :1:12 {{#if}} takes one argument, and is given 0",
      ],
    ],
    [
      "named arguments, which no helper takes",
      "{{mdCode server.name size=1}}",
      ["MCP1604 :1:22 mdCode takes no named arguments"],
    ],
    ["blocks as helpers", "{{mdText (if has.http)}}", ["MCP1603 :1:11 if is a block"]],
    [
      "ways to what objects inherit",
      "{{lookup server 'x'}}{{tools.constructor}}{{#each tools}}{{inputSchema.__proto__}}{{/each}}",
      [
        "MCP1606 :1:1 lookup is data of any shape, not a text",
        "MCP1602 :1:30 tools is a list, which has no fields",
        "MCP1602 :1:72 inputSchema is data of any shape, which has no fields",
      ],
    ],
  ] as const)("%s", (_what, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe("text of the spec", () => {
  test.each(["src/a.ts", "a.json", "a.yaml", "a.sql", "a.md", "a.mjs", ".env.example"])(
    "cannot stand unquoted in %s",
    (output) => {
      expect(found("{{server.title}}", output)).toMatchObject([expect.stringContaining("MCP1606")]);
      expect(found("{{server.name}}", output)).toEqual([]);
    },
  );

  test("stays text of the spec when it is joined", () => {
    expect(found('{{join "a" server.title}}', "src/a.ts")).toMatchObject([
      expect.stringContaining("MCP1606"),
    ]);
    expect(found('{{tsString (join "a" server.title)}}', "src/a.ts")).toEqual([]);
  });

  test("is not quoted by a helper for another language, unless in Markdown, which holds any", () => {
    expect(found("{{mdText server.title}}", "src/a.ts")).toEqual([
      "MCP1606 :1:1 mdText quotes for .md files, and could become code here",
    ]);
    expect(found("{{tsString (mdText server.title)}}", "src/a.ts")).toEqual([]);
    expect(found("{{yamlString server.title}}", "a.md")).toEqual([]);
  });

  test("may stand as it is where no helper knows the language", () => {
    expect(found("{{server.title}}", "NOTES.txt")).toEqual([]);
  });
});
