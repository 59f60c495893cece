/** Merges what the generator changed into what the user changed. */
import { isDeepStrictEqual } from "node:util";
import { conflict, diff3, type Chunk } from "./diff3.js";
import { editJson, jsonComments, parseJson } from "./json.js";
import { mergeValues, type Edit } from "./keyed.js";
import { diffLines } from "./lines.js";
import { withMarkers } from "./markers.js";
import { withNewerPins } from "./pins.js";
import { renamedText } from "./renamed.js";
import { normalized, shapeOf, shaped } from "./shape.js";
import { keepsComments } from "./text-edits.js";
import { editYaml, parseYaml, relayYaml, yamlComments } from "./yaml.js";

export interface MergeInput {
  /** Decides by its ending whether the texts are merged by key. */
  readonly path: string;
  /** What was last generated. Without it (undefined) every difference is a conflict. */
  readonly base: string | undefined;
  readonly mine: string;
  readonly theirs: string;
  /** What the text is about has another name now. */
  readonly isRenamed?: boolean;
}

export type Merged =
  | { readonly kind: "merged"; readonly text: string }
  /** `text` has each conflict between markers; `count` of them. */
  | { readonly kind: "conflict"; readonly text: string; readonly count: number };

/** JSON and YAML are merged by key, all else by line. Line ends, byte order mark and final newline stay mine. */
export function mergeText({ path, base, mine, theirs, isRenamed = false }: MergeInput): Merged {
  const own = shapeOf(mine);
  const texts = {
    base: base === undefined ? undefined : normalized(base),
    mine: normalized(mine),
    theirs: normalized(theirs),
  };
  const settled = withNewerPins(path, texts);
  const renamed =
    isRenamed && texts.base !== undefined ? renamedText(texts.base, texts.mine, texts.theirs) : undefined;
  const result: Merged =
    renamed === undefined ? mergeNormalized(path, settled) : { kind: "merged", text: renamed };
  const restored =
    base !== undefined && !own.final && !shapeOf(base).final ? shapeOf(theirs).final : own.final;
  return { ...result, text: shaped(result.text, { ...own, final: restored }) };
}

interface Texts {
  readonly base: string | undefined;
  readonly mine: string;
  readonly theirs: string;
}

function mergeNormalized(path: string, { base, mine, theirs }: Texts): Merged {
  if (mine === theirs || base === theirs) return { kind: "merged", text: mine };
  if (base === mine) return { kind: "merged", text: theirs };
  if (base === undefined) return fromChunks(twoWay(mine, theirs));
  const byLine = fromChunks(diff3(linesOf(base), linesOf(mine), linesOf(theirs)));
  const format = /\.json[c5]?$/i.test(path) ? json : /\.ya?ml$/i.test(path) ? yaml : undefined;
  return (format && mergeByKey(format, { base, mine, theirs }, byLine)) ?? byLine;
}

interface Format {
  readonly parse: (text: string) => { readonly value: unknown } | undefined;
  /** Ways to change a text, the gentlest first; each is checked by reading its result. */
  readonly ways: readonly ((mine: string, theirs: string, edits: readonly Edit[]) => string)[];
  readonly comments: (text: string) => readonly string[];
}

const json: Format = { parse: parseJson, ways: [editJson], comments: jsonComments };
const yaml: Format = { parse: parseYaml, ways: [editYaml, relayYaml], comments: yamlComments };

/**
 * Keys say what is meant; lines keep what keys do not see (comments and layout of theirs). So the result by line
 * is taken where it means the same. Undefined when keys cannot tell: then lines decide.
 */
function mergeByKey(
  format: Format,
  texts: Texts & { readonly base: string },
  byLine: Merged,
): Merged | undefined {
  const { base, mine, theirs } = texts;
  const [old, left, right] = [base, mine, theirs].map(format.parse);
  if (old === undefined || left === undefined || right === undefined) return undefined;
  const { edits, conflicts, value } = mergeValues(old.value, left.value, right.value);
  const lineValue = byLine.kind === "merged" ? format.parse(byLine.text) : undefined;
  if (lineValue !== undefined && (conflicts.length > 0 || isDeepStrictEqual(lineValue.value, value)))
    return byLine;
  for (const edit of format.ways) {
    try {
      const text = edit(mine, theirs, edits);
      if (!isDeepStrictEqual(format.parse(text)?.value, value)) continue;
      if (!keepsComments(format.comments, texts, text)) continue;
      if (conflicts.length === 0) return { kind: "merged", text };
      return fromChunks(twoWay(text, edit(text, theirs, conflicts)));
    } catch {
      // A shape that this way does not know.
    }
  }
  return undefined;
}

/** Every difference as a conflict. */
function twoWay(mine: string, theirs: string): readonly Chunk[] {
  const left = linesOf(mine);
  const right = linesOf(theirs);
  const chunks: Chunk[] = [];
  let at = 0;
  for (const { from, to, by } of diffLines(left, right)) {
    chunks.push({ kind: "settled", lines: left.slice(at, from) }, ...conflict(left.slice(from, to), by));
    at = to;
  }
  return [...chunks, { kind: "settled", lines: left.slice(at) }];
}

function fromChunks(chunks: readonly Chunk[]): Merged {
  const text = withMarkers(chunks)
    .map((line) => `${line}\n`)
    .join("");
  const count = chunks.filter(({ kind }) => kind === "conflict").length;
  return count === 0 ? { kind: "merged", text } : { kind: "conflict", text, count };
}

/** Of a text that ends with a newline or is empty. */
const linesOf = (text: string): readonly string[] => text.split("\n").slice(0, -1);
