/** What a statement is, as far as its tokens tell; the engine itself is asked where a schema is known. */
import { lex, type Token } from "./lex.js";

export interface Statement {
  /** Without comments. */
  readonly tokens: readonly Token[];
  /** Names of `:name` parameters in the order of first use, with every place. */
  readonly parameters: ReadonlyMap<string, readonly Token[]>;
  /** Comments, which databases may end at different places when they are nested. */
  readonly comments: readonly Token[];
}

export function readStatement(sql: string): Statement {
  const all = lex(sql);
  const tokens = all.filter(({ kind }) => kind !== "comment");
  const comments = all.filter(({ kind }) => kind === "comment");
  const parameters = new Map<string, Token[]>();
  for (const token of tokens) {
    if (token.kind !== "parameter") continue;
    const name = token.text.slice(1);
    const places = parameters.get(name);
    if (places === undefined) parameters.set(name, [token]);
    else places.push(token);
  }
  return { tokens, parameters, comments };
}
