/**
 * Tokens of a SQL statement with offsets: of SQLite and PostgreSQL alike, or of MySQL and MariaDB. What matters is
 * where strings, quoted names and comments begin and end: a `:name`, a `;` or a keyword counts only outside of them.
 * SQLite: https://sqlite.org/lang_expr.html; PostgreSQL: docs, "Lexical Structure";
 * MySQL: https://dev.mysql.com/doc/refman/8.4/en/language-structure.html.
 */

/** `mysql`: with a SQL mode in which a backslash escapes and `"` begins a string, as its sessions are set to. */
export type Dialect = "standard" | "mysql";

export type TokenKind =
  | "word" // keyword or unquoted name
  | "quoted" // "name", `name` or [name]
  | "string" // '…', E'…', $tag$…$tag$; MySQL's "…"
  | "number"
  | "parameter" // :name
  | "placeholder" // ?, ?1, $1, $name, @name, #{…}, ${…}, {{…}}: not ours
  | "comment"
  | "executable" // MySQL's /*! … */, which is no comment
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

/** Where the tokens of a dialect begin. */
interface Lexis {
  /** In the order in which they are tried, by the first character. */
  readonly byFirst: Readonly<Record<string, readonly Pattern[]>>;
  /** Before a quote, and not a word. */
  readonly prefixes: boolean;
  /** `[name]`. */
  readonly brackets: boolean;
}

const word: Pattern = { kind: "word", pattern: /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy };
const number: Pattern = {
  kind: "number",
  pattern: /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y,
};
const operator: Pattern = { kind: "operator", pattern: /::|:=|[^]/uy };
const unfinished: Pattern = { kind: "unfinished", pattern: /['"`][^]*/y };
const quoted: readonly Pattern[] = [
  { kind: "string", pattern: /'(?:[^']|'')*'/y },
  { kind: "quoted", pattern: /"(?:[^"]|"")*"/y },
  { kind: "quoted", pattern: /`(?:[^`]|``)*`/y },
  unfinished,
];
/** PostgreSQL's prefixes; only `E` strings have backslash escapes. */
const prefixed: readonly Pattern[] = [
  { kind: "string", pattern: /[eE]'(?:[^'\\]|''|\\[^])*'/y },
  { kind: "string", pattern: /(?:[uU]&|[nNbBxX])'(?:[^']|'')*'/y },
  { kind: "quoted", pattern: /[uU]&"(?:[^"]|"")*"/y },
  { kind: "unfinished", pattern: /(?:[eEnNbBxX]'|[uU]&['"])[^]*/y },
];
/** Of every dialect. */
const shared: Lexis["byFirst"] = {
  ".": [{ kind: "number", pattern: /\.\d[\d_]*(?:[eE][+-]?\d+)?/y }],
  ":": [{ kind: "parameter", pattern: /:[\p{L}_][\p{L}\p{N}_]*/uy }],
  "?": [{ kind: "placeholder", pattern: /\?\d*(?![|&])/y }],
  "{": [{ kind: "placeholder", pattern: /\{\{[^}\n]*(?:\}\}?)?/y }],
};
const standard: Lexis["byFirst"] = {
  ...shared,
  "'": quoted,
  '"': quoted,
  "`": quoted,
  "-": [{ kind: "comment", pattern: /--[^\n]*/y }],
  "/": [
    // SQLite's comments do not nest, PostgreSQL's do: the first end counts, and `problems.ts` refuses an inner start.
    { kind: "comment", pattern: /\/\*[^]*?\*\//y },
    { kind: "unfinished", pattern: /\/\*[^]*/y },
  ],
  "@": [{ kind: "placeholder", pattern: /@[\p{L}\p{N}_]+/uy }],
  "#": [{ kind: "placeholder", pattern: /#\{[^}\n]*\}?/y }],
  $: [
    { kind: "placeholder", pattern: /\$\{[^}\n]*\}?/y },
    { kind: "string", pattern: /\$((?:[\p{L}_][\p{L}\p{N}_]*)?)\$[^]*?\$\1\$/uy },
    { kind: "unfinished", pattern: /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$[^]*/uy },
    { kind: "placeholder", pattern: /\$[\p{L}\p{N}_]+/uy },
  ],
};
/** A backslash escapes in both kinds of string, and `--` begins a comment only before a blank. */
const mysql: Lexis["byFirst"] = {
  ...shared,
  "'": [{ kind: "string", pattern: /'(?:[^'\\]|''|\\[^])*'/y }, unfinished],
  '"': [{ kind: "string", pattern: /"(?:[^"\\]|""|\\[^])*"/y }, unfinished],
  "`": [{ kind: "quoted", pattern: /`(?:[^`]|``)*`/y }, unfinished],
  "-": [{ kind: "comment", pattern: /--(?=[\s\p{Cc}]|$)[^\n]*/uy }],
  "#": [{ kind: "comment", pattern: /#[^\n]*/y }],
  "/": [
    { kind: "executable", pattern: /\/\*M?![^]*?\*\//y },
    { kind: "comment", pattern: /\/\*[^]*?\*\//y },
    { kind: "unfinished", pattern: /\/\*[^]*/y },
  ],
  // Variables of the user and of the server.
  "@": [{ kind: "placeholder", pattern: /@@?[\p{L}\p{N}_$.]*/uy }],
  $: [
    { kind: "placeholder", pattern: /\$\{[^}\n]*\}?/y },
    { kind: "placeholder", pattern: /\$[\p{L}\p{N}_]*/uy },
  ],
};
const dialects: Readonly<Record<Dialect, Lexis>> = {
  standard: { byFirst: standard, prefixes: true, brackets: true },
  mysql: { byFirst: mysql, prefixes: false, brackets: false },
};
const bracketed: readonly Pattern[] = [
  { kind: "quoted", pattern: /\[[^\]]*\]/y },
  { kind: "unfinished", pattern: /\[[^]*/y },
];

const space = /\s/;
const mayBePrefix = /[eEuUnNbBxX]/;

/** Every token, comments included; never fails: what has no end is `unfinished` and goes on to the end. */
export function lex(sql: string, dialect: Dialect = "standard"): readonly Token[] {
  const lexis = dialects[dialect];
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const character = sql[at] ?? "";
    if (space.test(character)) {
      at += 1;
      continue;
    }
    const { kind, end } = tokenAt(lexis, sql, at, character, tokens.at(-1));
    tokens.push({ kind, start: at, end, text: sql.slice(at, end) });
    at = end;
  }
  return tokens;
}

function tokenAt(
  lexis: Lexis,
  sql: string,
  at: number,
  character: string,
  before: Token | undefined,
): { kind: TokenKind; end: number } {
  for (const { kind, pattern } of candidates(lexis, sql, at, character, before)) {
    pattern.lastIndex = at;
    if (pattern.test(sql)) return { kind, end: pattern.lastIndex };
  }
  return { kind: "operator", end: at + 1 };
}

function candidates(
  { byFirst, prefixes, brackets }: Lexis,
  sql: string,
  at: number,
  character: string,
  before: Token | undefined,
): readonly Pattern[] {
  if (Object.hasOwn(byFirst, character)) return [...(byFirst[character] ?? []), operator];
  if (character >= "0" && character <= "9") return [number];
  if (brackets && character === "[" && isBracketName(before)) return bracketed;
  const next = sql[at + 1];
  if (prefixes && (next === "'" || next === "&") && mayBePrefix.test(character)) return [...prefixed, word];
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
