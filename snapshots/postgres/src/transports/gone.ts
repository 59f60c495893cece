import type { ServerResponse } from "node:http";
import type { Gone } from "../guard/call.js";

/**
 * Fires when the connection is lost before the answer is sent. Not an `AbortSignal`, of which each one
 * costs more than reading the request.
 */
export function goneWith(response: ServerResponse): Gone {
  const listeners = new Set<() => void>();
  let aborted = false;
  response.on("close", () => {
    if (response.writableFinished) return;
    aborted = true;
    for (const listener of listeners) listener();
  });
  return {
    get aborted() {
      return aborted;
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };
}
