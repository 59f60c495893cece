/**
 * Text of a spec as it may stand outside of literals: comments, headings, tables, settings. Each function closes the
 * ways out of its place (the end of a comment, a new line, markup) and leaves ordinary words as they are.
 */

/** Line breaks and runs of blanks become one blank; characters that cannot be seen are dropped. */
export const oneLine = (text: string): string =>
  text
    .replace(/(?!\s)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();

/** Inside a TypeScript comment: cannot end it, and cannot speak to the compiler. */
export const tsComment = (text: string): string =>
  oneLine(text).replaceAll("*/", "*\\/").replaceAll("@ts-", "@ ts-");

/** After `--` on one line. */
export const sqlComment = oneLine;

/** After `#` on one line. */
export const hashComment = oneLine;

/** Words of Markdown: no markup, no HTML, no end of a table's cell. Stable under prettier. */
export const mdText = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*[\]|~$]/g, "\\$&")
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/^([-+=#>:])/, "\\$1")
    .replace(/^(\d+)([.)])/, "$1\\$2");

/** A code span, whatever backticks the text holds; safe in a table's cell. */
export function mdCode(text: string): string {
  const line = oneLine(text).replaceAll("|", "¦");
  const runs = new Set((line.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length++;
  const fence = "`".repeat(length);
  const pad = /^`|`$/.test(line) ? " " : "";
  return fence + pad + line + pad + fence;
}

/** A value in an `.env` file as Node's `--env-file` reads it. */
export const envValue = (text: string): string =>
  /^[\w./:@,+%*-]*$/.test(text) ? text : `"${oneLine(text).replaceAll('"', "'")}"`;

/** One word of a shell command. */
export const shellWord = (text: string): string =>
  /^[\w./:@+-]+$/.test(text) ? text : `'${oneLine(text).replaceAll("'", "'\\''")}'`;

/** A YAML scalar: JSON is YAML. */
export const yamlString = (text: string): string =>
  JSON.stringify(text).replace(/[\u2028\u2029\u0085]/g, escape);

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A table with aligned columns, as prettier writes it. Cells are Markdown already. */
export function mdTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** A file as a line of `.gitignore` and its like, where some characters are patterns. */
export function ignoreLine(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return `/${parts.join("/")}`.replace(/[*?[\]]/g, "\\$&");
}
