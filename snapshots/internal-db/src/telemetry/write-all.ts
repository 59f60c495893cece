import { writeSync } from "node:fs";

/** How much of some bytes was written, and why not all of it. */
export interface Written {
  readonly bytes: number;
  readonly error?: unknown;
}

/** Between two tries while the reader of a pipe is slow, in ms. */
const pauseMs = 10;
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes to a file descriptor, and is done when it returns: whoever calls knows what is there, and what is not.
 * Waits for the reader of a pipe that is full. Never throws.
 */
export const writeAll = (fd: number, bytes: Uint8Array): Written => {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return { bytes: done, error };
      Atomics.wait(never, 0, 0, pauseMs);
    }
  }
  return { bytes: done };
};
