import type { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";

/**
 * Messages of the extended protocol, as bytes that go out in one write: most of what a lookup costs is writes.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

/** A message of the given type; `write` fills its `size` bytes from an offset on. */
const message = (
  type: string,
  size: number,
  write: (bytes: Buffer, from: number) => void,
): Buffer => {
  const bytes = Buffer.allocUnsafe(5 + size);
  bytes.write(type, "latin1");
  bytes.writeInt32BE(4 + size, 1);
  write(bytes, 5);
  return bytes;
};

/** A statement under a name, with types of its parameters left to PostgreSQL. */
export const parse = (name: string, text: string): Buffer => {
  const texts = Buffer.from(`${name}\0${text}\0`);
  return message("P", texts.length + 2, (bytes, from) => {
    texts.copy(bytes, from);
    bytes.writeInt16BE(0, from + texts.length);
  });
};

/** Values for a statement, as text, in the unnamed portal, whose results come as text. */
export const bind = (name: string, values: readonly (string | null)[]): Buffer => {
  const names = Buffer.from(`\0${name}\0`);
  let size = names.length + 6;
  for (const value of values) size += 4 + (value === null ? 0 : Buffer.byteLength(value));
  return message("B", size, (bytes, from) => {
    let at = from + names.copy(bytes, from);
    at = bytes.writeInt16BE(0, at);
    at = bytes.writeInt16BE(values.length, at);
    for (const value of values) {
      if (value === null) {
        at = bytes.writeInt32BE(-1, at);
      } else {
        const length = bytes.write(value, at + 4);
        at = bytes.writeInt32BE(length, at) + length;
      }
    }
    bytes.writeInt16BE(0, at);
  });
};

/** Asks for the columns of the unnamed portal. */
export const describe = message("D", 2, (bytes, from) => bytes.write("P\0", from, "latin1"));

/** Runs the unnamed portal, up to so many rows; 0 for all. */
export const execute = (rows: number): Buffer =>
  message("E", 5, (bytes, from) => bytes.writeInt32BE(rows, bytes.writeUInt8(0, from)));

/** Asks for what there is so far. */
export const flush = message("H", 0, () => {});
/** The messages are complete: the server answers whether it is ready. */
export const sync = message("S", 0, () => {});

/** The part of pg's connection that its own cursors are made of. */
export interface Wire extends EventEmitter {
  readonly stream: Duplex;
}

/** Sends messages in one write, unless the connection is lost, which pg tells by itself. */
export const send = ({ stream }: Wire, ...messages: readonly Buffer[]): void => {
  if (stream.writable) stream.write(Buffer.concat(messages));
};
