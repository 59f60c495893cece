import type { Admitted } from "./refusal.js";

/** Levels of nesting, the message's own three or four included. */
const maxDepth = 32;
/** Members of all objects together. */
const maxMembers = 10_000;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const loneSurrogate = /\p{Surrogate}/u;
const quote = 0x22;
const backslash = 0x5c;

/**
 * Parses a request body, more strictly than `JSON.parse`: it looks at the text first and refuses what
 * would be costly (deep nesting), ambiguous (duplicate members, RFC 8259 §4), or would not come out as
 * it went in (invalid UTF-8, lone surrogates, numbers beyond a double, `__proto__`).
 */
export function parseJson(bytes: Uint8Array): Admitted<unknown> {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return parseError("the body is not UTF-8");
  }
  try {
    const problem = inspect(text);
    if (problem !== undefined) return parseError(problem);
    return { value: JSON.parse(text) as unknown };
  } catch {
    return parseError("the body is not JSON");
  }
}

const parseError = (problem: string): Admitted<never> => ({
  refusal: { status: 400, code: -32_700, message: `Parse error: ${problem}` },
});

/** What is wrong with the text beyond its syntax, which is left to `JSON.parse`. */
function inspect(text: string): string | undefined {
  /** For every open object the names seen in it; for every open array `undefined`. */
  const open: (Set<string> | undefined)[] = [];
  let members = 0;
  let atName = false;
  // Without one, strings are what they look like: UTF-8 itself cannot hold half a surrogate pair.
  const escapes = text.includes("\\");

  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === quote) {
      const end = endOfString(text, at);
      const value = text.slice(at + 1, end);
      const string = escapes && value.includes("\\") ? (JSON.parse(`"${value}"`) as string) : value;
      if (escapes && loneSurrogate.test(string)) return "a string holds half a surrogate pair";
      if (atName) {
        const names = open.at(-1);
        if (names?.has(string)) return "an object names a member twice";
        if (string === "__proto__") return "a member has a name that is not allowed";
        if (++members > maxMembers) return "too many members";
        names?.add(string);
      }
      at = end;
    } else if (char === 0x7b /* { */ || char === 0x5b /* [ */) {
      open.push(char === 0x7b ? new Set() : undefined);
      if (open.length > maxDepth) return "nested too deeply";
      atName = char === 0x7b;
    } else if (char === 0x7d /* } */ || char === 0x5d /* ] */) {
      open.pop();
      atName = false;
    } else if (char === 0x2c /* , */) {
      atName = open.at(-1) !== undefined;
    } else if (char === 0x3a /* : */) {
      atName = false;
    } else if (char === 0x2d /* - */ || (char >= 0x30 && char <= 0x39)) {
      const end = endOfNumber(text, at);
      if (Math.abs(Number(text.slice(at, end))) === Infinity) return "a number is too large";
      at = end - 1;
    }
  }
  return undefined;
}

/** The closing quote of the string that opens at `start`; the end of the text if there is none. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before the character. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === backslash) before--;
  return (at - before) % 2 === 1;
}

const numeric = /[^\d+\-.eE]/g;

function endOfNumber(text: string, start: number): number {
  numeric.lastIndex = start;
  return numeric.exec(text)?.index ?? text.length;
}
