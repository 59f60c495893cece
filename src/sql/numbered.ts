import { readStatement } from "./statement.js";

/**
 * The statement with `$1`, `$2`, … for its `:name` parameters, numbered by first use, as PostgreSQL takes them. Casts
 * (`::`), texts, quoted names and comments stay as they are.
 */
export function numbered(sql: string): string {
  const { parameters } = readStatement(sql);
  const places = [...parameters.values()]
    .flatMap((tokens, index) => tokens.map(({ start, end }) => ({ start, end, text: `$${index + 1}` })))
    .sort((left, right) => left.start - right.start);
  let text = "";
  let at = 0;
  for (const place of places) {
    text += sql.slice(at, place.start) + place.text;
    at = place.end;
  }
  return text + sql.slice(at);
}
