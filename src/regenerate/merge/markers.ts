/** Conflicts as they stand in a file: git's markers, which editors know how to offer and to resolve. */
import type { Chunk } from "./diff3.js";

const mineMarker = "<<<<<<< yours";
const betweenMarker = "=======";
const theirsMarker = ">>>>>>> generated";

/** Lines of a merge, conflicts between markers. */
export const withMarkers = (chunks: readonly Chunk[]): readonly string[] =>
  chunks.flatMap((chunk) =>
    chunk.kind === "settled"
      ? chunk.lines
      : [mineMarker, ...chunk.mine, betweenMarker, ...chunk.theirs, theirsMarker],
  );

/** Whether a conflict was left in a text: ours, or one of git's. */
export const hasMarkers = (text: string): boolean =>
  /^<{7} [^\n]*\n(?:[^\n]*\n)*?={7}\r?\n(?:[^\n]*\n)*?>{7} /m.test(text);
