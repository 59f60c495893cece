/** A spec as the bytes of its file. */
import type { ReadFile } from "../spec/read.js";

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The text behind a byte order mark, and where it starts. */
export function textOf(bytes: Buffer): { readonly text: string; readonly start: number } {
  const start = bytes.subarray(0, mark.length).equals(mark) ? mark.length : 0;
  return { text: bytes.toString("utf8", start), start };
}

/** The disk, but for one file that has other bytes. */
export const withFile =
  (disk: ReadFile, path: string, bytes: Uint8Array): ReadFile =>
  (asked, limit) =>
    asked === path ? Promise.resolve(bytes) : disk(asked, limit);
