import type { ServerResponse } from "node:http";
import type { Gone } from "../guard/call.js";

/**
 * Fires when the connection is lost before the answer is sent. Not an `AbortSignal`, of which each one
 * costs more than reading the request.
 */
export function goneWith(response: ServerResponse): Gone {
  const listeners = new Set<() => void>();
  const gone = {
    aborted: false,
    addEventListener: (_type: "abort", listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: "abort", listener: () => void) => void listeners.delete(listener),
  };
  response.on("close", () => {
    if (response.writableFinished) return;
    gone.aborted = true;
    for (const listener of listeners) listener();
  });
  return gone;
}
