/**
 * What the words of a statement say of its columns, since SQLite keeps its parse to itself. In doubt a column may be
 * null: outer joins, subqueries and aggregates without groups can make one null that its table never does.
 */
import type { Token } from "../lex.js";
import { readStatement } from "../statement.js";

const aggregates = new Set(
  "avg count group_concat json_group_array json_group_object jsonb_group_array jsonb_group_object max min string_agg sum total".split(
    " ",
  ),
);

export interface Certainty {
  /** Columns that their tables declare NOT NULL may be null all the same. */
  readonly mayNull: boolean;
  /** Whether a column counts rows: `count(…)` and nothing else. */
  readonly isCount: (index: number, columns: number) => boolean;
}

export function certainty(statement: string, functions: ReadonlySet<string>, readsView: boolean): Certainty {
  const { tokens } = readStatement(statement);
  const words = tokens.map((token) => (token.kind === "word" ? token.text.toUpperCase() : token.text));
  const has = (word: string) => words.includes(word);
  const selects = words.filter((word) => word === "SELECT").length;
  const outer = ["LEFT", "RIGHT", "FULL"].some(has);
  const isGrouped = words.some((word, index) => word === "GROUP" && words[index + 1] === "BY");
  const aggregated = [...functions].some((name) => aggregates.has(name));
  const items = selects === 1 && words[0] === "SELECT" ? itemsOf(tokens, words) : [];
  return {
    mayNull: outer || readsView || selects !== 1 || (aggregated && !isGrouped),
    isCount: (index, columns) => items.length === columns && isCountOf(items[index] ?? []),
  };
}

/** The words between `SELECT` and `FROM`, a list for each column. */
function itemsOf(tokens: readonly Token[], words: readonly string[]): readonly (readonly string[])[] {
  const items: string[][] = [[]];
  let depth = 0;
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    if (depth === 0 && word === "FROM" && tokens[index]?.kind === "word") break;
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    if (depth === 0 && word === ",") items.push([]);
    else items.at(-1)?.push(word);
  }
  return items;
}

function isCountOf(item: readonly string[]): boolean {
  if (item[0] !== "COUNT" || item[1] !== "(") return false;
  const end = item.indexOf(")");
  const rest = item.slice(end + 1);
  // An alias, and no further operator, FILTER or OVER; nested parentheses are left alone.
  return (
    !item.slice(2, end).includes("(") &&
    (rest.length === 0 || rest.length === 1 || (rest[0] === "AS" && rest.length === 2))
  );
}
