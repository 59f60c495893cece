import type { DestinationStream } from "pino";
import { timestamp } from "./timestamp.js";
import { writerTo } from "./writer.js";

/** Beyond so many characters lines are not kept back: nobody should hold a large text for a short wait. */
const mostKept = 64 * 1024;

const lineEnd = "\n".charCodeAt(0);

/**
 * Writes lines to a file descriptor, those of one turn of the event loop at once: under load each write
 * costs more than making its line. What this may lose is the last turn's lines of a process that is killed;
 * one that ends, or ends on an error, has written them all.
 *
 * Lines that cannot be written, on a full disk or to one who does not read, are lost: a log is no reason to end a
 * server. The first that can says how many there were (`log_lost`).
 */
export const linesTo = (fd: number): DestinationStream & { readonly flushSync: () => void } => {
  const writeOut = writerTo(fd);
  let kept = "";
  let lost = 0;
  /** The last line that was written is not whole. */
  let isTorn = false;

  const notice = (): string => {
    if (lost === 0) return "";
    const line = { level: "error", time: timestamp(), event: "log_lost", lines: lost };
    return `${JSON.stringify(line)}\n`;
  };
  const flush = (): void => {
    const lines = kept;
    kept = "";
    if (lines === "") return;
    const before = Buffer.from(`${isTorn ? "\n" : ""}${notice()}`);
    const bytes = Buffer.concat([before, Buffer.from(lines)]);
    const written = writeOut(bytes);
    if (written.bytes >= before.length) lost = 0;
    const whole = bytes.subarray(0, written.bytes).lastIndexOf(lineEnd) + 1;
    const rest = bytes.subarray(Math.max(before.length, whole));
    lost += rest.filter((byte) => byte === lineEnd).length;
    if (written.bytes > 0) isTorn = bytes[written.bytes - 1] !== lineEnd;
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
