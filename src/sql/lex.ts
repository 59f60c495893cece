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
  /** Sticky, and linear: no alternative can match what another one does. */
  readonly pattern: RegExp;
}

const word: Pattern = { kind: "word", pattern: /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy };
const number: Pattern = {
  kind: "number",
  pattern: /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y,
};
const operator: Pattern = { kind: "operator", pattern: /::|:=|[^]/uy };
const quoted: readonly Pattern[] = [
  { kind: "string", pattern: /'(?:[^']|'')*'/y },
  { kind: "quoted", pattern: /"(?:[^"]|"")*"/y },
  { kind: "quoted", pattern: /`(?:[^`]|``)*`/y },
  { kind: "unfinished", pattern: /['"`][^]*/y },
];
/** PostgreSQL's prefixes; only `E` strings have backslash escapes. */
const prefixed: readonly Pattern[] = [
  { kind: "string", pattern: /[eE]'(?:[^'\\]|''|\\[^])*'/y },
  { kind: "string", pattern: /(?:[uU]&|[nNbBxX])'(?:[^']|'')*'/y },
  { kind: "quoted", pattern: /[uU]&"(?:[^"]|"")*"/y },
  { kind: "unfinished", pattern: /(?:[eEnNbBxX]'|[uU]&['"])[^]*/y },
];
/** In the order in which they are tried, by the first character. */
const byFirst: Readonly<Record<string, readonly Pattern[]>> = {
  "'": quoted,
  '"': quoted,
  "`": quoted,
  "-": [{ kind: "comment", pattern: /--[^\n]*/y }],
  "/": [
    // SQLite's comments do not nest, PostgreSQL's do: the first end counts, and `problems.ts` refuses an inner start.
    { kind: "comment", pattern: /\/\*[^]*?\*\//y },
    { kind: "unfinished", pattern: /\/\*[^]*/y },
  ],
  ".": [{ kind: "number", pattern: /\.\d[\d_]*(?:[eE][+-]?\d+)?/y }],
  ":": [{ kind: "parameter", pattern: /:[\p{L}_][\p{L}\p{N}_]*/uy }],
  "?": [{ kind: "placeholder", pattern: /\?\d*(?![|&])/y }],
  "@": [{ kind: "placeholder", pattern: /@[\p{L}\p{N}_]+/uy }],
  "#": [{ kind: "placeholder", pattern: /#\{[^}\n]*\}?/y }],
  "{": [{ kind: "placeholder", pattern: /\{\{[^}\n]*(?:\}\}?)?/y }],
  $: [
    { kind: "placeholder", pattern: /\$\{[^}\n]*\}?/y },
    { kind: "string", pattern: /\$((?:[\p{L}_][\p{L}\p{N}_]*)?)\$[^]*?\$\1\$/uy },
    { kind: "unfinished", pattern: /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$[^]*/uy },
    { kind: "placeholder", pattern: /\$[\p{L}\p{N}_]+/uy },
  ],
};
const bracketed: readonly Pattern[] = [
  { kind: "quoted", pattern: /\[[^\]]*\]/y },
  { kind: "unfinished", pattern: /\[[^]*/y },
];

const space = /\s/;
const mayBePrefix = /[eEuUnNbBxX]/;

/** Every token, comments included; never fails: what has no end is `unfinished` and goes on to the end. */
export function lex(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const character = sql[at] ?? "";
    if (space.test(character)) {
      at += 1;
      continue;
    }
    const { kind, end } = tokenAt(sql, at, character, tokens.at(-1));
    tokens.push({ kind, start: at, end, text: sql.slice(at, end) });
    at = end;
  }
  return tokens;
}

function tokenAt(
  sql: string,
  at: number,
  character: string,
  before: Token | undefined,
): { kind: TokenKind; end: number } {
  for (const { kind, pattern } of candidates(sql, at, character, before)) {
    pattern.lastIndex = at;
    if (pattern.test(sql)) return { kind, end: pattern.lastIndex };
  }
  return { kind: "operator", end: at + 1 };
}

function candidates(
  sql: string,
  at: number,
  character: string,
  before: Token | undefined,
): readonly Pattern[] {
  if (Object.hasOwn(byFirst, character)) return [...(byFirst[character] ?? []), operator];
  if (character >= "0" && character <= "9") return [number];
  if (character === "[" && isBracketName(before)) return bracketed;
  const next = sql[at + 1];
  if ((next === "'" || next === "&") && mayBePrefix.test(character)) return [...prefixed, word];
  return [word, operator];
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
