/** What speaks against running a statement as a read-only tool. */
import type { Code } from "../diagnostics/catalog.js";
import { quoted } from "../diagnostics/printable.js";
import { lasting } from "./lasting.js";
import type { Token } from "./lex.js";
import type { Statement } from "./statement.js";

export interface SqlProblem {
  readonly code: Code;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly label?: string;
  readonly help?: string;
}

/** Every problem that needs no knowledge of the tool's arguments. */
export function sqlProblems({ dialect, tokens, comments }: Statement): readonly SqlProblem[] {
  const first = tokens.find(({ text }) => text !== ";");
  if (first === undefined) return [{ code: "MCP1407", message: "there is no statement", start: 0, end: 0 }];
  return [
    ...nested(comments),
    ...unfinished(tokens),
    ...placeholders(tokens),
    ...several(tokens),
    ...writes(tokens),
    ...locks(tokens),
    ...lasting(tokens),
    ...(dialect === "mysql" ? [...executable(tokens), ...sharedLocks(tokens)] : []),
    ...stars(tokens),
  ];
}

const word = (token: Token | undefined) => (token?.kind === "word" ? token.text.toUpperCase() : undefined);
const at = (token: Token) => ({ start: token.start, end: token.end });

function nested(comments: readonly Token[]): readonly SqlProblem[] {
  return comments.flatMap(({ text, start }): readonly SqlProblem[] => {
    const inner = text.startsWith("/*") ? text.indexOf("/*", 2) : -1;
    if (inner < 0) return [];
    const message = "a comment inside a comment: databases disagree about where it ends";
    return [{ code: "MCP1401", message, start: start + inner, end: start + inner + 2, help: "remove it" }];
  });
}

function unfinished(tokens: readonly Token[]): readonly SqlProblem[] {
  const problems: SqlProblem[] = [];
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind === "unfinished") {
      const opening = token.text.startsWith("/*") ? "/*" : token.text.slice(0, 1);
      const end = token.start + opening.length;
      problems.push({ code: "MCP1401", message: `${opening} is never closed`, start: token.start, end });
    }
    if (token.kind !== "operator") continue;
    if (token.text === "(") open.push(token);
    if (token.text === ")" && open.pop() === undefined) {
      problems.push({ code: "MCP1401", message: ") closes nothing", ...at(token), help: "remove it" });
    }
  }
  if (problems.length > 0) return problems;
  return open.map((token): SqlProblem => ({ code: "MCP1401", message: "( is never closed", ...at(token) }));
}

function placeholders(tokens: readonly Token[]): readonly SqlProblem[] {
  return tokens
    .filter(({ kind }) => kind === "placeholder")
    .map((token): SqlProblem => {
      const name = /[\p{L}_][\p{L}\p{N}_]*/u.exec(token.text)?.[0];
      const label = name === undefined ? "write :name" : `write :${name}`;
      return { code: "MCP1406", message: `placeholder ${quoted(token.text)}`, ...at(token), label };
    });
}

function several(tokens: readonly Token[]): readonly SqlProblem[] {
  const end = tokens.findIndex(({ kind, text }, index) => kind === "operator" && text === ";" && index > 0);
  const second = end < 0 ? undefined : tokens.slice(end).find(({ text }) => text !== ";");
  return second === undefined
    ? []
    : [{ code: "MCP1402", message: "there is a second statement", ...at(second), label: "begins here" }];
}

const readers = new Set(["SELECT", "WITH", "VALUES"]);
const writers = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"]);

/**
 * The first keyword; then, since `WITH d AS (DELETE …) SELECT` and `WITH x AS (…) DELETE` begin like readers,
 * any writing verb where a statement may begin; and `SELECT … INTO`, which makes a table.
 */
function writes(tokens: readonly Token[]): readonly SqlProblem[] {
  const first = tokens.find(({ text }) => text !== "(" && text !== ";");
  if (first === undefined) return [];
  const verb = word(first);
  if (verb === undefined || !readers.has(verb)) {
    return [
      {
        code: "MCP1403",
        message: `${quoted(first.text)} does not begin a read-only statement`,
        ...at(first),
      },
    ];
  }
  const problems: SqlProblem[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word" || token.text.length > 7) continue;
    const before = tokens[index - 1];
    const keyword = token.text.toUpperCase();
    if (before?.text === ".") continue;
    const begins = before?.kind === "operator" && (before.text === "(" || before.text === ")");
    const called = tokens[index + 1]?.text === "(";
    const writing = begins && writers.has(keyword) && !called;
    if (writing || keyword === "INTO") {
      problems.push({ code: "MCP1403", message: `${keyword} would write`, ...at(token) });
    }
  }
  return problems;
}

/** `FOR UPDATE` and its kin take the rights of an update, in every database that has them. */
function locks(tokens: readonly Token[]): readonly SqlProblem[] {
  return tokens.flatMap((token, index): readonly SqlProblem[] => {
    const next = tokens[index + 1];
    if (word(token) !== "FOR" || next === undefined) return [];
    const strength = [next, tokens[index + 2], tokens[index + 3]].map(word);
    const isLock =
      ["UPDATE", "SHARE"].includes(strength[0] ?? "") || ["NO", "KEY"].includes(strength[0] ?? "");
    if (!isLock || tokens[index - 1]?.text === ".") return [];
    const end = [next, tokens[index + 2], tokens[index + 3]].find(
      (one) => word(one) === "UPDATE" || word(one) === "SHARE",
    );
    return [
      {
        code: "MCP1403",
        message: `FOR ${word(end) ?? strength[0]} would lock rows against others`,
        start: token.start,
        end: end?.end ?? next.end,
        help: "remove it: the tool only reads",
      },
    ];
  });
}

function executable(tokens: readonly Token[]): readonly SqlProblem[] {
  return tokens
    .filter(({ kind }) => kind === "executable")
    .map((token): SqlProblem => ({ code: "MCP1410", message: "a comment that is executed", ...at(token) }));
}

/** MySQL's older spelling of `FOR SHARE`. */
function sharedLocks(tokens: readonly Token[]): readonly SqlProblem[] {
  return tokens.flatMap((token, index): readonly SqlProblem[] => {
    const next = tokens[index + 1];
    if (next === undefined || word(token) !== "LOCK" || word(next) !== "IN") return [];
    const message = "LOCK IN SHARE MODE would lock rows against others";
    return [
      { code: "MCP1403", message, start: token.start, end: next.end, help: "remove it: the tool only reads" },
    ];
  });
}

function stars(tokens: readonly Token[]): readonly SqlProblem[] {
  return tokens
    .filter((token, index) => {
      if (token.text !== "*" || token.kind !== "operator") return false;
      const before = tokens[index - 1];
      return before?.text === "." || ["SELECT", "DISTINCT", "ALL"].includes(word(before) ?? "");
    })
    .map((token): SqlProblem => ({ code: "MCP1408", message: "* selects every column", ...at(token) }));
}
