import type { Style } from "./frame.js";
import { printable } from "./printable.js";

/** A unified diff for a terminal: its lines in colour, nothing in them that a reader cannot see. */
export function colouredPatch(patch: string, style: Style): string {
  return patch
    .split("\n")
    .map((line) => {
      const text = line.split("\t").map(printable).join("\t");
      if (/^(?:---|\+\+\+) /.test(text)) return style.strong(text);
      if (text.startsWith("@@")) return style.faint(text);
      if (text.startsWith("+")) return style.added(text);
      return text.startsWith("-") ? style.removed(text) : text;
    })
    .join("\n");
}
