import { readStatement } from "./statement.js";

export interface PositionalText {
  /** With `?` for each of its `:name` parameters. */
  readonly sql: string;
  /** The parameter of each `?`, in their order: one that is used twice has two. */
  readonly names: readonly string[];
}

/** The statement as MySQL takes it. Texts, quoted names and comments stay as they are. */
export function positional(statement: string): PositionalText {
  const places = [...readStatement(statement, "mysql").parameters]
    .flatMap(([name, tokens]) => tokens.map(({ start, end }) => ({ name, start, end })))
    .sort((left, right) => left.start - right.start);
  let sql = "";
  let at = 0;
  for (const { start, end } of places) {
    sql += `${statement.slice(at, start)}?`;
    at = end;
  }
  return { sql: sql + statement.slice(at), names: places.map(({ name }) => name) };
}
