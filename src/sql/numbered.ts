import { replaced, type ReplacedText } from "./places.js";
import { readStatement } from "./statement.js";

/** With `$1`, `$2`, … for its `:name` parameters. */
export interface NumberedText extends ReplacedText {
  /** The parameters, `$1` first. */
  readonly names: readonly string[];
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
  return { ...replaced(statement, places), names: [...parameters.keys()] };
}

/** The text of `numberedText` alone. */
export const numbered = (statement: string): string => numberedText(statement).sql;
