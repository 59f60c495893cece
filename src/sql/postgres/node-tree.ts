/**
 * PostgreSQL's `pg_node_tree`: an analysed query as text, such as `{VAR :varno 1 :varattno 2}`. Written by
 * `outfuncs.c`, read as `pg_strtok` in `read.c` reads it: blanks, parentheses and braces end a token, and a
 * backslash takes the next character as it is.
 */

export type NodeValue = string | null | readonly NodeValue[] | TreeNode;

/** `type` is the node's label; the fields have PostgreSQL's names. */
export interface TreeNode {
  readonly type: string;
  readonly fields: ReadonlyMap<string, NodeValue>;
}

export const isNode = (value: NodeValue | undefined): value is TreeNode =>
  typeof value === "object" && value !== null && "fields" in value;

/** Reads a whole tree. Throws for a text that PostgreSQL would not have written. */
export function parseNodeTree(text: string): NodeValue {
  const tokens = text.match(/[(){}]|(?:\\[^]|[^\s(){}\\])+/g) ?? [];
  let at = 0;

  const value = (): NodeValue => {
    const token = tokens[at++];
    if (token === undefined || token === ")" || token === "}")
      throw new Error("unexpected end of a node tree");
    if (token === "(") {
      const items: NodeValue[] = [];
      while (tokens[at] !== ")") items.push(value());
      at += 1;
      return items;
    }
    if (token === "{") return node();
    return token === "<>" ? null : token.replaceAll(/\\([^])/g, "$1");
  };

  const node = (): TreeNode => {
    const type = tokens[at++] ?? "";
    const fields = new Map<string, NodeValue>();
    while (tokens[at] !== "}") {
      const name = (tokens[at++] ?? "").slice(1);
      // A value may itself begin with a colon; a datum is a length and its bytes in brackets.
      const values = [value()];
      while (tokens[at] !== "}" && !tokens[at]?.startsWith(":")) values.push(value());
      fields.set(name, values.length === 1 ? (values[0] ?? null) : values);
    }
    at += 1;
    return { type, fields };
  };

  return value();
}

/** Every node of a tree, outer ones first. */
export function* nodesOf(value: NodeValue): Generator<TreeNode> {
  if (isNode(value)) {
    yield value;
    for (const field of value.fields.values()) yield* nodesOf(field);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly NodeValue[]) yield* nodesOf(item);
  }
}

export const field = (node: TreeNode, name: string): NodeValue => node.fields.get(name) ?? null;

/** A number, such as an OID; 0 for what is none. */
export const numberOf = (node: TreeNode, name: string): number => Number(field(node, name)) || 0;

/** The items of a list of nodes; none for an empty list. */
export function listOf(node: TreeNode, name: string): readonly TreeNode[] {
  const value = field(node, name);
  return Array.isArray(value) ? (value as readonly NodeValue[]).filter(isNode) : [];
}

/** The members of a set or a list of numbers: `(b 8 9)`, `(o 20)`. */
export function numbersOf(node: TreeNode, name: string): readonly number[] {
  const value = field(node, name);
  return Array.isArray(value) ? (value as readonly NodeValue[]).slice(1).map(Number) : [];
}
