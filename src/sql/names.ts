/** Names of a schema, for errors that name one which does not exist. */
import { didYouMean } from "../diagnostics/suggest.js";
import { lex, type Token } from "./lex.js";

export interface NamedTable {
  readonly schema?: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** The name of a token, without quotes; folded as unquoted names are when `fold`. */
const nameOf = ({ kind, text }: Token): string =>
  kind === "quoted" ? text.slice(1, -1).replaceAll('""', '"') : text;

/** Where a name such as `u.nme` that begins at an offset ends, and its last part. */
export function nameAt(
  statement: string,
  start: number,
): { readonly end: number; readonly last: string } | undefined {
  const tokens = lex(statement).filter(({ kind }) => kind !== "comment");
  let index = tokens.findIndex((token) => token.start <= start && start < token.end);
  const first = tokens[index];
  if (first === undefined) return undefined;
  if (first.kind !== "word" && first.kind !== "quoted") return { end: first.end, last: first.text };
  let last = first;
  while (tokens[index + 1]?.text === ".") {
    const part = tokens[index + 2];
    if (part?.kind !== "word" && part?.kind !== "quoted") break;
    last = part;
    index += 2;
  }
  return { end: last.end, last: nameOf(last) };
}

/** `did you mean "name"?` among the columns of the tables that the statement names, or among all. */
export function columnMeant(
  written: string,
  statement: string,
  tables: readonly NamedTable[],
): string | undefined {
  const words = new Set(
    lex(statement)
      .filter(({ kind }) => kind === "word" || kind === "quoted")
      .map((token) => nameOf(token).toLowerCase()),
  );
  const named = tables.filter(({ name }) => words.has(name.toLowerCase()));
  return didYouMean(written, new Set((named.length > 0 ? named : tables).flatMap(({ columns }) => columns)));
}

/** `did you mean "users"?` among the tables of a schema. */
export function tableMeant(written: string, tables: readonly NamedTable[]): string | undefined {
  const exact = tables.find(({ name }) => name === written);
  if (exact?.schema !== undefined) return `did you mean "${exact.schema}.${exact.name}"?`;
  return didYouMean(written, new Set(tables.map(({ name }) => name)));
}

/** The end of the word, or of the one character, that begins at an offset. */
export function wordEnd(text: string, start: number): number {
  return start + (/^[\p{L}\p{N}_$]+|^[^]/u.exec(text.slice(start, start + 100))?.[0].length ?? 0);
}
