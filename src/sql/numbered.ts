import { readStatement } from "./statement.js";

export interface NumberedText {
  /** With `$1`, `$2`, … for its `:name` parameters. */
  readonly sql: string;
  /** The parameters, `$1` first. */
  readonly names: readonly string[];
  /** From an offset in `sql` to the one in the statement as written. */
  readonly original: (offset: number) => number;
}

/**
 * The statement with `$1`, `$2`, … for its `:name` parameters, numbered by first use, as PostgreSQL takes them. Casts
 * (`::`), texts, quoted names and comments stay as they are.
 */
export function numberedText(statement: string): NumberedText {
  const { parameters } = readStatement(statement);
  const places = [...parameters.values()]
    .flatMap((tokens, index) => tokens.map(({ start, end }) => ({ start, end, text: `$${index + 1}` })))
    .sort((left, right) => left.start - right.start);
  let sql = "";
  let at = 0;
  /** Where each replacement ends, in both texts. */
  const ends: { readonly own: number; readonly written: number }[] = [];
  for (const { start, end, text } of places) {
    sql += statement.slice(at, start) + text;
    at = end;
    ends.push({ own: sql.length, written: end });
  }
  const original = (offset: number): number => {
    const index = ends.findIndex(({ own }) => own > offset);
    const before = index < 0 ? ends.at(-1) : ends[index - 1];
    const next = index < 0 ? undefined : places[index];
    const shifted = before === undefined ? offset : before.written + (offset - before.own);
    return next === undefined ? shifted : Math.min(shifted, next.start);
  };
  return { sql: sql + statement.slice(at), names: [...parameters.keys()], original };
}

export const numbered = (statement: string): string => numberedText(statement).sql;
