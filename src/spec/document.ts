/** A spec as written: its value, and where each part of it stands. */
import type { Position, Span } from "../diagnostics/diagnostic.js";

/** Keys and indexes from the root: `["tools", "query_users", "source"]`. */
export type Path = readonly (string | number)[];

/** Finds places for diagnostics. All return `undefined` when the spec has no text (the module form). */
export interface Places {
  /** The key that a path ends in; the value for an item of a list; the nearest parent when it is absent. */
  readonly key: (path: Path) => Span | undefined;
  /** The value at a path; its key when nothing is written; the nearest parent when it is absent. */
  readonly value: (path: Path) => Span | undefined;
  /** Part of a text value, in UTF-16 code units of the value. */
  readonly within: (path: Path, from: number, to: number) => Span | undefined;
}

/** What rules look at. */
export interface Document {
  /** The spec's path as the user gave it. */
  readonly file: string;
  readonly value: unknown;
  readonly places: Places;
}

/** Offsets to lines and columns, by binary search over the line starts. */
export function lineIndex(file: string, text: string): (from: number, to: number) => Span {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);

  const position = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return (from, to) => ({ file, start: position(from), end: position(Math.max(from, to)) });
}

/** A path as people write it: `tools.query_users.params.limit`, `tools["a.b"]`, `scopes[0]`. */
export function pathText(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}
