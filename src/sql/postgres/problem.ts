/** What PostgreSQL refuses, for the reader of the spec: at the place in the statement, with what may be meant. */
import { columnMeant, nameAt, tableMeant, type NamedTable } from "../names.js";
import type { NumberedText } from "../numbered.js";
import type { SqlProblem } from "../problems.js";
import type { Catalog } from "./catalog.js";
import type { PostgresError } from "./connection.js";

/** SQLSTATEs; see the appendix "PostgreSQL Error Codes". */
const unknownColumn = "42703";
const unknownTable = "42P01";
const unknownType = "42704";
const undeterminedParameter = "42P18";
const unknownNames = new Set([unknownColumn, unknownTable, unknownType, "42883", "3F000"]);

export function problemOf(
  error: PostgresError,
  statement: string,
  { sql, names, original }: NumberedText,
  catalog: Catalog,
): SqlProblem {
  const start = error.position === undefined ? undefined : original(offsetOf(sql, error.position));
  const at = start === undefined ? undefined : nameAt(statement, start);
  const place = { start: start ?? 0, end: at?.end ?? statement.trimEnd().length };
  const label = labelOf(error, at?.last, statement, catalog);
  const told = parameterNames(error.message, names);
  const hint = error.hint === undefined ? undefined : asHelp(parameterNames(error.hint, names));
  const help =
    error.code === undeterminedParameter ? "say its type where it stands, such as `:name::text`" : hint;
  return {
    code: unknownNames.has(error.code) ? "MCP1420" : "MCP1421",
    message: told,
    ...place,
    ...(label === undefined ? {} : { label }),
    // PostgreSQL's own hint about a name says what the label says.
    ...(help === undefined || (label !== undefined && error.code !== undeterminedParameter) ? {} : { help }),
  };
}

/** PostgreSQL counts characters from 1, JavaScript code units from 0. */
function offsetOf(text: string, position: number): number {
  let offset = 0;
  for (let left = position - 1; left > 0 && offset < text.length; left -= 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

function labelOf(
  { code }: PostgresError,
  name: string | undefined,
  statement: string,
  { relations, types }: Catalog,
): string | undefined {
  if (name === undefined) return undefined;
  const tables = [...relations.values()].map((relation): NamedTable => ({
    schema: relation.schema,
    name: relation.name,
    columns: relation.columns.filter(({ number }) => number > 0).map((column) => column.name),
  }));
  if (code === unknownColumn) return columnMeant(name, statement, tables);
  if (code === unknownTable) {
    return tableMeant(
      name,
      tables.map(
        (table) => (table.schema === "public" ? { ...table, schema: undefined } : table) as NamedTable,
      ),
    );
  }
  if (code === unknownType) {
    return tableMeant(
      name,
      [...types.values()].map((type) => ({ name: type.name, columns: [] })),
    );
  }
  return undefined;
}

/** `:limit` for `$1`, which is how the reader wrote it. */
const parameterNames = (text: string, names: readonly string[]): string =>
  text.replaceAll(/\$(\d+)\b/g, (found, number: string) => {
    const name = names[Number(number) - 1];
    return name === undefined ? found : `:${name}`;
  });

const asHelp = (hint: string): string => {
  const line = hint.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.slice(0, 1).toLowerCase() + line.slice(1);
};
