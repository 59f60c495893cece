import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withDefaults, type Answers } from "../../src/prompts/answers.js";
import { loadNewSpec } from "../../src/prompts/new-spec.js";
import { specText } from "../../src/prompts/spec-text.js";
import { yamlBlock, yamlText } from "../../src/prompts/yaml-text.js";
import { parseYaml } from "../../src/spec/parse.js";

/** The value that our own reader finds in a YAML text. */
function valueOf(yaml: string): unknown {
  const document = parseYaml(yaml, "t.yaml");
  if (!document.ok) throw new Error(`${document.diagnostics[0]?.message}\n${yaml}`);
  return document.value.value;
}

const hostile = [
  "",
  " ",
  "- a",
  "a: b",
  "a #b",
  "#",
  "null",
  "True",
  "0x10",
  "1e3",
  "2024-01-01",
  "@a",
  "*alias",
  "&anchor",
  "!!js/function x",
  "{a: 1}",
  "[1]",
  "| x",
  "%YAML 1.1",
  "---",
  "...",
  "'",
  '"',
  '"\\',
  "`${process.exit()}`",
  "a\nb",
  "a\r\nb",
  "a\ttab",
  "trailing ",
  "\u2028\u2029\u0085",
  "\u202eevil",
  "\u0000\u001b[31m",
  "\ufeffbom",
  "😀",
  "\ud800",
  "key: >\n  - x",
  "*/ // <!--",
  "__proto__",
  "ends:",
  "=",
  "<<",
  "yes",
  "~",
];

/** Unpaired surrogates are no text: UTF-8 cannot hold them. */
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
);

describe("a value in YAML", () => {
  test.each(hostile)("%j comes back as it was, on one line", (value) => {
    expect(yamlText(value)).not.toMatch(/[\n\r\u0085\u2028\u2029\u202e\u0000]/);
    expect(valueOf(`a: ${yamlText(value)} # comment\nb: 1\n`)).toEqual({ a: value, b: 1 });
  });

  test("any text comes back as it was", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(valueOf(`a: ${yamlText(value)}\nb: 1\n`)).toEqual({ a: value, b: 1 });
      }),
    );
  });

  test("any text in a block comes back as it was, and ends where it ends", () => {
    const lines = fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("\n"));
    fc.assert(
      fc.property(lines, (value) => {
        expect(valueOf(`x:\n  a: ${yamlBlock(value, "    ")}\n  b: 1\n`)).toEqual({ x: { a: value, b: 1 } });
      }),
    );
  });
});

describe("a new spec", () => {
  const variants: readonly Partial<Answers>[] = [
    {},
    { source: "sqlite" },
    { source: "none" },
    { source: "postgres" },
    { source: "postgres", name: "pg-shop" },
    { source: "mysql" },
    { source: "mysql", name: "9.lives_of.a-cat-with-a-very-long-name" },
    { source: "http" },
    { source: "http", api: "https://api.example.com/v1" },
    { transports: ["stdio"] },
    { transports: ["http"], port: 8080 },
    { auth: "apiKeys" },
    { auth: "jwt", issuer: "https://id.example.com", audience: "https://mcp.example.com/mcp" },
    { sql: "SELECT 1 AS one" },
    { sql: "SELECT id FROM users WHERE name = :name AND id > :after LIMIT :limit" },
  ];

  test.each(variants)("with %j is valid, without a warning", async (given) => {
    const loaded = await loadNewSpec(withDefaults(given));
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.ok).toBe(true);
  });

  test("says what was answered", async () => {
    const answers = withDefaults({ name: "shop", tool: "find_orders", rate: "5/second", port: 4000 });
    const loaded = await loadNewSpec(answers);
    expect(loaded.ok && loaded.value.spec).toMatchObject({
      server: { name: "shop" },
      limits: { rate: "5/second" },
      transports: { http: { port: 4000 } },
      tools: { find_orders: { source: "main" } },
    });
  });

  test("explains itself: the default one, whole", () => {
    expect(specText(withDefaults({}))).toMatchSnapshot();
  });

  test("from hostile answers has the same keys as one from harmless answers", () => {
    const shape = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value;
    const expected = shape(valueOf(specText(withDefaults({ source: "none" }))));
    fc.assert(
      fc.property(
        fc.record({ name: text, description: text, toolDescription: text, rate: text }),
        (given) => {
          expect(shape(valueOf(specText(withDefaults({ source: "none", ...given }))))).toEqual(expected);
        },
      ),
    );
  });
});
