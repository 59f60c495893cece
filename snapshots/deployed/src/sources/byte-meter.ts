import type { Duplex } from "node:stream";

/** Counts what a connection receives. A listener for each call would cost as much as half of a call. */
export interface ByteMeter {
  /** Called with the length of what arrives; `undefined` while nobody wants to know. */
  count: ((bytes: number) => void) | undefined;
}

const meters = new WeakMap<Duplex, ByteMeter>();

/** The one of a connection. */
export const byteMeterOf = (stream: Duplex): ByteMeter => {
  const known = meters.get(stream);
  if (known !== undefined) return known;
  const meter: ByteMeter = { count: undefined };
  stream.on("data", (chunk: Buffer) => meter.count?.(chunk.length));
  meters.set(stream, meter);
  return meter;
};
