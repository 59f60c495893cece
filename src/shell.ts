/** A command line to paste into a shell. */

/** A word that means itself in every shell, without quotes. */
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Quotes for `sh` and its kin; on Windows for cmd and PowerShell as far as both allow. */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (plain.test(word)) return word;
  if (platform === "win32") return `"${word.replaceAll('"', '\\"')}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function shellLine(words: readonly string[], platform?: NodeJS.Platform): string {
  return words.map((word) => shellWord(word, platform)).join(" ");
}
