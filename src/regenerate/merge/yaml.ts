/**
 * YAML: read, and changed with everything else left as it stands. Block collections are edited as text; what is
 * not one is left to the library, which keeps comments and may lay lines out anew.
 */
import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Pair,
  parseAllDocuments,
  stringify,
  visit,
} from "yaml";
import type { Document, Node, YAMLMap, YAMLSeq } from "yaml";
import type { Edit, Path } from "./keyed.js";
import { edited, indentAt, indentUnit, lineEnd, lineStart, reindented, type TextEdit } from "./text-edits.js";

/**
 * The value of a text, or undefined when it is not one plain document: anchors, tags of its own, keys that are
 * no strings and errors are left to a merge by line.
 */
export function parseYaml(text: string): { readonly value: unknown } | undefined {
  const document = documentOf(text);
  if (document === undefined) return undefined;
  let isPlain = true;
  visit(document, {
    Alias: () => {
      isPlain = false;
    },
    Node: (_key, node) => {
      if (node.tag !== undefined && !node.tag.startsWith("tag:yaml.org,2002:")) isPlain = false;
      if ("anchor" in node && node.anchor !== undefined) isPlain = false;
    },
    Pair: (_key, { key }) => {
      if (!isScalar(key) || typeof key.value !== "string") isPlain = false;
    },
  });
  return isPlain ? { value: document.toJS() as unknown } : undefined;
}

/** Whatever follows a `#` that may begin a comment; what is inside a text counts the same before and after. */
export const yamlComments = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|\s)(#.*)$/gm)].map(([, comment = ""]) => comment.trimEnd());

/** Carries out edits one after the other; new values are copied as `theirs` writes them. */
export function editYaml(mine: string, theirs: string, edits: readonly Edit[]): string {
  return edits.reduce((text, edit) => {
    const change = textEdit(text, theirs, edit);
    return change === undefined ? throughLibrary(text, theirs, edit) : edited(text, [change]);
  }, mine);
}

/** The same for a layout in which a copied piece would mean something else. */
export const relayYaml = (mine: string, theirs: string, edits: readonly Edit[]): string =>
  edits.reduce((text, edit) => throughLibrary(text, theirs, edit), mine);

function textEdit(text: string, theirs: string, edit: Edit): TextEdit | undefined {
  if (edit.kind === "text" || edit.path.length === 0) return undefined;
  const root = required(documentOf(text));
  const container = at(root, edit.path.slice(0, -1));
  if (!isBlock(container)) return undefined;
  const key = edit.path.at(-1) as string | number;
  if (edit.kind === "remove") {
    if (container.items.length === 1) return undefined;
    const place = placeOf(text, container, key);
    return place && { from: place.above, to: place.below, by: "" };
  }
  const source = at(required(documentOf(theirs)), edit.from.slice(0, -1));
  const piece = isBlock(source) ? placeOf(theirs, source, edit.from.at(-1) as string | number) : undefined;
  if (piece === undefined) return undefined;
  const copy = (indent: string) =>
    reindented(
      theirs.slice(piece.from, piece.to),
      { indent: indentAt(theirs, piece.from), unit: indentUnit(theirs) },
      { indent, unit: indentUnit(text) },
    );
  if (edit.kind === "set") {
    const place = placeOf(text, container, key);
    return place && { from: place.from, to: place.to, by: copy(indentAt(text, place.from)) };
  }
  const before = typeof key === "number" ? (key === 0 ? undefined : key - 1) : edit.after;
  const neighbour = before ?? (isMap(container) ? keyOf(container, 0) : 0);
  const place = neighbour === undefined ? undefined : placeOf(text, container, neighbour);
  if (place === undefined) return undefined;
  const indent = indentAt(text, place.from);
  const line = `${indent}${copy(indent).replace(/\n$/, "")}\n`;
  if (before === undefined) return { from: place.above, to: place.above, by: line };
  const gap = text.slice(0, place.below).endsWith("\n") ? "" : "\n";
  return { from: place.below, to: place.below, by: gap + line };
}

interface Place {
  /** From its key or dash to the end of its value. */
  readonly from: number;
  readonly to: number;
  /** Its whole lines, with the comments right above it. */
  readonly above: number;
  readonly below: number;
}

function placeOf(text: string, container: YAMLMap | YAMLSeq, key: string | number): Place | undefined {
  const from = startOf(text, container, key);
  if (from === undefined) return undefined;
  const indent = text.slice(lineStart(text, from), from);
  if (indent.trim() !== "") return undefined; // The first key of an element: `- name: x`.
  const value = container.get(key, true);
  const end = isNode(value) ? value.range?.[1] : undefined;
  if (end === undefined || end < from) return undefined;
  const to = text[end - 1] === "\n" ? end - 1 : end;
  let above = lineStart(text, from);
  while (above > 0) {
    const previous = lineStart(text, above - 1);
    const line = text.slice(previous, above - 1);
    if (!line.startsWith(`${indent}#`)) break;
    above = previous;
  }
  const below = Math.min(lineEnd(text, to) + 1, text.length);
  return { from, to, above, below };
}

/** Where a key, or the dash of an element, stands. */
function startOf(text: string, container: YAMLMap | YAMLSeq, key: string | number): number | undefined {
  if (isMap(container)) {
    const pair = container.items.find((item) => isScalar(item.key) && item.key.value === key);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const item = container.items[key as number];
  const start = isNode(item) ? item.range?.[0] : undefined;
  const dash = start === undefined ? undefined : /-[ \t]*$/.exec(text.slice(0, start))?.index;
  return dash;
}

function keyOf(map: YAMLMap, index: number): string | undefined {
  const key = map.items[index]?.key;
  return isScalar(key) && typeof key.value === "string" ? key.value : undefined;
}

const isBlock = (node: unknown): node is YAMLMap | YAMLSeq =>
  isCollection(node) && (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;

function throughLibrary(text: string, theirs: string, edit: Edit): string {
  const document = required(documentOf(text));
  const flow = outermostFlow(document, edit.path.slice(0, -1));
  const [from, to] = flow?.range ?? [0, 0];
  if (edit.kind === "text") document.setIn(edit.path, edit.text);
  else if (edit.kind === "remove") document.deleteIn(edit.path);
  else {
    const node = at(required(documentOf(theirs)), edit.from);
    const key = edit.path.at(-1);
    const container = edit.path.length === 0 ? undefined : at(document, edit.path.slice(0, -1));
    if (edit.path.length === 0) document.contents = node as typeof document.contents;
    else if (edit.kind === "set") document.setIn(edit.path, node);
    else if (isSeq(container)) container.items.splice(key as number, 0, node);
    else if (isMap(container)) {
      const after = container.items.findIndex((item) => isScalar(item.key) && item.key.value === edit.after);
      container.items.splice(
        after + 1,
        0,
        new Pair(document.createNode(key), node) as YAMLMap["items"][number],
      );
    }
  }
  const style = { lineWidth: 0, indent: indentUnit(text).length, flowCollectionPadding: /[{[] /.test(text) };
  if (flow === undefined || flow.items.length === 0) return document.toString(style);
  const padded = /^[{[] /.test(text.slice(from, to));
  const piece = stringify(flow, { ...style, collectionStyle: "flow", flowCollectionPadding: padded });
  const line = edited(text, [{ from, to, by: piece.trimEnd() }]);
  return documentOf(line) === undefined ? document.toString(style) : line;
}

/** The first `{…}` or `[…]` on the way to a path: what is inside is laid out anew, and nothing else. */
function outermostFlow(document: Document, path: Path): YAMLMap | YAMLSeq | undefined {
  for (let length = 0; length <= path.length; length++) {
    const node = at(document, path.slice(0, length));
    if ((isMap(node) || isSeq(node)) && node.flow === true) return node;
  }
  return undefined;
}

function documentOf(text: string): Document.Parsed | undefined {
  const documents = parseAllDocuments(text, { uniqueKeys: true, prettyErrors: false });
  const [document, ...more] = Array.isArray(documents) ? documents : [];
  if (document === undefined || more.length > 0 || document.errors.length > 0) return undefined;
  return document;
}

function at(document: Document, path: Path): Node {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isNode(node) || isPair(node)) throw new Error(`nothing at ${path.join(".")}`);
  return node;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("not one YAML document");
  return value;
}
