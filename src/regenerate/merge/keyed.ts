/** Three-way merge of values by key: what JSON and YAML have in common. */
import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../record.js";
import { diff3 } from "./diff3.js";

export type Path = readonly (string | number)[];

/** A change of the value at `path`, all indices as they are when the edits before it are done. */
export type Edit =
  | { readonly kind: "set"; readonly path: Path; readonly from: Path }
  | { readonly kind: "remove"; readonly path: Path }
  /** A new key, behind the key `after` or first; a new element, at the index that ends `path`. */
  | { readonly kind: "insert"; readonly path: Path; readonly from: Path; readonly after?: string | undefined }
  /** A text of several lines, merged by line. */
  | { readonly kind: "text"; readonly path: Path; readonly text: string };

export interface KeyedMerge {
  /** What to do to my value; `from` is where the new value stands in theirs. */
  readonly edits: readonly Edit[];
  /** Paths at which both sides want something else. `edits` leave mine there. */
  readonly conflicts: readonly Edit[];
  readonly value: unknown;
}

/** Merges values that came from JSON or YAML: plain objects, arrays and scalars. */
export function mergeValues(base: unknown, mine: unknown, theirs: unknown): KeyedMerge {
  const edits: Edit[] = [];
  const conflicts: Edit[] = [];
  const value = merge({ base, mine, theirs, path: [], from: [] });
  return { edits, conflicts, value };

  interface At {
    readonly base: unknown;
    readonly mine: unknown;
    readonly theirs: unknown;
    readonly path: Path;
    readonly from: Path;
  }

  /** Gives the merged value; undefined stands for absent everywhere. */
  function merge(at: At): unknown {
    const { base, mine, theirs } = at;
    if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(base, theirs)) return mine;
    // Also where only theirs changed: what did not change within keeps its layout and its comments.
    if (isRecord(mine) && isRecord(theirs)) return mergeRecords(at, isRecord(base) ? base : {}, mine, theirs);
    if (Array.isArray(mine) && Array.isArray(theirs)) {
      const merged = mergeArrays(at, Array.isArray(base) ? base : [], mine, theirs);
      if (merged !== undefined) return merged;
    }
    if (isDeepStrictEqual(base, mine)) return change(at, edits);
    if (isText(base) && isText(mine) && isText(theirs)) {
      const chunks = diff3(base.split("\n"), mine.split("\n"), theirs.split("\n"));
      if (chunks.every((chunk) => chunk.kind === "settled")) {
        const text = chunks.flatMap(({ lines }) => lines).join("\n");
        edits.push({ kind: "text", path: at.path, text });
        return text;
      }
    }
    change(at, conflicts);
    return mine;
  }

  function change({ mine, theirs, path, from }: At, to: Edit[]): unknown {
    if (theirs === undefined) to.push({ kind: "remove", path });
    else to.push({ kind: mine === undefined ? "insert" : "set", path, from });
    return theirs;
  }

  function mergeRecords(at: At, base: Dictionary, mine: Dictionary, theirs: Dictionary): unknown {
    const result: Dictionary = {};
    const put = (key: string, value: unknown) => {
      if (value !== undefined) define(result, key, value);
    };
    for (const key of Object.keys(mine)) {
      put(key, merge(below(at, key, own(base, key), own(mine, key), own(theirs, key))));
    }
    let after: string | undefined;
    for (const key of Object.keys(theirs)) {
      if (!Object.hasOwn(mine, key)) {
        const child = below(at, key, own(base, key), undefined, own(theirs, key));
        if (child.base === undefined) {
          edits.push({ kind: "insert", path: child.path, from: child.from, after });
          put(key, child.theirs);
        } else if (!isDeepStrictEqual(child.base, child.theirs)) {
          conflicts.push({ kind: "insert", path: child.path, from: child.from, after });
        }
      }
      if (Object.hasOwn(result, key)) after = key;
    }
    return result;
  }

  /** Undefined, with nothing recorded, when they cannot be merged by element. */
  function mergeArrays(
    at: At,
    base: readonly unknown[],
    mine: readonly unknown[],
    theirs: readonly unknown[],
  ): unknown {
    const [old, left, right] = [base, mine, theirs].map((list) => list.map((item) => JSON.stringify(item)));
    const chunks = diff3(old as string[], left as string[], right as string[]);
    const wanted: string[] = [];
    for (const chunk of chunks) {
      if (chunk.kind === "settled") wanted.push(...chunk.lines);
      else if (chunk.base.length > 0) return mergePairwise(at, base, mine, theirs);
      // Both added elements at one place: of a list of settings, both are wanted.
      else wanted.push(...chunk.theirs, ...chunk.mine.filter((item) => !chunk.theirs.includes(item)));
    }
    const result: unknown[] = [...mine];
    const texts = [...(left as string[])];
    for (let index = 0; index < Math.max(texts.length, wanted.length);) {
      const next = wanted[index];
      if (next !== undefined && texts[index] === next) index++;
      else if (
        next === undefined ||
        (index < texts.length && !wanted.includes(texts[index] as string, index))
      ) {
        edits.push({ kind: "remove", path: [...at.path, index] });
        texts.splice(index, 1);
        result.splice(index, 1);
      } else {
        const source = (right as string[]).indexOf(next);
        edits.push({ kind: "insert", path: [...at.path, index], from: [...at.from, source] });
        texts.splice(index, 0, next);
        result.splice(index, 0, theirs[source]);
      }
    }
    return result;
  }

  /** Lists of the same length are merged element by element. */
  function mergePairwise(
    at: At,
    base: readonly unknown[],
    mine: readonly unknown[],
    theirs: readonly unknown[],
  ): unknown {
    if (mine.length !== base.length || theirs.length !== base.length) return undefined;
    return mine.map((item, index) => merge(below(at, index, base[index], item, theirs[index])));
  }

  function below(at: At, key: string | number, base: unknown, mine: unknown, theirs: unknown): At {
    return { base, mine, theirs, path: [...at.path, key], from: [...at.from, key] };
  }
}

type Dictionary = { [key: string]: unknown };

const own = (record: Dictionary, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Also for a key such as `__proto__`. */
function define(record: Dictionary, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
}

const isText = (value: unknown): value is string => typeof value === "string" && value.includes("\n");
