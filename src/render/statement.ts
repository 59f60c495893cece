/** Statements of generated TypeScript whose layout depends on the length of what a spec says. */
import { tsString, tsTemplate, tsValue } from "./literal.js";
import { printWidth } from "./width.js";

/** `import { a, b } from "./x.js";`, broken as prettier breaks it. */
export function tsImport(names: readonly string[], from: string): string {
  const line = `import { ${names.join(", ")} } from ${tsString(from)};`;
  if (line.length <= printWidth || names.length === 1) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${tsString(from)};`;
}

/** `head[a, b]tail` on one line, or an element a line. */
export function tsList(head: string, items: readonly string[], tail: string): string {
  const line = `${head}[${items.join(", ")}]${tail}`;
  if (line.length <= printWidth) return line;
  return `${head}[\n${items.map((item) => `  ${item},\n`).join("")}]${tail}`;
}

/** The first argument of `select`, its statement, and how each parameter is bound, at an indentation of two. */
export function tsSelect(
  source: string,
  statement: string,
  bindings: Readonly<Record<string, string>>,
  places: readonly string[] = [],
): string {
  const start = "  run: select(";
  const name = tsString(source);
  if (!statement.includes("\n") && places.length === 0) {
    const head = `${name}, ${tsTemplate(statement)}, `;
    const column = start.length + head.length;
    const flat = tsValue(bindings, { indent: 2, column, trailing: 2 });
    const hugs = Object.keys(bindings).length > 0 && column + 1 <= printWidth;
    if (hugs || (!flat.includes("\n") && column + flat.length + 2 <= printWidth)) {
      return `select(${head}${flat})`;
    }
  }
  const object = tsValue(bindings, { indent: 4, column: 4, trailing: 1 });
  const last = places.length === 0 ? "" : `    ${tsValue(places, { indent: 4, column: 4, trailing: 1 })},\n`;
  return `select(\n    ${name},\n    ${tsTemplate(aligned(statement, 5))},\n    ${object},\n${last}  )`;
}

/**
 * Lines after the first, moved under it. Only where no line ends inside a quoted text or a comment, whose blanks
 * would be part of it.
 */
export function aligned(statement: string, indent: number): string {
  const lines = statement.split("\n");
  const closed = lines.every(
    (line) => !/\/\*|--|[[\]`#\\]|\$(?!\d)/.test(line) && even(line, "'") && even(line, '"'),
  );
  if (!closed) return statement;
  return lines
    .map((line, index) =>
      index === 0 || line.trim() === "" ? line.trimEnd() : " ".repeat(indent) + line.trimEnd(),
    )
    .join("\n");
}

const even = (line: string, mark: string): boolean => (line.split(mark).length - 1) % 2 === 0;

/** `limits` of a tool: only what differs from the server's. */
export function tsLimits(own: Readonly<Record<string, unknown>>): string {
  if (Object.keys(own).length === 0) return "limits";
  const entries = Object.entries(own).map(([name, value]) => `${name}: ${tsAmount(value)}`);
  const line = `  limits: { ...limits, ${entries.join(", ")} },`;
  if (line.length <= printWidth) return line.trim().slice(0, -1);
  return `limits: {\n    ...limits,\n${entries.map((entry) => `    ${entry},\n`).join("")}  }`;
}

/** All limits, one a line. */
export const tsLimitTable = (limits: Readonly<Record<string, unknown>>): string =>
  `{\n${Object.entries(limits)
    .map(([name, value]) => `  ${name}: ${tsAmount(value)},\n`)
    .join("")}}`;

/** Whole numbers are grouped, so that a reader need not count digits. */
const tsAmount = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `{ ${Object.entries(value)
        .map(([name, item]) => `${name}: ${tsAmount(item)}`)
        .join(", ")} }`
    : String(value).replace(/^(\d{1,3})((?:\d{3})+)$/, (_, head: string, rest: string) =>
        [head, ...(rest.match(/\d{3}/g) ?? [])].join("_"),
      );
