import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageOf } from "../../../templates/evidence/scripts/evidence/page.mjs";
import { facts, ran, report, type Facts } from "./fixtures.js";

const style = readFileSync(
  new URL("../../../templates/evidence/scripts/evidence/page.css", import.meta.url),
  "utf8",
);
const page = (changes?: Partial<Facts>) => pageOf(report(changes), style);

const withoutStyle = (text: string) => text.replace(/<style>.*<\/style>/s, "");

/** Tags in order, each with the names of its attributes. */
const tagsOf = (text: string): readonly string[] =>
  [...withoutStyle(text).matchAll(/<(\/?[a-z][a-z0-9]*)([^>]*)>/g)].map(([, tag = "", attributes = ""]) =>
    [tag, ...(attributes.match(/[\w-]+(?==)/g) ?? [])].join(" "),
  );

/** With this text everywhere that a spec, a test, a database or a service can write to. */
const hostile = (text: string): Partial<Facts> => ({
  server: { name: text, title: text, version: text, owner: text, contract: text },
  commit: { id: text, edited: true },
  environment: { node: text, platform: text, mode: text },
  controls: facts.controls.map((control) => ({
    ...control,
    title: text,
    statement: text,
    enforcedIn: [text],
    tests: [{ file: text, titles: [text] }],
    soc2: [text],
    iso: [text],
  })),
  notInPlace: [text],
  results: {
    tests: [{ ...ran(text, "failed", text), within: [text], failure: text }],
    broken: { [text]: text },
  },
  start: { ready: false, lines: [], reason: text },
  credentials: [{ source: text, kind: text, state: "refused", says: text, rights: [text] }],
  tools: { [text]: { limits: facts.tools["find_people"]?.limits } },
  components: { list: [{ name: text, version: text, licence: text }], licences: { [text]: 1 }, hashed: 0 },
});

test("shows every control with its tests and how they ended", () => {
  const results = { tests: [ran("refuses 4 calls"), ran("refuses 5 calls", "skipped")], broken: {} };
  const text = page({ results });
  expect(text).toContain("Title of rate");
  expect(text).toContain("1 passed, 1 skipped");
  expect(text).toContain("There is no such test.");
  expect(text).toContain("Each tool has a budget in <code>limits</code>.");
  expect(text).toContain("<strong>Authentication.</strong>");
  expect(text).toMatch(/over HTTP › refuses 5 calls\s*<span>skipped<\/span>/);
});

test.each([
  ["markup", `</code></style></title><script>alert(1)</script><img src=x onerror=alert(1)>"'`],
  ["what ends an attribute", `" onmouseover="alert(1)" x="`],
  ["what ends a comment", "--><script>alert(1)</script><!--"],
  ["markup within Markdown", "`<b>` and **<i>x</i>** and `` ` ``"],
  ["a template of a string", "${alert(1)} $& $' $`"],
])("%s stays text wherever it stands", (_what, text) => {
  const known = new Set([...tagsOf(page(hostile("harmless"))), "strong", "/strong"]);
  expect(tagsOf(page(hostile(text))).filter((tag) => !known.has(tag))).toEqual([]);
});

test("what cannot be seen is written out", () => {
  const text = page(hostile("a\u202eb\u200bc\u{e0041}d\u0000e"));
  expect(text).not.toMatch(/[\u0000\u200b\u202e\u{e0041}]/u);
  expect(text).toContain("a\\u{202e}b\\u{200b}c\\u{e0041}d\\u{0}e");
});

test("allows itself its own style and nothing else", () => {
  const text = page();
  const [, css = ""] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
  const hash = createHash("sha256").update(css).digest("base64");
  const [, policy] = /Content-Security-Policy"\s+content="([^"]+)"/.exec(text) ?? [];
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  expect(withoutStyle(text)).not.toMatch(/<script|\sstyle=|\ssrc=|https?:/);
  expect(css).not.toMatch(/url\(|@import/);
});

test("has a language, one first heading, no level left out, and names for the cells of every table", () => {
  const text = page();
  expect(text).toMatch(/<html lang="en">/);
  const levels = tagsOf(text).flatMap((tag) => (/^h[1-6]/.test(tag) ? [Number(tag[1])] : []));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
  const tables = text.match(/<table>.*?<\/table>/gs) ?? [];
  expect(tables.length).toBeGreaterThanOrEqual(5);
  for (const table of tables) {
    expect(table).toMatch(/<thead>.*<th scope="col">/s);
    expect(table).toMatch(/<tbody>\s*<tr>\s*<th scope="row">/);
  }
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test("says in words what could not be looked at", () => {
  const start = { ready: false, lines: [], reason: "MAIN_DB is required." };
  const results = { tests: [ran("refuses 4 calls", "skipped"), ...facts.results.tests.slice(2)], broken: {} };
  const text = page({
    start,
    results,
    commit: undefined,
    credentials: [],
    components: { problem: "npm error code ELSPROBLEMS" },
  }).replace(/\s+/g, " ");
  for (const words of [
    "Nothing failed; one control could not be tested here.",
    "The built server did not start here",
    "MAIN_DB is required.",
    "Not in a git repository",
    "The server has no sources",
    "npm could not list them: npm error code ELSPROBLEMS",
  ]) {
    expect(text).toContain(words);
  }
});
