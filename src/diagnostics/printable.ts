/**
 * Text from a spec, made safe for a terminal: what a reader cannot see, or what would move the cursor or
 * reorder the line, is shown as `\u{…}`.
 */

/** Control, format (bidirectional, zero-width, tags), surrogate, private use, unassigned; line separators. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

export function printable(text: string): string {
  return text.replace(unprintable, escapeCharacter);
}

/** `\u{202e}` for a right-to-left override. */
export function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A value quoted for a message, cut to a length that leaves the message readable. */
export function quoted(value: string, longest = 60): string {
  const characters = [...value];
  const shown = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : value;
  return `"${printable(shown)}"`;
}

/** `a, b, c`, cut after `most`. */
export function list(names: readonly string[], most = 20): string {
  const shown = names.slice(0, most).map(printable).join(", ");
  return names.length > most ? `${shown}, … (${names.length - most} more)` : shown;
}
