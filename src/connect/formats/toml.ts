import { isDeepStrictEqual } from "node:util";
import { parse as parseToml, stringify, TomlError } from "smol-toml";
import { isRecord } from "../../record.js";
import { edited, type TextEdit } from "../../regenerate/merge/text-edits.js";
import type { Change, ConfigFormat, Parsed } from "./format.js";
import { startsWith, statements, type Statement } from "./toml-statements.js";

type Table = Readonly<Record<string, unknown>>;

export const tomlFormat: ConfigFormat = {
  name: "TOML",
  parse,
  print: (value) => stringify(value),
  edit(text, change) {
    const result =
      at(change.before, change.path) === undefined ? appended(text, change) : inTable(text, change);
    if (result === undefined) return undefined;
    const parsed = parse(result);
    return parsed.ok && isDeepStrictEqual(parsed.value, change.after) ? result : undefined;
  },
};

function parse(text: string): Parsed {
  try {
    return { ok: true, value: plain(parseToml(text, { integersAsBigInt: "asNeeded" })) as Table };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Its message goes on with the lines around the mistake, which may hold a secret.
    const [sentence = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n");
    return { ok: false, why: `line ${error.line}, column ${error.column}: ${sentence}` };
  }
}

/** smol-toml makes tables without a prototype, which no other value equals. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value) || value instanceof Date) return value;
  const table = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const);
  return Object.fromEntries(table);
}

/** A table may stand anywhere: at the end nothing else can become part of it. */
function appended(text: string, { after, path }: Change): string {
  const nested = path.reduceRight<unknown>((value, key) => ({ [key]: value }), at(after, path));
  return `${text}${text.trim() === "" ? "" : "\n"}${stringify(nested)}`;
}

/** The keys that differ, each in its place; new ones behind the table's last. */
function inTable(text: string, { before, after, path }: Change): string | undefined {
  const all = statements(text);
  const header = all?.find(({ kind, path: own }) => kind === "table" && isDeepStrictEqual(own, path));
  if (all === undefined || header === undefined) return undefined;
  const [old, next] = [at(before, path) as Table, at(after, path) as Table];
  const edits: TextEdit[] = [];
  let added = "";
  for (const key of new Set([...Object.keys(old), ...Object.keys(next)])) {
    if (isDeepStrictEqual(old[key], next[key])) continue;
    const found = all.filter((statement) => startsWith(statement.path, [...path, key]));
    const line = next[key] === undefined ? "" : stringify({ [key]: next[key] }).trimEnd();
    const [only] = found;
    if (found.length === 1 && only?.kind === "pair" && line !== "") {
      edits.push({ from: only.from, to: only.end, by: line });
      continue;
    }
    edits.push(...found.map(({ lineStart, to }) => ({ from: lineStart, to, by: "" })));
    if (line !== "") added += `${line}\n`;
  }
  const place = lastOf(all, header).to;
  // A table may end with the text, which ends with a newline; an edit that removes its last line begins before.
  return edited(text, added === "" ? edits : [...edits, { from: place, to: place, by: added }]);
}

/** The last statement under a header, before the next header. */
function lastOf(all: readonly Statement[], header: Statement): Statement {
  let last = header;
  for (const statement of all.slice(all.indexOf(header) + 1)) {
    if (statement.kind === "table") break;
    last = statement;
  }
  return last;
}

const at = (value: unknown, path: Change["path"]): unknown =>
  path.reduce((inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);
