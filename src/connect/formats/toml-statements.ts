/**
 * Where the statements of a TOML document stand. smol-toml reads it; what it does not tell is where: this finds the
 * ends of statements (strings and brackets are all there is to know for that) and asks smol-toml what each one's
 * keys are. Whoever edits by it reads the result again.
 */
import { parse } from "smol-toml";
import { isRecord } from "../../record.js";

export interface Statement {
  readonly kind: "table" | "pair";
  /** From the top of the document. */
  readonly path: readonly string[];
  /** The start of its line, its own start, the end of its value, and the start of the line after it. */
  readonly lineStart: number;
  readonly from: number;
  readonly end: number;
  readonly to: number;
}

/** Of a valid document whose lines end with `\n`. Undefined: it has arrays of tables, whose keys are not paths. */
export function statements(text: string): readonly Statement[] | undefined {
  const found: Statement[] = [];
  let table: readonly string[] = [];
  for (let lineStart = 0; lineStart < text.length;) {
    const from = lineStart + (/^[ \t]*/.exec(text.slice(lineStart))?.[0].length ?? 0);
    const character = text[from];
    if (character === "\n" || character === "#" || character === undefined) {
      lineStart = lineAfter(text, from);
      continue;
    }
    const end = endOf(text, from);
    const to = lineAfter(text, end);
    if (character === "[") {
      if (text[from + 1] === "[") return undefined;
      table = keysOf(text.slice(from, end));
      found.push({ kind: "table", path: table, lineStart, from, end, to });
    } else {
      const key = text.slice(from, keyEnd(text, from));
      found.push({ kind: "pair", path: [...table, ...keysOf(`${key} = 0`)], lineStart, from, end, to });
    }
    lineStart = to;
  }
  return found;
}

export const startsWith = (path: readonly string[], start: readonly (string | number)[]): boolean =>
  start.every((key, index) => path[index] === key);

const lineAfter = (text: string, offset: number): number => {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
};

/** A string of any of the four kinds, a comment, or one character. */
const token = /"""(?:\\[^]|[^\\])*?"{3,5}|'''[^]*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[^]/y;

function* tokens(text: string, from: number): Generator<{ readonly at: number; readonly text: string }> {
  token.lastIndex = from;
  for (let at = from, found = token.exec(text); found !== null; found = token.exec(text)) {
    yield { at, text: found[0] };
    at += found[0].length;
    token.lastIndex = at;
  }
}

/** Behind the last character of the statement at `from` that is neither a blank nor a comment. */
function endOf(text: string, from: number): number {
  let depth = 0;
  let end = from;
  for (const { at, text: one } of tokens(text, from)) {
    if (one === "\n" && depth === 0) break;
    if (one === "[" || one === "{") depth++;
    if (one === "]" || one === "}") depth--;
    if (!one.startsWith("#") && one.trim() !== "") end = at + one.length;
  }
  return end;
}

function keyEnd(text: string, from: number): number {
  for (const { at, text: one } of tokens(text, from)) if (one === "=") return at;
  return text.length;
}

/** `a`, `b` for `[a.b]` and for `a.b = 0`. */
function keysOf(statement: string): readonly string[] {
  const keys: string[] = [];
  for (let value: unknown = parse(statement); isRecord(value);) {
    const [key] = Object.keys(value);
    if (key === undefined) break;
    keys.push(key);
    value = value[key];
  }
  return keys;
}
