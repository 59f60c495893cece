/** Asks a PostgreSQL that has the schema about statements, without running any. */
import { numberedText, type NumberedText } from "../numbered.js";
import type { ColumnFact, ParameterFact, Probed, StatementFacts } from "../facts.js";
import { readCatalog, type Catalog } from "./catalog.js";
import { postgresError, type Connection, type Description } from "./connection.js";
import { columnNatures } from "./expressions.js";
import { isNode, parseNodeTree, type NodeValue, type TreeNode } from "./node-tree.js";
import { problemOf } from "./problem.js";
import { callsOf, readsOf } from "./reads.js";
import { columnSchema, orNull, type PostgresType } from "./types.js";

/**
 * Each statement is parsed and described, which gives its types; then it is made the body of a temporary
 * function, where PostgreSQL keeps the query as it has understood it: with the columns it will want rights for,
 * and with which of them outer joins make null.
 */
export async function prober(connection: Connection): Promise<(statement: string) => Promise<Probed>> {
  const catalog = await readCatalog(connection);
  return async (statement) => {
    const text = numberedText(statement);
    try {
      const described = await connection.describe(text.sql);
      return {
        ok: true,
        facts: factsOf(text, described, await understood(connection, text, described, catalog), catalog),
      };
    } catch (error) {
      const refused = postgresError(error);
      if (refused === undefined) throw error;
      return { ok: false, problem: problemOf(refused, statement, text, catalog) };
    }
  };
}

/** SQLSTATEs: no right to make temporary objects; a standby, or a login that may only read. */
const mayNotCreate = new Set(["42501", "25006"]);

/** The statement as PostgreSQL understands it; `undefined`: this login may not ask in this way. */
async function understood(
  connection: Connection,
  { sql }: NumberedText,
  { parameters }: Description,
  { types }: Catalog,
): Promise<NodeValue | undefined> {
  const signature = parameters.map((id) => types.get(id)?.name ?? "text").join(", ");
  const body = sql.replace(/;[\s;]*$/, "");
  const name = "pg_temp.mcp_statement";
  try {
    await connection.query(
      `CREATE FUNCTION ${name}(${signature}) RETURNS SETOF record LANGUAGE sql BEGIN ATOMIC ${body}\n; END`,
    );
  } catch (error) {
    if (mayNotCreate.has(postgresError(error)?.code ?? "")) return undefined;
    // Its position counts in another text.
    throw error instanceof Error ? Object.assign(error, { position: undefined }) : error;
  }
  try {
    const [row] = await connection.query(
      `SELECT prosqlbody::text AS body FROM pg_catalog.pg_proc WHERE oid = '${name}'::regproc`,
    );
    return parseNodeTree(String(row?.["body"]));
  } finally {
    await connection.query(`DROP FUNCTION ${name}`);
  }
}

function factsOf(
  { names }: NumberedText,
  described: Description,
  tree: NodeValue | undefined,
  catalog: Catalog,
): StatementFacts {
  const query = tree === undefined ? undefined : firstQuery(tree);
  const natures = query === undefined ? [] : columnNatures(query, catalog);
  const columns = described.columns.map(({ name, type: id }, index): ColumnFact => {
    const { isNullable = true, isCount = false, modifier = -1 } = natures[index] ?? {};
    const type = bareType(catalog.types, id);
    const schema = isCount
      ? { type: "integer" }
      : type === undefined
        ? { type: "string" }
        : columnSchema(type, modifier);
    return { name, schema: isNullable ? orNull(schema) : schema };
  });
  const parameters = names.map((name, index): [string, ParameterFact] => {
    const type = bareType(catalog.types, described.parameters[index] ?? 0);
    const element = bareType(catalog.types, type?.element ?? 0);
    const labels = (element ?? type)?.labels;
    return [
      name,
      { ...(type && { type: element ? `${element.name}[]` : type.name }), ...(labels && { labels }) },
    ];
  });
  return {
    parameters: Object.fromEntries(parameters),
    columns,
    reads: tree === undefined ? [] : readsOf(tree, catalog),
    calls: tree === undefined ? [] : callsOf(tree, catalog),
    ...(tree === undefined ? { isInexact: true } : {}),
  };
}

/** What a domain is made of. */
function bareType(types: Catalog["types"], id: number): PostgresType | undefined {
  const type = types.get(id);
  return type?.kind === "d" ? bareType(types, type.base) : type;
}

/** The body of a function is a list of lists. */
function firstQuery(tree: NodeValue): TreeNode | undefined {
  if (isNode(tree)) return tree;
  return Array.isArray(tree) ? firstQuery((tree as readonly NodeValue[])[0] ?? null) : undefined;
}
