import type { Scalar } from "./database.js";

/** Quotes and backslashes are all that has a meaning between quotes. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;

/**
 * A list as PostgreSQL reads an array from text, `{"a","b",NULL}`. It knows the type of the elements.
 * https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export const arrayText = (items: readonly Scalar[]): string =>
  `{${items.map((item) => (item === null ? "NULL" : quoted(String(item)))).join(",")}}`;
