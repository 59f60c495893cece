import type { ServerResponse } from "node:http";
import type { Gone } from "../guard/call.js";
import { Stopper } from "../guard/stopper.js";

/** Fires when the connection is lost before the answer is sent. */
export function goneWith(response: ServerResponse): Gone {
  const gone = new Stopper();
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone;
}
