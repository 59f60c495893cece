/** What an analysed query says of its columns beyond their type: whether they can be null, and how precise they are. */
import type { Catalog } from "./catalog.js";
import {
  field,
  isNode,
  listOf,
  numberOf,
  numbersOf,
  parseNodeTree,
  type NodeValue,
  type TreeNode,
} from "./node-tree.js";

interface Scope {
  readonly query: TreeNode;
  readonly outer?: Scope | undefined;
}

interface Placed {
  readonly expression: TreeNode;
  readonly scope: Scope;
}

/** `RTEKind` of `parsenodes.h`. */
const kinds = { relation: 0, subquery: 1, join: 2, cte: 6, group: 9 } as const;

export interface ColumnNature {
  readonly isNullable: boolean;
  /** Counts rows. */
  readonly isCount: boolean;
  /** PostgreSQL's `typmod`; -1: none, or not known. */
  readonly modifier: number;
}

/** The columns of a query, in order. */
export function columnNatures(query: TreeNode, catalog: Catalog): readonly ColumnNature[] {
  /** By query, numbers of columns that are being looked at: a recursive query is null where it begins with one. */
  const looking = new Map<TreeNode, Set<number>>();

  const total = (placed: Placed): boolean => {
    const { expression, scope } = placed;
    const all = (name: string) => args(placed, name).every(total);
    const id = (name: string) => numberOf(expression, name);
    switch (expression.type) {
      case "VAR":
        return isVariableTotal(expression, scope);
      case "CONST":
        return field(expression, "constisnull") === "false";
      case "RELABELTYPE":
      case "COERCEVIAIO":
      case "ARRAYCOERCEEXPR":
      case "CONVERTROWTYPEEXPR":
      case "COLLATEEXPR":
      case "COERCETODOMAIN":
        return all("arg");
      case "FUNCEXPR": {
        // Casts; those from `jsonb` make null of JSON's null.
        const isCast = id("funcformat") === 1 || id("funcformat") === 2;
        const isSafeCast = isCast && args(placed, "args").every((one) => typeOf(one.expression) !== jsonb);
        return (isSafeCast || catalog.total.has(id("funcid"))) && all("args");
      }
      case "OPEXPR":
        return catalog.totalOperators.has(id("opno")) && all("args");
      case "BOOLEXPR":
        return all("args");
      case "NULLTEST":
      case "BOOLEANTEST":
      case "DISTINCTEXPR":
      case "SQLVALUEFUNCTION":
      case "ARRAYEXPR":
      case "ARRAY":
      case "ROWEXPR":
      case "ROW":
      case "GROUPINGFUNC":
        return true;
      case "COALESCEEXPR":
      case "COALESCE":
      case "MINMAXEXPR":
      case "MINMAX":
        return args(placed, "args").some(total);
      case "CASEEXPR":
      case "CASE":
        return [...args(placed, "defresult"), ...args(placed, "args").flatMap(resultOfCase)].every(total);
      case "SUBLINK":
        return id("subLinkType") === 0; // EXISTS
      case "WINDOWFUNC":
        return catalog.counting.has(id("winfnoid"));
      case "AGGREF":
        return catalog.counting.has(id("aggfnoid")) || isAggregateTotal(placed);
      default:
        return false;
    }
  };

  const resultOfCase = ({ expression, scope }: Placed) => args({ expression, scope }, "result");

  /** An aggregate of a group, which has a row: null only for values that are. */
  const isAggregateTotal = ({ expression, scope }: Placed): boolean => {
    const grouped =
      listOf(scope.query, "groupClause").length > 0 && field(scope.query, "groupingSets") === null;
    return (
      grouped &&
      numberOf(expression, "agglevelsup") === 0 &&
      field(expression, "aggfilter") === null &&
      catalog.totalAggregates.has(numberOf(expression, "aggfnoid")) &&
      listOf(expression, "args").every((entry) => args({ expression: entry, scope }, "expr").every(total))
    );
  };

  const isVariableTotal = (variable: TreeNode, scope: Scope): boolean => {
    // Written since version 16: the outer joins that can make it null.
    if (!variable.fields.has("varnullingrels") || numbersOf(variable, "varnullingrels").length > 0)
      return false;
    const number = numberOf(variable, "varattno");
    const origin = originOf(variable, scope);
    if (origin === undefined) return false;
    if (origin.kind === "relation") {
      const relation = catalog.relations.get(origin.oid);
      if (relation?.rule !== undefined) {
        const [view] = asList(parseNodeTree(relation.rule));
        return view !== undefined && isColumnTotal({ query: view }, number);
      }
      return relation?.columns.find((column) => column.number === number)?.isNotNull === true;
    }
    return origin.kind === "query" ? isColumnTotal(origin.scope, number) : total(origin.placed);
  };

  const isColumnTotal = (scope: Scope, number: number): boolean => {
    const numbers = looking.get(scope.query) ?? new Set();
    looking.set(scope.query, numbers);
    if (numbers.has(number)) return true;
    numbers.add(number);
    try {
      const operation = field(scope.query, "setOperations");
      if (isNode(operation)) {
        return leavesOf(operation).every((index) => {
          const subquery = field(entryAt(scope, index) ?? scope.query, "subquery");
          return isNode(subquery) && isColumnTotal({ query: subquery, outer: scope }, number);
        });
      }
      const column = columnAt(scope, number);
      return column !== undefined && total(column);
    } finally {
      numbers.delete(number);
    }
  };

  /** Follows a column through subqueries to the expression that makes it. */
  const trace = (placed: Placed, depth = 0): Placed => {
    if (placed.expression.type !== "VAR" || depth > 50) return placed;
    const origin = originOf(placed.expression, placed.scope);
    if (origin?.kind === "expression") return trace(origin.placed, depth + 1);
    if (origin?.kind !== "query" || isNode(field(origin.scope.query, "setOperations"))) return placed;
    const column = columnAt(origin.scope, numberOf(placed.expression, "varattno"));
    return column === undefined ? placed : trace(column, depth + 1);
  };

  const top: Scope = { query };
  const isSet = isNode(field(query, "setOperations"));
  return listOf(query, "targetList")
    .filter((entry) => field(entry, "resjunk") !== "true")
    .map((entry) => {
      const number = numberOf(entry, "resno");
      const own = columnAt(top, number);
      const made = own === undefined || isSet ? undefined : trace(own).expression;
      const counts =
        made?.type === "AGGREF" ? "aggfnoid" : made?.type === "WINDOWFUNC" ? "winfnoid" : undefined;
      return {
        isNullable: !isColumnTotal(top, number),
        isCount: made !== undefined && counts !== undefined && catalog.counting.has(numberOf(made, counts)),
        modifier: made === undefined ? -1 : modifierOf(made),
      };
    });
}

const jsonb = 3802;

type Origin =
  | { readonly kind: "relation"; readonly oid: number }
  | { readonly kind: "query"; readonly scope: Scope }
  | { readonly kind: "expression"; readonly placed: Placed };

/** What a variable stands for. */
function originOf(variable: TreeNode, from: Scope): Origin | undefined {
  let scope: Scope | undefined = from;
  for (let up = numberOf(variable, "varlevelsup"); up > 0; up -= 1) scope = scope?.outer;
  const entry = scope === undefined ? undefined : entryAt(scope, numberOf(variable, "varno"));
  if (scope === undefined || entry === undefined) return undefined;
  const number = numberOf(variable, "varattno");
  const nth = (name: string): Origin | undefined => {
    const expression = listOf(entry, name)[number - 1];
    return expression === undefined ? undefined : { kind: "expression", placed: { expression, scope } };
  };
  switch (numberOf(entry, "rtekind")) {
    case kinds.relation:
      return { kind: "relation", oid: numberOf(entry, "relid") };
    case kinds.subquery: {
      const query = field(entry, "subquery");
      return isNode(query) ? { kind: "query", scope: { query, outer: scope } } : undefined;
    }
    case kinds.join:
      return nth("joinaliasvars");
    case kinds.group:
      return nth("groupexprs");
    case kinds.cte:
      return commonTable(entry, scope);
    default:
      return undefined;
  }
}

function commonTable(entry: TreeNode, from: Scope): Origin | undefined {
  let scope: Scope | undefined = from;
  for (let up = numberOf(entry, "ctelevelsup"); up > 0; up -= 1) scope = scope?.outer;
  if (scope === undefined) return undefined;
  const name = field(entry, "ctename");
  const found = listOf(scope.query, "cteList").find((table) => field(table, "ctename") === name);
  const query = found === undefined ? null : field(found, "ctequery");
  return isNode(query) ? { kind: "query", scope: { query, outer: scope } } : undefined;
}

const entryAt = ({ query }: Scope, index: number): TreeNode | undefined => listOf(query, "rtable")[index - 1];

function columnAt(scope: Scope, number: number): Placed | undefined {
  const entry = listOf(scope.query, "targetList").find((one) => numberOf(one, "resno") === number);
  const expression = entry === undefined ? null : field(entry, "expr");
  return isNode(expression) ? { expression, scope } : undefined;
}

/** The queries that `UNION`, `INTERSECT` and `EXCEPT` combine, as places in the range table. */
function leavesOf(operation: TreeNode): readonly number[] {
  return ["larg", "rarg"].flatMap((side) => {
    const part = field(operation, side);
    if (!isNode(part)) return [];
    return part.type === "RANGETBLREF" ? [numberOf(part, "rtindex")] : leavesOf(part);
  });
}

/** The expressions in a field that holds one or a list. */
function args({ expression, scope }: Placed, name: string): readonly Placed[] {
  return asList(field(expression, name)).map((one) => ({ expression: one, scope }));
}

const asList = (value: NodeValue): readonly TreeNode[] =>
  Array.isArray(value) ? (value as readonly NodeValue[]).filter(isNode) : isNode(value) ? [value] : [];

/** The type of an expression as far as its node names it; 0 when it does not. */
function typeOf(expression: TreeNode): number {
  for (const name of ["vartype", "consttype", "funcresulttype", "opresulttype", "paramtype", "resulttype"]) {
    if (expression.fields.has(name)) return numberOf(expression, name);
  }
  return 0;
}

function modifierOf(expression: TreeNode): number {
  const { fields } = expression;
  for (const name of ["vartypmod", "resulttypmod"]) {
    if (fields.has(name)) return Number(fields.get(name));
  }
  const [, length] = listOf(expression, "args");
  if (expression.type === "FUNCEXPR" && numberOf(expression, "funcformat") > 0 && length?.type === "CONST") {
    return smallDatum(field(length, "constvalue"));
  }
  return -1;
}

/** `4 [ 6 0 10 0 0 0 0 0 ]`: an integer of four bytes, the lowest first. */
function smallDatum(value: NodeValue): number {
  if (!Array.isArray(value) || value[0] !== "4") return -1;
  const [a = 0, b = 0, c = 0, d = 0] = value.slice(2, 6).map((byte) => Number(byte) & 0xff);
  return a | (b << 8) | (c << 16) | (d << 24);
}
