/** Small changes of a text by offset, and the indentation that a moved piece needs. */

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** All at once: offsets are those of `text`, and no two overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { from, to, by } of [...edits].sort((left, right) => right.from - left.from)) {
    result = result.slice(0, from) + by + result.slice(to);
  }
  return result;
}

export const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** The offset of the line's `\n`, or of the text's end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** The blanks that begin the line at `offset`. */
export const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";

/** One step of indentation, as the text's first indented line has it. */
export const indentUnit = (text: string): string => /^[ \t]+(?=[^\s*])/m.exec(text)?.[0] ?? "  ";

export interface Indentation {
  /** Of the line that the piece begins on. */
  readonly indent: string;
  readonly unit: string;
}

/** A piece of one text as it reads in another: its further lines lose one indentation and get the other. */
export function reindented(piece: string, from: Indentation, to: Indentation): string {
  const [first = "", ...rest] = piece.split("\n");
  const lines = rest.map((line) => {
    let depth = 0;
    let body = line.startsWith(from.indent) ? line.slice(from.indent.length) : line.trimStart();
    while (from.unit !== to.unit && body.startsWith(from.unit)) {
      body = body.slice(from.unit.length);
      depth++;
    }
    return body === "" ? "" : to.indent + to.unit.repeat(depth) + body;
  });
  return [first, ...lines].join("\n");
}

/** How often each item occurs. */
function counted(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Whether `result` has every comment of mine, but for those of the base that theirs dropped. */
export function keepsComments(
  comments: (text: string) => readonly string[],
  texts: { readonly base: string; readonly mine: string; readonly theirs: string },
  result: string,
): boolean {
  const [base, mine, theirs, kept] = [texts.base, texts.mine, texts.theirs, result].map((text) =>
    counted(comments(text)),
  );
  return [...(mine ?? [])].every(([comment, count]) => {
    const dropped = Math.max(0, (base?.get(comment) ?? 0) - (theirs?.get(comment) ?? 0));
    return (kept?.get(comment) ?? 0) >= count - dropped;
  });
}
