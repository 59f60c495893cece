/**
 * Tokens of a SQL statement, SQLite and PostgreSQL alike, with offsets. What matters is where strings,
 * quoted names and comments begin and end: a `:name`, a `;` or a keyword counts only outside of them.
 * SQLite: https://sqlite.org/lang_expr.html; PostgreSQL: docs, "Lexical Structure".
 */

export type TokenKind =
  | "word" // keyword or unquoted name
  | "quoted" // "name", `name` or [name]
  | "string" // '…', E'…', $tag$…$tag$
  | "number"
  | "parameter" // :name
  | "placeholder" // ?, ?1, $1, $name, @name, #{…}, ${…}, {{…}}: not ours
  | "comment"
  | "operator"
  | "unfinished"; // a quote or comment without its end

export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 code units from the start; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Pattern {
  readonly kind: TokenKind;
  /** Sticky. Linear: no alternative can match what another one does. */
  readonly pattern: RegExp;
}

/** Tried in this order at each place. */
const patterns: readonly Pattern[] = [
  { kind: "comment", pattern: /--[^\n]*/y },
  { kind: "string", pattern: /[eE]'(?:[^'\\]|''|\\[^])*'/y },
  { kind: "unfinished", pattern: /[eE]'/y },
  { kind: "string", pattern: /(?:[uU]&|[nNbBxX])?'(?:[^']|'')*'/y },
  { kind: "quoted", pattern: /(?:[uU]&)?"(?:[^"]|"")*"/y },
  { kind: "quoted", pattern: /`(?:[^`]|``)*`/y },
  { kind: "unfinished", pattern: /(?:[uU]&|[nNbBxX])?'|(?:[uU]&)?"|`/y },
  { kind: "placeholder", pattern: /[$#]\{[^}\n]*\}?|\{\{[^}\n]*(?:\}\}?)?/y },
  { kind: "word", pattern: /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy },
  { kind: "number", pattern: /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y },
  { kind: "operator", pattern: /::|:=/y },
  { kind: "parameter", pattern: /:[\p{L}_][\p{L}\p{N}_]*/uy },
  { kind: "placeholder", pattern: /\?\d*(?![|&])|[$@][\p{L}\p{N}_]+/uy },
  { kind: "operator", pattern: /[^\s]/uy },
];

const space = /\s+/y;
const dollarTag = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/** Every token, comments included; never fails: what has no end is `unfinished` and goes on to the end. */
export function lex(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: TokenKind, end: number) => {
    tokens.push({ kind, start: at, end, text: sql.slice(at, end) });
    at = end;
  };
  while (at < sql.length) {
    space.lastIndex = at;
    if (space.test(sql)) {
      at = space.lastIndex;
      continue;
    }
    if (sql.startsWith("/*", at)) {
      const end = blockCommentEnd(sql, at);
      push(end === undefined ? "unfinished" : "comment", end ?? sql.length);
      continue;
    }
    dollarTag.lastIndex = at;
    const tag = dollarTag.exec(sql)?.[0];
    if (tag !== undefined) {
      const close = sql.indexOf(tag, at + tag.length);
      push(close < 0 ? "unfinished" : "string", close < 0 ? sql.length : close + tag.length);
      continue;
    }
    if (sql[at] === "[" && isBracketName(tokens.at(-1))) {
      const close = sql.indexOf("]", at);
      push(close < 0 ? "unfinished" : "quoted", close < 0 ? sql.length : close + 1);
      continue;
    }
    for (const { kind, pattern } of patterns) {
      pattern.lastIndex = at;
      if (!pattern.test(sql)) continue;
      push(kind, kind === "unfinished" ? sql.length : pattern.lastIndex);
      break;
    }
  }
  return tokens;
}

/** SQLite's comments do not nest, PostgreSQL's do: the first end counts, and `problems.ts` refuses an inner start. */
function blockCommentEnd(sql: string, start: number): number | undefined {
  const end = sql.indexOf("*/", start + 2);
  return end < 0 ? undefined : end + 2;
}

/** `[name]` is a name in SQLite, but `array[1]` an index in PostgreSQL: an index follows a value. */
function isBracketName(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "word") return keywordsBeforeName.has(before.text.toUpperCase());
  return before.kind === "operator" && before.text !== ")" && before.text !== "]";
}

const keywordsBeforeName = new Set(
  "SELECT FROM JOIN WHERE AND OR NOT BY ON AS IN DISTINCT HAVING CASE WHEN THEN ELSE BETWEEN LIKE IS".split(
    " ",
  ),
);
