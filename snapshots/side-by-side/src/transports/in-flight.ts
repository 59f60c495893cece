import { setImmediate, setTimeout } from "node:timers/promises";
import type { JSONRPCMessage, RequestId, Transport } from "@modelcontextprotocol/server";

export interface CountedWire {
  readonly wire: Transport;
  /** Settles when every request received has been answered, or after `timeoutMs`. */
  idle(timeoutMs: number): Promise<void>;
  /** Settles when the wire has closed. */
  readonly closed: Promise<void>;
}

/** The same wire, keeping count of the requests that still wait for their answer. */
export function countRequests(wire: Transport): CountedWire {
  const waiting = new Set<RequestId>();
  let notify = (): void => {};
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => (close = resolve));

  const settle = (id: RequestId | undefined): void => {
    if (id !== undefined) waiting.delete(id);
    if (waiting.size === 0) notify();
  };
  const receive = (message: JSONRPCMessage): void => {
    if (!("method" in message)) return;
    // A subscription stays open by design: it does not hold the process.
    if ("id" in message && message.method !== "subscriptions/listen") waiting.add(message.id);
    if (message.method === "notifications/cancelled") {
      settle(message.params?.["requestId"] as RequestId | undefined);
    }
  };
  const counted: Transport = {
    start: () => {
      wire.onmessage = (message, extra) => {
        receive(message);
        counted.onmessage?.(message, extra);
      };
      wire.onerror = (error) => counted.onerror?.(error);
      wire.onclose = () => {
        close();
        counted.onclose?.();
      };
      return wire.start();
    },
    send: async (message, options) => {
      try {
        await wire.send(message, options);
      } finally {
        if (!("method" in message)) settle(message.id); // also when nobody reads it any more
      }
    },
    close: () => wire.close(),
  };
  const idle = async (timeoutMs: number): Promise<void> => {
    await setImmediate(); // what stdin delivered just before its end is still on its way here
    if (waiting.size === 0) return;
    const timeout = new AbortController();
    await Promise.race([
      new Promise<void>((resolve) => (notify = resolve)),
      setTimeout(timeoutMs, undefined, { signal: timeout.signal }).catch(() => {}),
    ]);
    timeout.abort();
  };
  return { wire: counted, idle, closed };
}
