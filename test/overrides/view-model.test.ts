/** The described view model is the one that templates get: walked over the real views of every golden case. */
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { beforeAll, describe, expect, test } from "vitest";
import { registerHelpers } from "../../src/render/helpers.js";
import { viewOf } from "../../src/render/view.js";
import { helperDocs, type HelperDoc } from "../../src/templates/helper-docs.js";
import type { Field, FieldsOf } from "../../src/templates/view-model/field.js";
import { maybe, name, number, words } from "../../src/templates/view-model/field.js";
import { view } from "../../src/templates/view-model/view.js";
import { goldenCases, goldenModel } from "../golden-trees.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Walked {
  /** Described fields that some view has. */
  readonly seen: Set<string>;
  readonly problems: string[];
}

/** Compares a value with its description. Paths have `[]` for items and `{}` for values of maps. */
function walk(field: Field, value: unknown, path: string, walked: Walked): void {
  const { seen, problems } = walked;
  const wrong = () => problems.push(`${path} is no ${field.kind}: ${JSON.stringify(value)?.slice(0, 80)}`);
  seen.add(path);
  switch (field.kind) {
    case "text":
      if (typeof value !== "string") wrong();
      // What a name may be is what lets it stand in code without quotes.
      else if (field.text === "name" && !/^[\w.:@/ -]*$/.test(value)) wrong();
      return;
    case "number":
      if (typeof value !== "number") wrong();
      return;
    case "flag":
      if (typeof value !== "boolean") wrong();
      return;
    case "json":
      return;
    case "list":
      if (!Array.isArray(value)) return void wrong();
      for (const item of value) walk(field.of, item, `${path}[]`, walked);
      return;
    case "map":
      if (!isRecord(value)) return void wrong();
      for (const item of Object.values(value)) walk(field.of, item, `${path}{}`, walked);
      return;
    case "object":
      if (!isRecord(value)) return void wrong();
      for (const [key, held] of Object.entries(value)) {
        const described = field.fields[key];
        if (held === undefined) continue;
        if (described === undefined) problems.push(`${path}.${key} is not described`);
        else walk(described, held, `${path}.${key}`, walked);
      }
      for (const [key, described] of Object.entries(field.fields)) {
        if (described.optional !== true && value[key] === undefined)
          problems.push(`${path}.${key} is absent`);
      }
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every path that the description has, without those below objects that `seen` never reached as a whole. */
function described(field: Field, path: string): readonly string[] {
  switch (field.kind) {
    case "list":
      return [path, ...described(field.of, `${path}[]`)];
    case "map":
      return [path, ...described(field.of, `${path}{}`)];
    case "object":
      return [
        path,
        ...Object.entries(field.fields).flatMap(([key, held]) => described(held, `${path}.${key}`)),
      ];
    default:
      return [path];
  }
}

describe("the description", () => {
  const walked: Walked = { seen: new Set(), problems: [] };
  beforeAll(async () => {
    for (const name of goldenCases(root)) walk(view, viewOf(await goldenModel(root, name)), "view", walked);
  });

  test("has every field of every golden case's view, with the kind that it has", () => {
    expect([...new Set(walked.problems)]).toEqual([]);
  });

  test("has no field that occurs in none of them", () => {
    // The same object in several places: seen in one of them, it exists.
    const short = (path: string) =>
      path
        .replace(/^view\.(tools|handlers|majors\[\]\.tools)\[\]/, "tool")
        .replace(/^view\.majors\[\]\.oldNames/, "view.oldNames")
        .replace(/^view\.(sources|postgres)\[\]/, "source")
        .replace(/^(tool\.limits|view\.limits)/, "limits")
        .replace(/^(view|source)(\.\w+)*\.(url|file)\.(env|value)$/, "setting.$4")
        .replace(/^view\.docs\.\w+/, "table");
    const seen = new Set([...walked.seen].map(short));
    const absent = described(view, "view").map(short);
    expect([...new Set(absent)].filter((path) => !seen.has(path))).toEqual([]);
  });
});

test("a description that does not fit its type does not compile", () => {
  interface Thing {
    readonly id: string;
    readonly size?: number;
  }
  const good = { id: name("Its name.", "a"), size: maybe(number("How large.", 1)) } satisfies FieldsOf<Thing>;
  // @ts-expect-error -- a field is missing
  const missing = { id: name("Its name.", "a") } satisfies FieldsOf<Thing>;
  // @ts-expect-error -- it may be absent
  const required = { id: name("Its name.", "a"), size: number("How large.", 1) } satisfies FieldsOf<Thing>;
  const kind = {
    id: name("Its name.", "a"),
    // @ts-expect-error -- it is a number
    size: maybe(words("How large.", "1")),
  } satisfies FieldsOf<Thing>;
  expect([good, missing, required, kind].map((one) => Object.keys(one).length)).toEqual([2, 1, 2, 2]);
});

describe("the helpers", () => {
  const engine = Handlebars.create();
  registerHelpers(engine);
  const context = {
    identifiers: ["queryUsers"],
    none: {},
    nothing: [],
    server: { name: "a", title: "Internal database" },
    tool: { ownLimits: { rows: 50 } },
    has: { http: true, sql: true, redis: false },
    docs: { tools: { header: ["Tool"], rows: [["`query_users`"]] } },
  };

  test.each(Object.entries(helperDocs as Readonly<Record<string, HelperDoc>>))(
    "%s does what its example says",
    (helper, { example: [call, result] }) => {
      expect(call).toMatch(new RegExp(`^(#if \\()?${helper} `));
      expect(engine.compile(`{{${call}}}`, { strict: true, noEscape: true })(context)).toBe(result);
    },
  );
});
