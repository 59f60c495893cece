/** Spelling suggestions: the candidate that the writer most probably meant. */

/**
 * The nearest candidate, if it is near enough to be meant: at most a third of the letters differ, not counting
 * case and the choice of `_`, `-` or none. The first of equally near ones wins.
 */
export function suggest(written: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(written);
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    if (Math.abs(folded.length - wanted.length) > allowed) continue;
    const distance = editDistance(wanted, folded);
    if (distance <= allowed && distance < bestDistance && distance < folded.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A label such as `did you mean "main"?`, or none. */
export function didYouMean(written: string, candidates: Iterable<string>): string | undefined {
  const meant = suggest(written, candidates);
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

const fold = (text: string) =>
  text
    .slice(0, 128)
    .toLowerCase()
    .replaceAll(/[_\- ]/g, "");

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
 * Restricted Damerau-Levenshtein as in Boytsov, "Indexing methods for approximate dictionary searching" (2011).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
