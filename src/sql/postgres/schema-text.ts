/** The SQL of a schema, such as `pg_dump` writes it, as the statements that make its tables. */
import { parsePostgres } from "./parser.js";

export interface SchemaStatement {
  readonly sql: string;
  /** Of `sql` in the text, in UTF-16 code units. */
  readonly start: number;
}

export type SchemaText =
  | {
      readonly ok: true;
      readonly statements: readonly SchemaStatement[];
      readonly extensions: readonly string[];
    }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** About rows, rights, other databases and sessions: nothing that a statement is checked against. */
const passedOver = new Set([
  "InsertStmt",
  "UpdateStmt",
  "DeleteStmt",
  "SelectStmt",
  "CopyStmt",
  "GrantStmt",
  "GrantRoleStmt",
  "AlterDefaultPrivilegesStmt",
  "AlterOwnerStmt",
  "CreateRoleStmt",
  "AlterRoleStmt",
  "AlterRoleSetStmt",
  "DropRoleStmt",
  "CommentStmt",
  "SecLabelStmt",
  "CreatedbStmt",
  "AlterDatabaseStmt",
  "AlterDatabaseSetStmt",
  "DropdbStmt",
  "TransactionStmt",
  "VacuumStmt",
  "CreatePublicationStmt",
  "CreateSubscriptionStmt",
  "CreateTableSpaceStmt",
  "CreateEventTrigStmt",
]);

/** Statements in their order, without what is passed over. */
export async function readSchemaText(text: string): Promise<SchemaText> {
  const parsed = await parsePostgres(withoutPsql(text));
  if (!parsed.ok) return parsed;
  const extensions: string[] = [];
  const statements = parsed.statements.flatMap(({ start, end, kind, tree }): readonly SchemaStatement[] => {
    if (kind === "CreateExtensionStmt") extensions.push(extensionOf(tree));
    if (passedOver.has(kind) || isOwnership(tree) || isSession(tree)) return [];
    return [{ sql: text.slice(start, end), start }];
  });
  return { ok: true, statements, extensions };
}

/** Commands of psql and the rows of `COPY … FROM stdin`, blanked so that offsets stay. */
function withoutPsql(text: string): string {
  if (!text.includes("\\")) return text;
  const blank = (found: string) => found.replaceAll(/[^\n]/gu, (character) => " ".repeat(character.length));
  return text
    .replaceAll(
      /^(COPY\s[^;]*\sFROM\s+stdin\b[^;\n]*;)(\n[^]*?\n\\\.$)/gim,
      (_all, copy: string, rows: string) => copy + blank(rows),
    )
    .replaceAll(/^\\[^\n]*$/gm, blank);
}

function extensionOf(tree: unknown): string {
  const { CreateExtensionStmt } = tree as { CreateExtensionStmt?: { extname?: string } };
  return CreateExtensionStmt?.extname ?? "";
}

/** `ALTER TABLE … OWNER TO …` is of the kind of every other change to a table. */
function isOwnership(tree: unknown): boolean {
  const { AlterTableStmt } = tree as {
    AlterTableStmt?: { cmds?: readonly { AlterTableCmd?: { subtype?: string } }[] };
  };
  return (
    AlterTableStmt?.cmds?.every(({ AlterTableCmd }) =>
      ["AT_ChangeOwner", "AT_SetTableSpace", "AT_ClusterOn", "AT_ReplicaIdentity"].includes(
        AlterTableCmd?.subtype ?? "",
      ),
    ) ?? false
  );
}

/** Settings of the session that loads; `search_path` says where unqualified tables go. */
function isSession(tree: unknown): boolean {
  const { VariableSetStmt } = tree as { VariableSetStmt?: { name?: string } };
  return VariableSetStmt !== undefined && VariableSetStmt.name !== "search_path";
}
