import { writeSync } from "node:fs";

/** How much of some bytes was written, and why not all of it. */
export interface Written {
  readonly bytes: number;
  readonly error?: unknown;
}

/** How long one write waits for the reader of a full pipe, in ms. */
const patienceMs = 2_000;
/** Between two tries. */
const pauseMs = 10;
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes to a file descriptor, and is done when it returns: whoever calls knows what is there, and what is not. Never
 * throws. Where a full pipe says so instead of holding up the process, as stderr's does over stdio, one who does not
 * read is waited for once, and from then on not before there is room again: a client may start a server, and never
 * look at its log.
 */
export const writerTo = (fd: number): ((bytes: Uint8Array) => Written) => {
  let patience = patienceMs;
  return (bytes) => {
    let done = 0;
    let waited = 0;
    while (done < bytes.length) {
      try {
        done += writeSync(fd, bytes, done);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return { bytes: done, error };
        if (waited >= patience) {
          patience = 0;
          return { bytes: done, error };
        }
        Atomics.wait(never, 0, 0, pauseMs);
        waited += pauseMs;
      }
    }
    patience = patienceMs;
    return { bytes: done };
  };
};
