/** Three-way merge of lines, as of `diff3` (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007). */
import { diffLines, type Hunk } from "./lines.js";

/** A stretch of the result: lines that are settled, or what the two sides want there. */
export type Chunk =
  | { readonly kind: "settled"; readonly lines: readonly string[] }
  | {
      readonly kind: "conflict";
      /** What stood there before both changed it. */
      readonly base: readonly string[];
      readonly mine: readonly string[];
      readonly theirs: readonly string[];
    };

/**
 * Merges two descendants of `base`. Changes of the same lines conflict unless they are the same, and so do two
 * insertions at one place: which of them belongs first is nothing that lines can tell. Neighbouring lines may change.
 */
export function diff3(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly Chunk[] {
  const ours = diffLines(base, mine);
  const others = diffLines(base, theirs);
  const chunks: Chunk[] = [];
  const settle = (lines: readonly string[]) => {
    if (lines.length > 0) chunks.push({ kind: "settled", lines });
  };
  let at = 0;
  for (const group of groups(ours, others)) {
    settle(base.slice(at, group.from));
    const left = applied(base, group.mine, group);
    const right = applied(base, group.theirs, group);
    if (group.theirs.length === 0 || same(left, right)) settle(left);
    else if (group.mine.length === 0) settle(right);
    else chunks.push(...conflict(left, right, base.slice(group.from, group.to)));
    at = group.to;
  }
  settle(base.slice(at));
  return chunks;
}

interface Group {
  from: number;
  to: number;
  readonly mine: Hunk[];
  readonly theirs: Hunk[];
}

/** Two insertions between the same lines. */
const isSamePlace = (one: Pick<Hunk, "from" | "to">, other: Pick<Hunk, "from" | "to">): boolean =>
  one.from === one.to && other.from === other.to && one.from === other.from;

/** Hunks of both sides by the stretches of the base that both change. */
function groups(mine: readonly Hunk[], theirs: readonly Hunk[]): readonly Group[] {
  const tagged = [
    ...mine.map((hunk) => ({ hunk, side: "mine" as const })),
    ...theirs.map((hunk) => ({ hunk, side: "theirs" as const })),
  ].sort((left, right) => left.hunk.from - right.hunk.from || left.hunk.to - right.hunk.to);
  const all: Group[] = [];
  for (const { hunk, side } of tagged) {
    const last = all.at(-1);
    const group =
      last !== undefined && (hunk.from < last.to || isSamePlace(hunk, last))
        ? last
        : ({ from: hunk.from, to: hunk.to, mine: [], theirs: [] } satisfies Group);
    if (group !== last) all.push(group);
    group.to = Math.max(group.to, hunk.to);
    group[side].push(hunk);
  }
  return all;
}

function applied(base: readonly string[], hunks: readonly Hunk[], { from, to }: Group): readonly string[] {
  const lines: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    lines.push(...base.slice(at, hunk.from), ...hunk.by);
    at = hunk.to;
  }
  return [...lines, ...base.slice(at, to)];
}

/** What both sides agree on at the ends of a conflict is no part of it. */
export function conflict(
  mine: readonly string[],
  theirs: readonly string[],
  base: readonly string[] = [],
): readonly Chunk[] {
  let start = 0;
  const shorter = Math.min(mine.length, theirs.length);
  while (start < shorter && mine[start] === theirs[start]) start++;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++;
  const chunks: Chunk[] = [];
  if (start > 0) chunks.push({ kind: "settled", lines: mine.slice(0, start) });
  chunks.push({
    kind: "conflict",
    base,
    mine: mine.slice(start, mine.length - end),
    theirs: theirs.slice(start, theirs.length - end),
  });
  if (end > 0) chunks.push({ kind: "settled", lines: mine.slice(mine.length - end) });
  return chunks;
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((line, index) => line === right[index]);
