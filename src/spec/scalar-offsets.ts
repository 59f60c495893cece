import { SCALAR_STYLE, type ScalarEvent } from "js-yaml";

/**
 * From a place in a scalar's value to the place in the text that it was written at. Indentation, folded lines
 * and escapes make the two differ; they are walked side by side, passing over what only one of them has.
 */
export function sourceOffset(text: string, scalar: ScalarEvent, value: string): (index: number) => number {
  const map: number[] = [];
  let at = scalar.valueStart;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? "";
    while (at < scalar.valueEnd && text[at] !== character && isSpace(text[at])) at += 1;
    map.push(Math.min(at, scalar.valueEnd));
    if (scalar.style === SCALAR_STYLE.DOUBLE_QUOTED && text[at] === "\\") at += escapeLength(text, at);
    else if (scalar.style === SCALAR_STYLE.SINGLE_QUOTED && character === "'") at += 2;
    else if (text[at] === character) at += 1;
  }
  map.push(Math.min(at, scalar.valueEnd));
  return (index) => map[Math.max(0, Math.min(index, value.length))] ?? scalar.valueStart;
}

const isSpace = (character: string | undefined) =>
  character === " " || character === "\n" || character === "\r" || character === "\t";

/** YAML 1.2.2 §5.7: `\xNN`, `\uNNNN`, `\UNNNNNNNN`, otherwise one character. */
function escapeLength(text: string, at: number): number {
  return { x: 4, u: 6, U: 10 }[text[at + 1] ?? ""] ?? 2;
}
