import type { Grant, GrantLine, Privilege } from "./mysql-grants.js";
import type { Declared } from "./mysql-rights.js";

/** What an account may change in one table, as the spec lists it. */
export interface TableWrites {
  /** Its database, if it is not the one of the address. */
  readonly schema?: string;
  readonly table: string;
  /** Columns that a new row may be given. */
  readonly insert: readonly string[];
  /** Columns that may be changed. */
  readonly update: readonly string[];
  /** Rows may be deleted. */
  readonly delete: boolean;
}

interface Table {
  readonly schema: string;
  readonly name: string;
}

/** Names of columns are the same in capitals. */
const has = (columns: readonly string[], name: string): boolean =>
  columns.some((column) => column.toLowerCase() === name.toLowerCase());

/**
 * The rights that the spec declares, for the check to expect: these, and no others.
 * @param address The database of the address.
 */
export const declaredRights = (writes: readonly TableWrites[], address: string): Declared => {
  const isOf = ({ schema = address, table }: TableWrites, { schema: of, name }: Table): boolean =>
    schema === of && table === name;
  const entryOf = (table: Table): TableWrites | undefined =>
    writes.find((entry) => isOf(entry, table));

  const columnsOf = (entry: TableWrites | undefined, right: string): readonly string[] =>
    right === "INSERT" ? (entry?.insert ?? []) : right === "UPDATE" ? (entry?.update ?? []) : [];

  const beyond = (grant: Grant): Grant => {
    const entry = grant.on.type === "" ? entryOf(grant.on) : undefined;
    const privileges = grant.privileges.flatMap((privilege): readonly Privilege[] => {
      const { name, columns } = privilege;
      if (name === "DELETE" && entry?.delete === true) return [];
      const declared = columnsOf(entry, name);
      if (columns.length === 0 || declared.length === 0) return [privilege];
      const others = columns.filter((column) => !has(declared, column));
      return others.length === 0 ? [] : [{ name, columns: others }];
    });
    return { ...grant, privileges };
  };

  const lacking = (lines: readonly GrantLine[]): readonly string[] => {
    const grants = lines.filter((line) => line.kind === "grant");
    const isGranted = (entry: TableWrites, right: string, column?: string): boolean =>
      grants.some(
        ({ on, privileges }) =>
          isOf(entry, on) &&
          privileges.some(
            ({ name, columns }) =>
              name === right &&
              (column === undefined || columns.length === 0 || has(columns, column)),
          ),
      );
    return writes.flatMap((entry) => {
      const on = `${entry.schema ?? address}.${entry.table}`;
      const columns = (right: string) =>
        columnsOf(entry, right)
          .filter((column) => !isGranted(entry, right, column))
          .map((column) => `${right} (${column}) on ${on}`);
      const deletes = entry.delete && !isGranted(entry, "DELETE") ? [`DELETE on ${on}`] : [];
      return [...columns("INSERT"), ...columns("UPDATE"), ...deletes];
    });
  };

  return {
    beyond,
    lacking,
    allows: (table, right, column) => has(columnsOf(entryOf(table), right), column),
  };
};
