/** Writes a version, and the majors that are served with it, into a spec, and nothing else. */
import { edited, lineEnd, lineStart, type TextEdit } from "../regenerate/merge/text-edits.js";
import type { Document, Path } from "../spec/document.js";
import { numberOf } from "../spec/majors.js";
import type { SpecMajor } from "../spec/schema.js";

export interface NextVersion {
  readonly declared: string;
  readonly version: string;
  /** Lists that change with it. */
  readonly majors: readonly MajorsChange[];
}

/** A list of majors by its place in the spec: `server.serve`, or `api` of a tool. */
export interface MajorsChange {
  readonly path: Path;
  readonly from: readonly SpecMajor[];
  /** What stays of them, as it is, and the numbers of those that are new. */
  readonly to: readonly SpecMajor[];
}

/**
 * The text with another version in the place of the declared one, in the quotes that it has, and the lists as they are to
 * be; every other character stays. `undefined` where one of them does not stand there as such: in a module, an alias,
 * a folded text, another file.
 */
export function withVersion(text: string, document: Document, next: NextVersion): string | undefined {
  const edits = [
    versionEdit(text, document, next),
    ...next.majors.map((change) => majorsEdit(text, document, change)),
  ];
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  // Aliases of one list are all at its place.
  const byPlace = new Map(edits.map((edit) => [edit.from, edit]));
  return edited(text, [...byPlace.values()]);
}

function versionEdit(
  text: string,
  document: Document,
  { declared, version }: NextVersion,
): TextEdit | undefined {
  const place = placeOf(document, ["server", "version"]);
  if (place === undefined) return undefined;
  const written = text.slice(place.from, place.to);
  const quote = /^["']/.exec(written)?.[0] ?? "";
  if (written !== `${quote}${declared}${quote}`) return undefined;
  return { ...place, by: `${quote}${version}${quote}` };
}

interface Item {
  /** The number of the major. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

function majorsEdit(
  text: string,
  document: Document,
  { path, from, to }: MajorsChange,
): TextEdit | undefined {
  const list = placeOf(document, path);
  const items = from.flatMap((major, index): Item[] => {
    const place = placeOf(document, [...path, index]);
    if (place === undefined) return [];
    const stands = typeof major !== "number" || text.slice(place.from, place.to) === String(major);
    return stands ? [{ value: numberOf(major), ...place }] : [];
  });
  const [first] = items;
  const last = items.at(-1);
  if (list === undefined || first === undefined || last === undefined || items.length < from.length) {
    return undefined;
  }
  const kept = to.map(numberOf);
  const added = kept.filter((value) => !items.some((item) => item.value === value));
  if (text[list.from] === "[") {
    return { from: first.from, to: last.to, by: inBrackets(text, items, kept, added) };
  }
  const lines = onLines(text, items, kept, added);
  if (lines === undefined) return undefined;
  return { from: lineStart(text, first.from), to: endOf(text, last), by: lines };
}

/** Between `[` and `]`: what stays keeps what is written before it. */
function inBrackets(
  text: string,
  items: readonly Item[],
  to: readonly number[],
  added: readonly number[],
): string {
  const kept = items.flatMap((item, index) => {
    const before = items[index - 1];
    const gap = before ? text.slice(before.to, item.from) : ", ";
    return to.includes(item.value) ? [{ written: text.slice(item.from, item.to), gap }] : [];
  });
  return [...kept, ...added.map((value) => ({ written: String(value), gap: ", " }))]
    .map(({ written, gap }, index) => `${index === 0 ? "" : gap}${written}`)
    .join("");
}

/** One below the other: what goes takes its line along, with the comment on it. `undefined`: they share a line. */
function onLines(
  text: string,
  items: readonly Item[],
  to: readonly number[],
  added: readonly number[],
): string | undefined {
  const lead = ({ from }: Item) => text.slice(lineStart(text, from), from);
  if (!items.every((item) => /^[ \t]*-[ \t]+$/.test(lead(item)))) return undefined;
  const model = items.findLast(({ value }) => to.includes(value)) ?? items[0];
  if (model === undefined) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const fresh = added.map((value) => `${lead(model)}${value}`);
  const pieces: string[] = [];
  let at = lineStart(text, items[0]?.from ?? 0);
  for (const item of items) {
    const start = lineStart(text, item.from);
    // Comments and blank lines before it stay.
    pieces.push(...text.slice(at, start).split(/\r?\n/).slice(0, -1));
    if (to.includes(item.value)) pieces.push(text.slice(start, endOf(text, item)));
    if (item === model) pieces.push(...fresh);
    at = lineEnd(text, item.to) + 1;
  }
  return pieces.join(newline);
}

/** Of its line, with what is written behind it. */
function endOf(text: string, { to }: Item): number {
  const end = lineEnd(text, to);
  return text[end - 1] === "\r" ? end - 1 : end;
}

function placeOf(document: Document, path: Path): { readonly from: number; readonly to: number } | undefined {
  const span = document.places.value(path);
  return span?.file === document.file ? { from: span.start.offset, to: span.end.offset } : undefined;
}
