/** A file whose generated text changed in nothing but names, because what it is about was renamed. */
import { diffLines } from "./lines.js";

/**
 * My text under the new names: lines that I left alone come from `theirs`, mine stay as they are, but for the old
 * name where the generator put it. Undefined when more than names changed where I edited: then it is a merge like
 * any other.
 */
export function renamedText(base: string, mine: string, theirs: string): string | undefined {
  const [old, fresh] = [base.split("\n"), theirs.split("\n")];
  if (old.length !== fresh.length) return undefined;
  const changes = old.map((line, index) => changeOf(line, fresh[index] as string));
  if (changes.includes("more")) return undefined;
  const lines: string[] = [];
  let at = 0;
  for (const { from, to, by } of diffLines(old, mine.split("\n"))) {
    lines.push(...fresh.slice(at, from));
    for (const line of by) lines.push(changes.slice(from, to).reduce<string>(renamedLine, line));
    at = to;
  }
  return [...lines, ...fresh.slice(at)].join("\n");
}

interface Names {
  /** Of the line, up to and with the first name that changed. */
  readonly start: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Nothing, names only, or more than that. */
type Change = "none" | "more" | Names;

/** Names and what is between them. */
const words = (line: string): readonly string[] => line.split(/([\w$]+)/);

function changeOf(before: string, after: string): Change {
  if (before === after) return "none";
  const [old, fresh] = [words(before), words(after)];
  if (old.length !== fresh.length) return "more";
  const first = old.findIndex((word, index) => word !== fresh[index]);
  const changed = old.flatMap((word, index) =>
    word === fresh[index] ? [] : [[word, fresh[index] ?? ""] as const],
  );
  if (changed.some(([word]) => !/^[A-Za-z_$]/.test(word))) return "more";
  return { start: old.slice(0, first + 1).join(""), names: new Map(changed) };
}

/** A line that still begins as the generated one did is that line, edited: its names follow. */
function renamedLine(line: string, change: Change): string {
  if (typeof change === "string" || !line.startsWith(change.start)) return line;
  return words(line)
    .map((word) => change.names.get(word) ?? word)
    .join("");
}
