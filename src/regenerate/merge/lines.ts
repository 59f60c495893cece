/** Line diffs that stay fast on files in which the same few lines repeat. */
import { diffArrays } from "diff";

/** `lines[from, to)` of one text become `by` in another. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

/**
 * Edits after which the search for a shortest diff gives up: its time grows with their square. What is left then
 * counts as one replaced block, which can only make a merge ask more often, never lose a line.
 */
const mostEdits = 3000;

/** What turns `before` into `after`: in order, not empty, with at least one common line between two of them. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const gap of gapsBetweenAnchors(before, after)) diffGap(before, after, gap, hunks);
  return joined(hunks, before);
}

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The parts that differ between the common ends, split at lines that both sides have exactly once, in order. */
function gapsBetweenAnchors(before: readonly string[], after: readonly string[]): readonly Gap[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;

  const whole = { from: start, to: before.length - end, newFrom: start, newTo: after.length - end };
  if (whole.to - whole.from < 200) return [whole];
  const places = uniquePlaces(after, whole.newFrom, whole.newTo);
  const own = uniquePlaces(before, whole.from, whole.to);
  const shared = [...own].flatMap(([line, at]) => {
    const other = places.get(line);
    return at === undefined || other === undefined ? [] : [[at, other] as const];
  });
  const gaps: Gap[] = [];
  let { from, newFrom } = whole;
  for (const [at, other] of longestRising(shared)) {
    gaps.push({ from, to: at, newFrom, newTo: other });
    from = at + 1;
    newFrom = other + 1;
  }
  gaps.push({ ...whole, from, newFrom });
  return gaps;
}

/** Where each line stands; undefined for one that stands there more than once. */
function uniquePlaces(lines: readonly string[], from: number, to: number): Map<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (let index = from; index < to; index++) {
    const line = lines[index] as string;
    places.set(line, places.has(line) ? undefined : index);
  }
  return places;
}

/** The longest run of pairs (already rising on the left) that rises on the right too: patience sorting. */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const tops: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, [, right]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] as number] as readonly [number, number])[1] < right) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tops[low - 1] : undefined;
    tops[low] = index;
  }
  const run: (readonly [number, number])[] = [];
  for (let index = tops.at(-1); index !== undefined; index = previous[index]) {
    run.push(pairs[index] as readonly [number, number]);
  }
  return run.reverse();
}

function diffGap(before: readonly string[], after: readonly string[], gap: Gap, hunks: Hunk[]): void {
  const old = before.slice(gap.from, gap.to);
  const fresh = after.slice(gap.newFrom, gap.newTo);
  const known = new Set(old);
  const changes = fresh.some((line) => known.has(line))
    ? diffArrays(old, fresh, { maxEditLength: mostEdits })
    : undefined;
  if (changes === undefined) {
    if (old.length + fresh.length > 0) hunks.push({ from: gap.from, to: gap.to, by: fresh });
    return;
  }
  let at = gap.from;
  for (const { value, added, removed } of changes) {
    if (added) hunks.push({ from: at, to: at, by: value });
    else {
      if (removed) hunks.push({ from: at, to: at + value.length, by: [] });
      at += value.length;
    }
  }
}

/** Hunks that touch become one. */
function joined(hunks: readonly Hunk[], before: readonly string[]): readonly Hunk[] {
  const all: Hunk[] = [];
  for (const hunk of hunks) {
    const last = all.at(-1);
    if (last !== undefined && last.to >= hunk.from) {
      all[all.length - 1] = { from: last.from, to: hunk.to, by: [...last.by, ...hunk.by] };
    } else all.push(hunk);
  }
  return all.filter(
    ({ from, to, by }) => by.length !== to - from || by.some((line, i) => line !== before[from + i]),
  );
}
