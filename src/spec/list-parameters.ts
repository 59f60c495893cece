/**
 * How statements take lists. PostgreSQL has arrays: `= ANY(:ids)`, `:ids::bigint[]`. Everywhere else, and there where
 * the statement says so, a list is JSON that the statement takes apart.
 */
import type { StatementFacts } from "../sql/facts.js";
import type { Token } from "../sql/lex.js";
import { readStatement, type Statement } from "../sql/statement.js";
import { dialectOf } from "./dialect.js";
import { isSchemaObject, type AnySchema } from "./json-schema/walk.js";
import type { SpecSource, SpecTool } from "./schema.js";

type Kind = SpecSource["kind"] | undefined;

/** What the statement says of a parameter at one place; `one`: a single value, which a list is not. */
type Standing = "array" | "json" | "one" | "unsaid";

export interface ListPlace {
  readonly token: Token;
  readonly standing: Standing;
}

const upper = (token: Token | undefined): string | undefined =>
  token?.kind === "word" ? token.text.toUpperCase() : undefined;

/** What may follow the name of a type: `timestamp (3) with time zone`, `interval day to second`. */
const ofTypes = new Set(
  "PRECISION VARYING WITH WITHOUT TIME ZONE YEAR MONTH DAY HOUR MINUTE SECOND TO".split(" "),
);

/** The type that begins with a token: `json`, or an array of whatever it may be. */
function typeAt(tokens: readonly Token[], from: number): Standing {
  if (/^JSONB?$/.test(upper(tokens[from]) ?? "")) return "json";
  let inLength = false;
  for (let index = from + 1; index < tokens.length; index += 1) {
    const { kind, text } = tokens[index] as Token;
    if (inLength) inLength = text !== ")";
    else if (text === "[" || upper(tokens[index]) === "ARRAY") return "array";
    else if (text === "(") inLength = true;
    else if (text === "." || tokens[index - 1]?.text === ".") continue;
    else if (kind !== "word" || !ofTypes.has(text.toUpperCase())) break;
  }
  return "unsaid";
}

/** Where the innermost parentheses around a token begin. */
function opening(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let index = from - 1; index >= 0; index -= 1) {
    const { kind, text } = tokens[index] as Token;
    if (kind !== "operator") continue;
    if (text === ")") depth += 1;
    else if (text === "(" && (depth -= 1) < 0) return index;
  }
  return -1;
}

function standingAt(tokens: readonly Token[], index: number, kind: Kind): Standing {
  const next = tokens[index + 1];
  if (next?.text === "::") return typeAt(tokens, index + 2);
  const open = opening(tokens, index);
  const before = upper(tokens[open - 1]);
  const isAlone = index === open + 1 && next?.text === ")";
  if (before === "CAST" && upper(next) === "AS") return typeAt(tokens, index + 2);
  if (isAlone && ["ANY", "ALL", "SOME"].includes(before ?? "")) return kind === "postgres" ? "array" : "one";
  const isItem = [",", "("].includes(tokens[index - 1]?.text ?? "") && [",", ")"].includes(next?.text ?? "");
  if (before === "IN" && isItem) return "one";
  const isMember = before === "OF" && upper(tokens[open - 2]) === "MEMBER";
  return isMember || before?.startsWith("JSON") === true ? "json" : "unsaid";
}

const placesIn = ({ tokens, parameters }: Statement, name: string, kind: Kind): readonly ListPlace[] =>
  (parameters.get(name) ?? []).map((token) => ({
    token,
    standing: standingAt(tokens, tokens.indexOf(token), kind),
  }));

/** How a tool's statement takes a parameter that is a list, at each place where it stands. */
export function listPlaces(
  { sql = "", source }: Pick<SpecTool, "sql" | "source">,
  sources: Readonly<Record<string, SpecSource>> | undefined,
  name: string,
): readonly ListPlace[] {
  return placesIn(readStatement(sql, dialectOf(sources, source)), name, sources?.[source ?? ""]?.kind);
}

/** Names of a tool's parameters that are arrays, as the engine says where it was asked, or else the statement. */
export function arrayParameters(
  { sql }: Pick<SpecTool, "sql">,
  kind: Kind,
  facts: StatementFacts | undefined,
): ReadonlySet<string> {
  if (sql === undefined || kind !== "postgres") return new Set();
  const statement = readStatement(sql);
  const names = [...statement.parameters.keys()].filter((name) => {
    const known = facts?.parameters[name]?.type;
    return known === undefined
      ? placesIn(statement, name, kind).some(({ standing }) => standing === "array")
      : known.endsWith("[]");
  });
  return new Set(names);
}

/** The schema of a list's items, if it has one for all of them. */
export const itemsOf = ({ items }: AnySchema): AnySchema | undefined =>
  isSchemaObject(items) ? items : undefined;
