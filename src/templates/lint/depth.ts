/** How deep a template is nested, found before it is parsed: parser, linter and renderer take the stack's depth for granted. */

/** Deeper than anybody can read, and far from what a stack has room for. */
export const deepest = 100;

/** A tag, and of a block what tells its beginning from its end. */
const tag = /\{\{~?([#/]?)[^{}]*\}/g;

/** Where in the text blocks, or the parentheses within a tag, are nested too deep; `undefined`: nowhere. */
export function tooDeep(text: string): number | undefined {
  let blocks = 0;
  for (const { 0: found, 1: kind, index } of text.matchAll(tag)) {
    if (kind === "#") blocks += 1;
    if (kind === "/") blocks -= 1;
    if (blocks > deepest || parentheses(found) > deepest) return index;
  }
  return undefined;
}

function parentheses(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === "(") most = Math.max(most, ++depth);
    if (character === ")") depth -= 1;
  }
  return most;
}
