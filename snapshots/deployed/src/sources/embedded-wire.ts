import { Duplex } from "node:stream";

/** What a connection needs of the database: https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface Backend {
  /** A session as if it had just begun, of the role that logs in. */
  readonly begin: () => Promise<void>;
  /** Answers messages of the protocol with others. */
  readonly answer: (messages: Uint8Array) => Promise<Uint8Array>;
}

const cancelRequest = 80_877_102;
const terminate = "X".charCodeAt(0);

/** Of sockets, what pg asks for and does not matter here. */
const socketMethods = { setNoDelay() {}, setKeepAlive() {}, ref() {}, unref() {} };

/** A stream that pg takes for its connection to a server: what is written there, the database answers. */
export const embeddedWire = ({ begin, answer }: Backend): Duplex => {
  let hasBegun = false;

  const give = (bytes: Uint8Array | null): void => {
    if (!wire.destroyed) wire.push(bytes);
  };
  const take = async (messages: Buffer): Promise<void> => {
    if (messages[0] === terminate) return give(null);
    if (!hasBegun) {
      // Nothing can be running that could be cancelled: a query has this thread until it is done.
      if (messages.readInt32BE(4) === cancelRequest) return give(null);
      hasBegun = true;
      await begin();
    }
    give(await answer(messages));
  };
  const write = (messages: Buffer, done: (error?: Error) => void): void => {
    take(messages).then(() => done(), done);
  };

  const wire: Duplex = Object.assign(
    new Duplex({
      read: () => {},
      write: (chunk: Buffer, _encoding, done) => write(chunk, done),
      writev: (chunks, done) =>
        write(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done),
    }),
    { ...socketMethods, connect: () => void setImmediate(() => wire.emit("connect")) },
  );
  return wire;
};
