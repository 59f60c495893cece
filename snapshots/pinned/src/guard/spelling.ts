/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
const distance = (from: string, to: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const replaced = (last[column - 1] ?? 0) + (same ? 0 : 1);
      const inserted = Math.min(line[column - 1] ?? 0, last[column] ?? 0) + 1;
      const swap = swapped ? (before[column - 2] ?? Infinity) + 1 : Infinity;
      line.push(Math.min(replaced, inserted, swap));
    }
    before = last;
    last = line;
  }
  return last[to.length] ?? 0;
};

/** The known name that a misspelt one most likely stands for, if any is near. */
export const closest = (name: string, known: readonly string[]): string | undefined => {
  if (name.length > 64) return undefined;
  const ranked = known
    .map((word) => ({ word, edits: distance(name.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, Math.floor(name.length / 3))
    ? best.word
    : undefined;
};
