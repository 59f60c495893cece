/** What the YAML reader builds: plain values beside a tree of places. */
import type { ScalarEvent } from "js-yaml";
import type { Span } from "../diagnostics/diagnostic.js";
import type { Path, Places } from "./document.js";
import { sourceOffset } from "./scalar-offsets.js";

export interface YamlNode {
  /** Offsets in the text; `end` is exclusive. Both -1 when nothing is written (`key:`). */
  start: number;
  end: number;
  value: unknown;
  /** Nodes in it when aliases are written out, itself included. */
  weight: number;
  entries?: Map<string, YamlEntry>;
  items?: YamlNode[];
  scalar?: ScalarEvent;
}

export interface YamlEntry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly node: YamlNode;
}

interface Found {
  readonly node: YamlNode;
  readonly entry?: YamlEntry | undefined;
}

/** Places in one YAML text. */
export function yamlPlaces(text: string, root: YamlNode, span: (from: number, to: number) => Span): Places {
  /** The node at a path, or its nearest parent that exists. */
  const find = (path: Path): Found => {
    let found: Found = { node: root };
    for (const part of path) {
      const entry = found.node.entries?.get(String(part));
      const node = entry?.node ?? (typeof part === "number" ? found.node.items?.[part] : undefined);
      if (node === undefined) {
        // Point at the key of the parent: its value may go over many lines.
        return found.entry === undefined ? found : { node: emptyNode, entry: found.entry };
      }
      found = { node, entry };
    }
    return found;
  };
  const ofKey = ({ keyStart, keyEnd }: YamlEntry) => span(keyStart, keyEnd);
  const ofNode = ({ node, entry }: Found) =>
    node.start < 0 && entry !== undefined
      ? ofKey(entry)
      : span(Math.max(0, node.start), Math.max(0, node.end));

  return {
    key: (path) => {
      const found = find(path);
      return found.entry === undefined ? ofNode(found) : ofKey(found.entry);
    },
    value: (path) => ofNode(find(path)),
    within: (path, from, to) => {
      const found = find(path);
      const { scalar, value } = found.node;
      if (scalar === undefined || typeof value !== "string") return ofNode(found);
      const offset = sourceOffset(text, scalar, value);
      return span(offset(from), to > from ? offset(to - 1) + 1 : offset(from));
    },
  };
}

const emptyNode: YamlNode = { start: -1, end: -1, value: undefined, weight: 0 };
