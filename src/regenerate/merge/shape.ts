/** What of a text is its owner's choice, whatever it says: byte order mark, line ends, final newline. */

export interface Shape {
  readonly mark: boolean;
  readonly crlf: boolean;
  readonly final: boolean;
}

/** An empty text counts as one with a final newline. */
export const shapeOf = (text: string): Shape => ({
  mark: text.startsWith("\uFEFF"),
  crlf: text.includes("\r\n"),
  final: text === "" || text.endsWith("\n"),
});

/** Without a byte order mark, lines ended by `\n`, the last one too. */
export function normalized(text: string): string {
  const plain = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  return plain === "" || plain.endsWith("\n") ? plain : `${plain}\n`;
}

/** The opposite of `normalized`, with the shape that the text had. */
export function shaped(text: string, { mark, crlf, final }: Shape): string {
  const ended = final ? text : text.replace(/\n$/, "");
  return (mark ? "\uFEFF" : "") + (crlf ? ended.replaceAll("\n", "\r\n") : ended);
}
