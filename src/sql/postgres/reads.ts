/**
 * What a statement reads, exactly as PostgreSQL will ask the role for it: the analysed query lists, for each
 * relation, the columns whose `SELECT` right is checked when it runs (`selectedCols` in `parsenodes.h`).
 */
import type { TableRead } from "../../spec/source-model.js";
import type { Catalog, Relation } from "./catalog.js";
import { field, nodesOf, numberOf, numbersOf, parseNodeTree, type NodeValue } from "./node-tree.js";

/** `ACL_SELECT` of `acl.h`. */
const select = 2;
/** Sets of columns begin with the system columns: `FirstLowInvalidHeapAttributeNumber` of `sysattr.h`, negated. */
const firstNumber = 7;

/** Sorted by schema and table; columns in the order of the table. PostgreSQL's own relations are left out. */
export function readsOf(tree: NodeValue, catalog: Catalog): readonly TableRead[] {
  const found = new Map<number, Set<number>>();
  collect(tree, catalog, found);
  return [...found]
    .flatMap(([oid, numbers]) => {
      const relation = catalog.relations.get(oid);
      return relation === undefined ? [] : [readOf(relation, numbers)];
    })
    .sort((a, b) => compare(a.schema, b.schema) || compare(a.table, b.table));
}

function collect(tree: NodeValue, catalog: Catalog, found: Map<number, Set<number>>): void {
  for (const node of nodesOf(tree)) {
    if (!node.fields.has("selectedCols") || (numberOf(node, "requiredPerms") & select) === 0) continue;
    const oid = numberOf(node, "relid");
    const relation = catalog.relations.get(oid);
    if (relation === undefined) continue;
    const isNew = !found.has(oid);
    const numbers = found.get(oid) ?? new Set();
    found.set(oid, numbers);
    for (const member of numbersOf(node, "selectedCols")) numbers.add(member - firstNumber);
    if (isNew && relation.readsAsCaller && relation.rule !== undefined) {
      collect(parseNodeTree(relation.rule), catalog, found);
    }
  }
}

function readOf({ schema, name, columns, key }: Relation, numbers: ReadonlySet<number>): TableRead {
  // A row as a whole has the number 0.
  const isRead = (number: number) => numbers.has(number) || (numbers.has(0) && number > 0);
  const read = columns.filter(({ number }) => isRead(number));
  // To count rows takes the right to read some column, whichever.
  const some = columns.filter(({ number }) => key.includes(number));
  const first = columns.filter(({ number }) => number > 0).slice(0, 1);
  const named = read.length > 0 ? read : some.length > 0 ? some : first;
  return { schema, table: name, columns: named.map((column) => column.name) };
}

/** Functions of the database's own that the statement calls, by name, sorted. */
export function callsOf(tree: NodeValue, { functions }: Catalog): readonly string[] {
  const called = new Set<string>();
  for (const node of nodesOf(tree)) {
    for (const name of ["funcid", "opfuncid", "aggfnoid", "winfnoid"]) {
      const own = node.fields.has(name) ? functions.get(Number(field(node, name))) : undefined;
      if (own !== undefined) called.add(own);
    }
  }
  return [...called].sort();
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
