/** What PostgreSQL's parser says of a statement when nothing is known of the tables. */
import type { NumberedText } from "../numbered.js";
import { wordEnd } from "../names.js";
import type { SqlProblem } from "../problems.js";
import { parsePostgres } from "./parser.js";

export interface NamedRelation {
  /** Absent: it is looked up. */
  readonly schema?: string;
  readonly name: string;
  /** In the statement as written. */
  readonly start: number;
  readonly end: number;
}

export type Outline =
  | { readonly ok: true; readonly relations: readonly NamedRelation[] }
  | { readonly ok: false; readonly problem: SqlProblem };

const writing: Readonly<Record<string, string>> = {
  InsertStmt: "INSERT",
  UpdateStmt: "UPDATE",
  DeleteStmt: "DELETE",
  MergeStmt: "MERGE",
  intoClause: "INTO",
  LockingClause: "FOR UPDATE",
};

/** One statement that only reads, and the relations that it names. */
export async function outlineOf(statement: string, { sql, original }: NumberedText): Promise<Outline> {
  const parsed = await parsePostgres(sql);
  if (!parsed.ok) {
    const start = original(parsed.offset);
    return refused("MCP1421", parsed.message, start, wordEnd(statement, start));
  }
  const [first, second] = parsed.statements;
  if (first === undefined) return refused("MCP1407", "there is no statement", 0, 0);
  if (second !== undefined) {
    const start = original(second.start);
    return refused("MCP1402", "there is a second statement", start, wordEnd(statement, start));
  }
  if (first.kind !== "SelectStmt") {
    return refused("MCP1403", "this is no statement that reads", 0, wordEnd(statement, 0));
  }
  const found: Found = { relations: [], queries: new Set() };
  walk(first.tree, found);
  if (found.writes !== undefined) {
    return refused("MCP1403", `${found.writes} would write`, 0, statement.trimEnd().length);
  }
  const bytes = Buffer.from(sql);
  const relations = found.relations
    .filter(({ schema, name }) => schema !== undefined || !found.queries.has(name))
    .map(({ schema, name, at }) => {
      const start = original(bytes.subarray(0, at).toString().length);
      return { ...(schema === undefined ? {} : { schema }), name, start, end: wordEnd(statement, start) };
    })
    .sort((a, b) => a.start - b.start);
  return { ok: true, relations };
}

const refused = (code: SqlProblem["code"], message: string, start: number, end: number): Outline => ({
  ok: false,
  problem: { code, message, start, end },
});

interface Found {
  readonly relations: { readonly schema?: string; readonly name: string; readonly at: number }[];
  /** Names of common table expressions. */
  readonly queries: Set<string>;
  writes?: string;
}

function walk(value: unknown, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
    if (Object.hasOwn(writing, key)) found.writes ??= writing[key] ?? key;
    const node = inner as { schemaname?: string; relname?: string; ctename?: string; location?: number };
    if (key === "RangeVar" && node.relname !== undefined) {
      const { schemaname: schema, relname: name, location: at = 0 } = node;
      found.relations.push({ ...(schema === undefined ? {} : { schema }), name, at });
    }
    if (key === "CommonTableExpr" && node.ctename !== undefined) found.queries.add(node.ctename);
    walk(inner, found);
  }
}
