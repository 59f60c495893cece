/** JSON with comments: read, and changed with everything else left as it stands. */
import { findNodeAtLocation, getNodeValue, parseTree, visit, type Node, type ParseError } from "jsonc-parser";
import type { Edit, Path } from "./keyed.js";
import { edited, indentAt, indentUnit, lineEnd, lineStart, reindented, type TextEdit } from "./text-edits.js";

/** The value of a text, or undefined when it is not JSON or has a key twice. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root === undefined || errors.length > 0 || hasKeyTwice(root)) return undefined;
  return { value: plain(getNodeValue(root)) };
}

/** The library makes objects without a prototype, which no other value equals. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function hasKeyTwice({ type, children = [] }: Node): boolean {
  if (type === "object") {
    const keys = children.map((property) => property.children?.[0]?.value as unknown);
    if (new Set(keys).size < keys.length) return true;
  }
  return children.some(hasKeyTwice);
}

/** The comments of a text, with their marks. */
export function jsonComments(text: string): readonly string[] {
  const comments: string[] = [];
  visit(text, {
    onComment: (offset, length) => {
      comments.push(text.slice(offset, offset + length).trimEnd());
    },
  });
  return comments;
}

/** Carries out edits one after the other; new values are copied as `theirs` writes them. */
export function editJson(mine: string, theirs: string, edits: readonly Edit[]): string {
  const source = treeOf(theirs);
  return edits.reduce((text, edit) => edited(text, textEdits(text, edit, { theirs, source })), mine);
}

interface Source {
  readonly theirs: string;
  readonly source: Node;
}

function textEdits(text: string, edit: Edit, from: Source): readonly TextEdit[] {
  const root = treeOf(text);
  switch (edit.kind) {
    case "text":
      return [replacing(at(root, edit.path), JSON.stringify(edit.text))];
    case "set": {
      const node = at(root, edit.path);
      return [replacing(node, copied(text, indentAt(text, node.offset), from, at(from.source, edit.from)))];
    }
    case "remove":
      return removing(text, at(root, edit.path));
    case "insert":
      return inserting(text, root, edit, from);
  }
}

const replacing = ({ offset, length }: Node, by: string): TextEdit => ({
  from: offset,
  to: offset + length,
  by,
});

const copied = (text: string, indent: string, { theirs }: Source, { offset, length }: Node): string =>
  reindented(
    theirs.slice(offset, offset + length),
    { indent: indentAt(theirs, offset), unit: indentUnit(theirs) },
    { indent, unit: indentUnit(text) },
  );

/** A property as a whole, or an element. */
const entryOf = (value: Node): Node => (value.parent?.type === "property" ? value.parent : value);

function removing(text: string, value: Node): readonly TextEdit[] {
  const entry = entryOf(value);
  const siblings = entry.parent?.children ?? [];
  const index = siblings.indexOf(entry);
  const ownComma = commaAfter(text, end(entry));
  const previous = siblings[index - 1];
  const comma =
    ownComma === undefined && previous !== undefined ? commaAfter(text, end(previous)) : undefined;
  const stop = ownComma === undefined ? end(entry) : ownComma + 1;
  const edits: TextEdit[] = comma === undefined ? [] : [{ from: comma, to: comma + 1, by: "" }];
  const start = lineStart(text, entry.offset);
  const last = lineEnd(text, stop);
  if (/^\s*\/[/*]/.test(text.slice(stop, last))) throw new Error("a comment would lose what it speaks of");
  const isAlone = text.slice(start, entry.offset).trim() === "" && text.slice(stop, last).trim() === "";
  if (isAlone && start > 0) return [...edits, { from: start - 1, to: last, by: "" }];
  const next = siblings[index + 1];
  const until = next !== undefined && text.slice(stop, next.offset).trim() === "" ? next.offset : stop;
  return [...edits, { from: entry.offset, to: until, by: "" }];
}

function inserting(
  text: string,
  root: Node,
  edit: Edit & { kind: "insert" },
  from: Source,
): readonly TextEdit[] {
  const container = at(root, edit.path.slice(0, -1));
  const { children = [] } = container;
  const previous =
    container.type === "array"
      ? children[(edit.path.at(-1) as number) - 1]
      : children.find((property) => property.children?.[0]?.value === edit.after);
  const isSpread = text.slice(container.offset, children[0]?.offset ?? end(container)).includes("\n");
  const spread = isSpread || (children.length === 0 && container.type === "object");
  const outer = indentAt(text, container.offset);
  const indent = isSpread && children[0] ? indentAt(text, children[0].offset) : outer + indentUnit(text);
  const entry = copied(text, spread ? indent : outer, from, entryOf(at(from.source, edit.from)));
  const line = spread ? `\n${indent}${entry}` : entry;

  if (previous === undefined) {
    const open = container.offset + 1;
    if (children.length > 0) {
      const first = children[0]?.offset ?? open;
      return spread ? [insertion(open, `${line},`)] : [insertion(first, `${entry}, `)];
    }
    const close = end(container) - 1;
    const inside = text.slice(open, close).trimEnd();
    return [{ from: open, to: close, by: inside + line + (spread ? `\n${outer}` : "") }];
  }
  const comma = commaAfter(text, end(previous));
  if (!spread) return [insertion(end(previous), `, ${entry}`)];
  const behind = comma === undefined ? end(previous) : comma + 1;
  const rest = text.slice(behind, lineEnd(text, behind));
  const place = /^\s*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/\s*)?$/.test(rest) ? lineEnd(text, behind) : behind;
  if (comma !== undefined) return [insertion(place, `${line},`)];
  return place === behind ? [insertion(place, `,${line}`)] : [insertion(behind, ","), insertion(place, line)];
}

const insertion = (offset: number, by: string): TextEdit => ({ from: offset, to: offset, by });

const end = ({ offset, length }: Node): number => offset + length;

/** Where the comma after `offset` is, if that is what comes next but for blanks and comments. */
function commaAfter(text: string, offset: number): number | undefined {
  const blanks = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;
  blanks.lastIndex = offset;
  blanks.exec(text);
  return text[blanks.lastIndex] === "," ? blanks.lastIndex : undefined;
}

function treeOf(text: string): Node {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined) throw new Error("not JSON");
  return root;
}

function at(root: Node, path: Path): Node {
  const node = findNodeAtLocation(root, [...path]);
  if (node === undefined) throw new Error(`nothing at ${path.join(".")}`);
  return node;
}
