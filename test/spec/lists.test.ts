import { describe, expect, test } from "vitest";
import { loadSpec } from "../../src/spec/load.js";
import { memoryFiles } from "./support.js";

const sources = {
  sqlite: "{ kind: sqlite, file: var/main.db }",
  mysql: "{ kind: mysql, url: '${DATABASE_URL}', role: people_mcp, reads: { users: [id] } }",
  postgres: "{ kind: postgres, url: '${DATABASE_URL}', role: people_mcp, reads: { users: [id] } }",
};
type Kind = keyof typeof sources;

const ids = "{ type: array, items: { type: integer }, maxItems: 100 }";
const text = (kind: Kind, sql: string, param = ids) => `spec: 1
server: { name: people-mcp, version: 1.0.0, description: People. }
sources:
  main: ${sources[kind]}
tools:
  list_users:
    description: List users.
    source: main
    params:
      ids: ${param}
    sql: |
      ${sql}
`;
const load = (kind: Kind, sql: string, param?: string) =>
  loadSpec("mcp.yaml", memoryFiles({ "mcp.yaml": text(kind, sql, param) }));
/** Each problem with what the carets stand under. */
const problems = async (kind: Kind, sql: string, param?: string) => {
  const { diagnostics } = await load(kind, sql, param);
  return diagnostics.map(({ code, message, help }) => `${code} ${message}; ${help ?? ""}`);
};
const binding = async (kind: Kind, sql: string, param?: string) => {
  const loaded = await load(kind, sql, param);
  expect(loaded.diagnostics).toEqual([]);
  const implementation = loaded.ok ? loaded.value.model.tools[0]?.implementation : undefined;
  return implementation?.kind === "sql" ? implementation.parameters[0]?.type : undefined;
};

describe("a list is bound as an array", () => {
  test.each([
    "id = ANY(:ids)",
    "id <> all ( :ids )",
    "id = SOME(:ids)",
    "id = ANY(:ids::bigint[])",
    "id = ANY(CAST(:ids AS bigint[]))",
    'id = ANY(:ids::app."Kind"[])',
    "id = ANY(:ids::integer ARRAY)",
    "id = ANY(:ids::varchar(10)[])",
    "id = ANY(:ids::double precision[])",
    "id = ANY(:ids::timestamp (3) with time zone[])",
    "id IN (SELECT unnest(:ids::bigint[]))",
    "tags IN (:ids::bigint[])",
    ":ids IS NULL OR id = ANY(:ids)",
  ])("where PostgreSQL has one: %s", async (condition) => {
    expect(await binding("postgres", `SELECT id FROM users WHERE ${condition}`)).toBe("list");
  });
});

describe("a list is bound as JSON", () => {
  test.each([
    ["sqlite", "id IN (SELECT value FROM json_each(:ids))"],
    ["sqlite", ":ids IS NULL OR id IN (SELECT value FROM json_each(:ids))"],
    ["sqlite", "json_array_length(:ids) > id"],
    ["mysql", "id IN (SELECT item FROM JSON_TABLE(:ids, '$[*]' COLUMNS (item BIGINT PATH '$')) AS items)"],
    ["mysql", "id MEMBER OF (:ids)"],
    ["mysql", "JSON_CONTAINS(CAST(:ids AS JSON), id)"],
    ["postgres", "id IN (SELECT value::int FROM jsonb_array_elements_text(:ids::jsonb))"],
    ["postgres", "id IN (SELECT value::int FROM json_array_elements_text(:ids))"],
    ["postgres", "tags @> CAST(:ids AS jsonb)"],
    ["postgres", ":ids::jsonb IS NULL OR numbers[1] = id"],
  ] as const)("where it is taken apart: %s, %s", async (kind, condition) => {
    expect(await binding(kind, `SELECT id FROM users WHERE ${condition}`)).toBe("json");
  });

  test("also when its items are objects", async () => {
    const param = "{ type: array, items: { type: object }, maxItems: 5 }";
    const sql = "SELECT id FROM users, json_each(:ids)";
    expect(await binding("sqlite", sql, param)).toBe("json");
  });
});

describe("a list that the statement cannot take is refused where it stands", () => {
  test.each([
    ["sqlite", "id IN (:ids)", "write `IN (SELECT value FROM json_each(:ids))`"],
    ["sqlite", "id NOT IN (1, :ids, 2)", "write `IN (SELECT value FROM json_each(:ids))`"],
    ["sqlite", "id = ANY(:ids)", "write `IN (SELECT value FROM json_each(:ids))`"],
    [
      "mysql",
      "id IN (:ids)",
      "write `IN (SELECT item FROM JSON_TABLE(:ids, '$[*]' COLUMNS (item BIGINT PATH '$')) AS items)`",
    ],
    ["postgres", "id IN (:ids)", "write `= ANY(:ids)`, or cast it: `:ids::bigint[]`, `:ids::jsonb`"],
  ] as const)("%s, %s", async (kind, condition, help) => {
    expect(await problems(kind, `SELECT id FROM users WHERE ${condition}`)).toEqual([
      `MCP1422 :ids is a list, and one value in the statement; ${help}`,
    ]);
  });

  test.each(["tags && :ids", ":ids::bigint = id AND numbers[1] = 2", "overlaps(:ids)", "id = :ids"])(
    "of PostgreSQL, unless it says what it is: %s",
    async (condition) => {
      expect(await problems("postgres", `SELECT id FROM users WHERE ${condition}`)).toEqual([
        "MCP1422 :ids is a list: the statement does not say whether as an array or as JSON; " +
          "write `= ANY(:ids)`, or cast it: `:ids::bigint[]`, `:ids::jsonb`",
      ]);
    },
  );
});

describe("a list has an end", () => {
  const statements = {
    sqlite: "SELECT id FROM users WHERE id IN (SELECT value FROM json_each(:ids))",
    mysql: "SELECT id FROM users WHERE id MEMBER OF (:ids)",
    postgres: "SELECT id FROM users WHERE id = ANY(:ids)",
  };
  const kinds = Object.keys(statements) as readonly Kind[];

  test.each(kinds)("in %s", async (kind) => {
    const help = "write how many it may have, such as `maxItems: 100`";
    for (const param of [
      "{ type: array, items: { type: integer } }",
      "{ type: [array, 'null'], items: { type: integer } }",
    ]) {
      expect(await problems(kind, statements[kind], param)).toEqual([
        `MCP1422 :ids is a list without an end; ${help}`,
      ]);
    }
  });

  test.each(kinds)("in %s, which a choice of lists has by itself", async (kind) => {
    const param = "{ type: array, items: { type: integer }, enum: [[1], [1, 2]] }";
    expect(await problems(kind, statements[kind], param)).toEqual([]);
  });

  test("as JSON of PostgreSQL, too", async () => {
    const sql = "SELECT id FROM users, jsonb_array_elements(:ids::jsonb)";
    expect(await problems("postgres", sql, "{ type: array, items: { type: integer } }")).toEqual([
      expect.stringContaining("MCP1422 :ids is a list without an end") as string,
    ]);
  });
});

test.each([
  [
    "{ type: array, items: { type: array, items: { type: integer } }, maxItems: 5 }",
    "is an array in the statement, and its items are no single values here",
  ],
  ["{ type: array, items: { type: object }, maxItems: 5 }", "and its items are no single values here"],
  ["{ type: array, maxItems: 5 }", "and its items are no single values here"],
  [
    "{ type: [array, string], items: { type: integer }, maxItems: 5 }",
    "is an array in the statement, and perhaps string here",
  ],
])("an array of PostgreSQL is one of single values: %s", async (param, message) => {
  const sql = "SELECT id FROM users WHERE id = ANY(:ids)";
  expect(await problems("postgres", sql, param)).toEqual([expect.stringContaining(message) as string]);
});
