import { pino, type DestinationStream } from "pino";

/** Beyond so many characters lines are not kept back: nobody should hold a large text for a short wait. */
const mostKept = 64 * 1024;

/**
 * Writes lines to a file descriptor, those of one turn of the event loop at once: under load each write
 * costs more than making its line. What this may lose is the last turn's lines of a process that is killed;
 * one that ends, or ends on an error, has written them all.
 */
export const linesTo = (fd: number): DestinationStream & { readonly flushSync: () => void } => {
  // pino waits when the reader of a pipe is slow, where a plain write would fail with EAGAIN.
  const out = pino.destination({ dest: fd, sync: true });
  let kept = "";
  const flush = (): void => {
    const lines = kept;
    kept = "";
    if (lines !== "") out.write(lines);
  };
  process.once("exit", flush);
  return {
    write: (line) => {
      if (kept === "") setImmediate(flush);
      kept += line;
      if (kept.length > mostKept) flush();
    },
    flushSync: flush, // pino calls it after a fatal line
  };
};
