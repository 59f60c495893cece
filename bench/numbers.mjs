/** The few numbers that the benchmarks need, and how they are printed. */

/** @param {readonly number[]} values */
export const median = (values) => percentile(values, 0.5);

/** @param {readonly number[]} values  @param {number} p from 0 to 1 */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}

/**
 * Measures several things in turn, again and again: noise of the machine then falls on all of them alike.
 * @template {string} K
 * @param {number} rounds
 * @param {Record<K, () => Promise<number>>} subjects
 * @returns {Promise<Record<K, number[]>>}
 */
export async function inTurn(rounds, subjects) {
  const results = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(subjects)) results[name].push(await measure());
  }
  return results;
}

/** Median of the ratios of each round: `a[i] / b[i]`. */
export const pairedRatio = (a, b) => median(a.map((value, i) => value / b[i]));

/** A table for a person: first column to the left, all others to the right. */
export function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  const line = (row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
  console.log(line(all[0]));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of all.slice(1)) console.log(line(row));
}
