/** What a statement is, as far as its tokens tell; the engine itself is asked where a schema is known. */
import { lex, type Dialect, type Token } from "./lex.js";

export interface Statement {
  readonly dialect: Dialect;
  /** Without comments. */
  readonly tokens: readonly Token[];
  /** Names of `:name` parameters in the order of first use, with every place. */
  readonly parameters: ReadonlyMap<string, readonly Token[]>;
  /** Comments, which databases may end at different places when they are nested. */
  readonly comments: readonly Token[];
}

/** The statements read last: several rules and the model look at the same ones. */
const latest = new Map<string, Statement>();
const kept = 2000;

/** Reads any text: whether it is one statement at all is for the rules to say. */
export function readStatement(sql: string, dialect: Dialect = "standard"): Statement {
  const key = `${dialect} ${sql}`;
  const known = latest.get(key);
  if (known !== undefined) return known;
  if (latest.size >= kept) latest.clear();
  const statement = read(sql, dialect);
  latest.set(key, statement);
  return statement;
}

function read(sql: string, dialect: Dialect): Statement {
  const tokens: Token[] = [];
  const comments: Token[] = [];
  const parameters = new Map<string, Token[]>();
  for (const token of lex(sql, dialect)) {
    (token.kind === "comment" ? comments : tokens).push(token);
    if (token.kind !== "parameter") continue;
    const name = token.text.slice(1);
    const places = parameters.get(name);
    if (places === undefined) parameters.set(name, [token]);
    else places.push(token);
  }
  return { dialect, tokens, parameters, comments };
}
