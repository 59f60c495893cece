/** What each helper takes and gives: for the linter, and for `docs/templates.md`. The examples are tested. */
import type { helpers } from "../render/helpers.js";

/** `text` takes numbers, too; `value` is any JSON; `list` and `map` are of texts; `table` is one of `docs`. */
export type ArgumentKind = "text" | "number" | "value" | "list" | "map" | "table" | "condition";

export interface Argument {
  readonly name: string;
  readonly kind: ArgumentKind;
}

export interface HelperDoc {
  /** One sentence. */
  readonly doc: string;
  readonly takes: readonly Argument[];
  /** How many of `takes` must be given; default: all. */
  readonly required?: number;
  /** The last of `takes` may be given several times. */
  readonly repeats?: boolean;
  /** Between `{{` and `}}`, and what comes of it. */
  readonly example: readonly [call: string, result: string];
  /** Where a text of a spec may stand with this helper, by the end of the output's path. */
  readonly quotes?: readonly string[];
}

const text: Argument = { name: "text", kind: "text" };
const value: Argument = { name: "value", kind: "value" };
const number = (name: string): Argument => ({ name, kind: "number" });
const part = (name: string): Argument => ({ name, kind: "text" });
const scripts = ["ts", "mts", "js", "mjs"];

export const helperDocs = {
  tsString: {
    doc: "A string literal.",
    takes: [text],
    example: ["tsString \"a 'b'\"", `"a 'b'"`],
    quotes: scripts,
  },
  tsTemplate: {
    doc: "A template literal without substitutions, for text of several lines.",
    takes: [text],
    example: ['tsTemplate "a ${b}"', "`a \\${b}`"],
    quotes: scripts,
  },
  tsComment: {
    doc: "Text inside a comment: cannot end it.",
    takes: [text],
    example: ['tsComment "a */ b"', "a *\\/ b"],
    quotes: scripts,
  },
  tsKey: {
    doc: "The name of a property.",
    takes: [text],
    example: ['tsKey "a-b"', '"a-b"'],
    quotes: scripts,
  },
  tsMember: {
    doc: "What follows an object to name one of its properties.",
    takes: [text],
    example: ['tsMember "a-b"', '["a-b"]'],
    quotes: scripts,
  },
  ts: {
    doc: "Any value as a literal, laid out for the place where it stands.",
    takes: [value, number("indent"), number("column"), number("trailing")],
    example: ['ts "a" 0 10 1', '"a"'],
    quotes: scripts,
  },
  tsAround: {
    doc: "A value as a literal between two texts, on one line where it fits.",
    takes: [part("head"), value, part("tail"), number("indent")],
    example: ['tsAround "const a = " 1 ";" 0', "const a = 1;"],
    quotes: scripts,
  },
  tsProperty: {
    doc: "`key: value` in an object whose members are indented by so much.",
    takes: [part("key"), value, number("indent")],
    example: ['tsProperty "port" 3000 2', "port: 3000"],
    quotes: scripts,
  },
  tsImport: {
    doc: "An import of the names, from the last one.",
    takes: [part("names"), part("from")],
    repeats: true,
    example: ['tsImport "a" "b" "./c.js"', 'import { a, b } from "./c.js";'],
  },
  tsList: {
    doc: "Code in brackets between two texts, broken where it is too long.",
    takes: [part("head"), { name: "items", kind: "list" }, part("tail")],
    example: ['tsList "const all = " identifiers ";"', "const all = [queryUsers];"],
  },
  tsSelect: {
    doc: "The call of `select`: source, statement, how its parameters are bound, and the parameter of each place.",
    takes: [
      part("source"),
      part("statement"),
      { name: "bindings", kind: "map" },
      { name: "places", kind: "list" },
    ],
    example: ['tsSelect "main" "SELECT 1 AS one" none nothing', 'select("main", `SELECT 1 AS one`, {})'],
  },
  tsLimits: {
    doc: "The `limits` of a tool: only what differs from the server's.",
    takes: [{ name: "limits", kind: "map" }],
    example: ["tsLimits tool.ownLimits", "limits: { ...limits, rows: 50 }"],
  },
  tsLimitTable: {
    doc: "All limits, one a line.",
    takes: [{ name: "limits", kind: "map" }],
    example: ["tsLimitTable tool.ownLimits", "{\n  rows: 50,\n}"],
  },
  json: {
    doc: "Any value as JSON, its further lines indented by so much.",
    takes: [value, number("indent")],
    required: 1,
    example: ["json server.title", '"Internal database"'],
    quotes: ["json", "jsonc", ...scripts, "yaml", "yml"],
  },
  yamlString: {
    doc: "A scalar of YAML.",
    takes: [text],
    example: ['yamlString "a: b"', '"a: b"'],
    quotes: ["yaml", "yml"],
  },
  envValue: {
    doc: "A value in an `.env` file.",
    takes: [text],
    example: ['envValue "a b"', '"a b"'],
    quotes: ["env", "example"],
  },
  hashComment: {
    doc: "Text after `#` on one line.",
    takes: [text],
    example: ['hashComment "a\nb"', "a b"],
    quotes: ["yaml", "yml", "env", "example", "sh", "toml", "Dockerfile"],
  },
  sqlComment: {
    doc: "Text after `--` on one line.",
    takes: [text],
    example: ['sqlComment "a\nb"', "a b"],
    quotes: ["sql"],
  },
  mdText: {
    doc: "Words of Markdown: no markup, no HTML.",
    takes: [text],
    example: ['mdText "a *b* <c>"', "a \\*b\\* &lt;c>"],
    quotes: ["md"],
  },
  mdCode: { doc: "A code span of Markdown.", takes: [text], example: ['mdCode "a"', "`a`"], quotes: ["md"] },
  mdTable: {
    doc: "A table with aligned columns.",
    takes: [{ name: "table", kind: "table" }],
    example: ["mdTable docs.tools", "| Tool          |\n| ------------- |\n| `query_users` |"],
  },
  join: {
    doc: "The texts, one behind the other.",
    takes: [part("texts")],
    repeats: true,
    example: ['join "a" 1', "a1"],
  },
  eq: {
    doc: "Whether both are the same.",
    takes: [value, { ...value, name: "other" }],
    example: ['#if (eq server.name "b")}}yes{{else}}no{{/if', "no"],
  },
  not: {
    doc: "Whether it does not hold; an empty list does not.",
    takes: [{ name: "condition", kind: "condition" }],
    example: ["#if (not has.http)}}yes{{else}}no{{/if", "no"],
  },
  and: {
    doc: "Whether all of them hold.",
    takes: [{ name: "conditions", kind: "condition" }],
    repeats: true,
    example: ["#if (and has.http has.sql)}}yes{{else}}no{{/if", "yes"],
  },
  or: {
    doc: "Whether one of them holds.",
    takes: [{ name: "conditions", kind: "condition" }],
    repeats: true,
    example: ["#if (or has.http has.redis)}}yes{{else}}no{{/if", "yes"],
  },
} satisfies Readonly<Record<keyof typeof helpers, HelperDoc>>;
