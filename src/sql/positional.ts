import { replaced, type ReplacedText } from "./places.js";
import { readStatement } from "./statement.js";

/** With `?` for each of its `:name` parameters. */
export interface PositionalText extends ReplacedText {
  /** The parameter of each `?`, in their order: one that is used twice has two. */
  readonly names: readonly string[];
}

/** The statement as MySQL takes it. Texts, quoted names and comments stay as they are. */
export function positional(statement: string): PositionalText {
  const places = [...readStatement(statement, "mysql").parameters]
    .flatMap(([name, tokens]) => tokens.map(({ start, end }) => ({ name, start, end, text: "?" })))
    .sort((left, right) => left.start - right.start);
  return { ...replaced(statement, places), names: places.map(({ name }) => name) };
}
