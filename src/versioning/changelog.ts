/**
 * Edits of a changelog in the form of Keep a Changelog (https://keepachangelog.com/en/1.1.0/): what people wrote stays where it
 * is, and each change is written once, by its fingerprint.
 */
import { escaped, sentence } from "./describe.js";
import type { Judged } from "./policy.js";
import { ruleOf } from "./rules.js";

/** Beside the spec. */
export const changelogPath = "CHANGELOG.md";

/** Headings of what `release` writes, in their order. */
const sections = ["Breaking", "Added", "Changed", "Deprecated", "Removed"] as const;

/** What asks for a look may be a lower limit, and nobody looks for that under "Added". */
function sectionOf({ level, rule, review }: Judged): (typeof sections)[number] {
  if (level === "major") return "Breaking";
  return ruleOf(rule)?.section ?? (level === "minor" && !review ? "Added" : "Changed");
}

export type ChangelogEdit =
  | { readonly ok: true; readonly text: string }
  /** `line` counts from 1; `help` where the form of the changelog is not what is wrong. */
  | { readonly ok: false; readonly why: string; readonly line?: number; readonly help?: string };

const unreleased = /^## +\[?unreleased\]?/i;
const released = /^## +\[?v?(\d+\.\d+\.\d+[^\s\]]*)\]?/i;

/** Versions that the changelog has sections for, in its order. */
export const versionsIn = (text: string): readonly string[] =>
  outsideFences(text.split("\n")).flatMap(({ line }) => released.exec(line)?.[1] ?? []);

export interface ChangelogSection {
  readonly version: string;
  /** Whether `release` wrote into it: changes have their fingerprints. */
  readonly hasFingerprints: boolean;
}

/** Sections with a version and a day, in its order. */
export function datedSections(text: string): readonly ChangelogSection[] {
  const lines = text.split(/\r?\n/);
  const headings = outsideFences(lines).filter(({ line }) => line.startsWith("## "));
  return headings.flatMap(({ line, index }, at): ChangelogSection[] => {
    const version = released.exec(line)?.[1];
    if (version === undefined || !isDated(line)) return [];
    const body = lines.slice(index + 1, headings[at + 1]?.index);
    return [{ version, hasFingerprints: body.some((one) => /\([0-9a-f]{12}\)\s*$/.test(one)) }];
  });
}

/**
 * Moves what stands under "Unreleased" to a section of its own for `version`, with the changes that are not in it yet, and
 * leaves an empty "Unreleased". Nothing else is touched. `date` is written as given.
 */
export function dateSection(
  text: string,
  version: string,
  date: string,
  changes: readonly Judged[],
): ChangelogEdit {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  const outside = outsideFences(lines);
  const marker = outside.find(({ line }) => /^(?:<{7}|>{7})(?: |$)/.test(line));
  if (marker !== undefined) {
    const help = "settle the merge first";
    return { ok: false, why: "it has merge conflicts", line: marker.index + 1, help };
  }
  const headings = outside.filter(({ line }) => line.startsWith("## "));
  const existing = headings.find(({ line }) => released.exec(line)?.[1] === version);
  if (
    existing !== undefined &&
    !isDated(existing.line) &&
    existing === headings.find(({ line }) => released.test(line))
  ) {
    return {
      ok: true,
      text: dateInPlace(lines, existing.index, headings, changes, `## [${version}] - ${date}`).join(newline),
    };
  }
  if (existing !== undefined) {
    return { ok: false, why: `it has a section for ${version} already`, line: existing.index + 1 };
  }
  const open = headings.filter(({ line }) => unreleased.test(line));
  if (open.length > 1) {
    return {
      ok: false,
      why: "it has more than one section for what is unreleased",
      line: (open[1]?.index ?? 0) + 1,
    };
  }
  const [first] = headings;
  if (open.length === 0 && first !== undefined && !released.test(first.line)) {
    return {
      ok: false,
      why: 'its first section is neither "Unreleased" nor a version',
      line: first.index + 1,
    };
  }
  const from = open[0]?.index ?? first?.index ?? lines.length;
  const bodyFrom = open.length === 0 ? from : from + 1;
  const bodyTo = open.length === 0 ? from : (headings.find(({ index }) => index > from)?.index ?? end(lines));
  const body = trim(lines.slice(bodyFrom, bodyTo));
  const section = merge(body, changes);
  const next = [
    ...trimEnd(lines.slice(0, from)),
    ...(from === 0 ? [] : [""]),
    open[0]?.line ?? "## [Unreleased]",
    "",
    `## [${version}] - ${date}`,
    ...(section.length === 0 ? [] : ["", ...section]),
    ...(bodyTo < lines.length ? ["", ...trimStart(lines.slice(bodyTo))] : [""]),
  ];
  return { ok: true, text: next.join(newline) };
}

const isDated = (heading: string): boolean => /\d{4}-\d{2}-\d{2}/.test(heading);

/** The latest section has its version, and waits for a date. */
function dateInPlace(
  lines: readonly string[],
  at: number,
  headings: readonly Line[],
  changes: readonly Judged[],
  heading: string,
): readonly string[] {
  const until = headings.find(({ index }) => index > at)?.index ?? end(lines);
  const section = merge(trim(lines.slice(at + 1, until)), changes);
  const rest = trimStart(lines.slice(until));
  return [...lines.slice(0, at), heading, ...(section.length === 0 ? [] : ["", ...section]), "", ...rest];
}

/** The lines of a section with those changes added that it does not have, under headings that it may have already. */
function merge(body: readonly string[], changes: readonly Judged[]): readonly string[] {
  const result = [...body];
  for (const section of sections) {
    const entries = changes
      .filter((change) => sectionOf(change) === section)
      .filter(({ fingerprint }) => !body.some((line) => line.includes(fingerprint)))
      .map(entry);
    if (entries.length === 0) continue;
    const heading = `### ${section}`;
    const at = result.findIndex((line) => line.trim().toLowerCase() === heading.toLowerCase());
    if (at === -1) {
      result.push(...(result.length === 0 ? [] : [""]), heading, "", ...entries);
      continue;
    }
    const after = result.findIndex((line, index) => index > at && /^###? /.test(line));
    const until = after === -1 ? result.length : after;
    const last = trimEnd(result.slice(0, until)).length;
    result.splice(last, 0, ...(last === at + 1 ? [""] : []), ...entries);
  }
  return result;
}

function entry(change: Judged): string {
  const subject = change.tool === undefined ? "" : `\`${change.tool}\`: `;
  const reason =
    change.accepted === undefined ? "" : ` Accepted: ${escaped(change.accepted.replaceAll(/\s+/g, " "))}`;
  return `- ${subject}${escaped(sentence(change))}.${reason} (${change.fingerprint})`;
}

interface Line {
  readonly line: string;
  readonly index: number;
}

/** A heading in a block of code is text. */
function outsideFences(lines: readonly string[]): readonly Line[] {
  let fence: string | undefined;
  return lines.flatMap((line, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    return fence === undefined && mark === undefined ? [{ line, index }] : [];
  });
}

/** Where links stand at the end of the file, sections end before them. */
function end(lines: readonly string[]): number {
  let at = lines.length;
  while (at > 0 && /^(?:\[[^\]]+\]: .*|\s*)$/.test(lines[at - 1] ?? "")) at -= 1;
  return at;
}

const isBlank = (line: string | undefined): boolean => line?.trim() === "";

function trimEnd(lines: readonly string[]): readonly string[] {
  let to = lines.length;
  while (to > 0 && isBlank(lines[to - 1])) to -= 1;
  return lines.slice(0, to);
}

function trimStart(lines: readonly string[]): readonly string[] {
  let from = 0;
  while (from < lines.length && isBlank(lines[from])) from += 1;
  return lines.slice(from);
}

const trim = (lines: readonly string[]): readonly string[] => trimStart(trimEnd(lines));
