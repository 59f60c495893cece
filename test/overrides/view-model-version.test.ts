/**
 * A template set says which view model it was written for. What such a set may rely on is recorded: while the version
 * stays, nothing of it goes or becomes something else. `UPDATE_SNAPSHOTS=1` records what is new.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { helperDocs, type HelperDoc } from "../../src/templates/helper-docs.js";
import { parseManifest } from "../../src/templates/manifest.js";
import type { Field } from "../../src/templates/view-model/field.js";
import { changesBetween, viewModel } from "../../src/templates/view-model/version.js";
import { subjects, view } from "../../src/templates/view-model/view.js";

const record = fileURLToPath(new URL(`view-model-${viewModel}.json`, import.meta.url));

/** Each field and helper with what a template may do with it. */
function promises(): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  const add = (path: string, field: Field): void => {
    const optional = field.optional === true ? "?" : "";
    all[path] = `${field.kind === "text" ? field.text : field.kind}${optional}`;
    if (field.kind === "object") {
      for (const [name, inner] of Object.entries(field.fields)) add(`${path}.${name}`, inner);
    }
    if (field.kind === "list" || field.kind === "map") add(`${path}[]`, field.of);
  };
  add("view", view);
  for (const [placeholder, fields] of Object.entries(subjects)) {
    for (const [name, field] of Object.entries(fields))
      all[`${placeholder} ${name}`] = field.title ?? field.kind;
  }
  for (const [name, { takes, required, repeats }] of Object.entries(
    helperDocs as Readonly<Record<string, HelperDoc>>,
  )) {
    const kinds = takes.map(({ kind }) => kind).join(" ");
    all[`{{${name}}}`] = `${kinds} ${required ?? takes.length}${repeats === true ? "+" : ""}`;
  }
  return all;
}

test("what this version of the view model promised is kept: raise the version and say what changed, or keep it", () => {
  const now = promises();
  if (process.env["UPDATE_SNAPSHOTS"] === "1") {
    writeFileSync(record, `${JSON.stringify(now, undefined, 2)}\n`);
  }
  const promised = JSON.parse(readFileSync(record, "utf8")) as Readonly<Record<string, string>>;
  const broken = Object.entries(promised).filter(([path, kind]) => now[path] !== kind);
  expect(broken).toEqual([]);
});

const history = [
  { version: 1, changes: [] },
  { version: 2, changes: ["`tool.isSql` is now `tool.kind`", "`tsList` takes an indentation"] },
  { version: 3, changes: ["`has.both` is gone: ask for `has.stdio` and `has.http`"] },
];

test("a set for an older view model is told everything that changed since, in order", () => {
  const checked = parseManifest("company/templates.json", '{ "viewModel": 1 }', history);
  expect(checked.diagnostics).toMatchObject([
    {
      code: "MCP1612",
      message: '"company/templates.json" was written for view model 1, and this version has 3',
      help: [
        "what changed since:",
        "- `tool.isSql` is now `tool.kind`",
        "- `tsList` takes an indentation",
        "- `has.both` is gone: ask for `has.stdio` and `has.http`",
        'then set "viewModel": 3',
      ].join("\n    "),
    },
  ]);
  expect(changesBetween(2, 3, history)).toHaveLength(1);
});

test("a set for this view model is taken, whatever came before", () => {
  expect(parseManifest("templates.json", '{ "viewModel": 3 }', history).ok).toBe(true);
  expect(parseManifest("templates.json", `{ "viewModel": ${viewModel} }`).ok).toBe(true);
});
