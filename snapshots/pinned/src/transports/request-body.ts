import type { IncomingMessage } from "node:http";
import { tooLarge } from "./head.js";
import type { Admitted } from "./refusal.js";

/**
 * `readBody` for node:http, by events: iterating over the stream costs more than all the rest of reading.
 * Rejects when the client goes away, or is cut off, before it has sent everything.
 */
export const readRequestBody = (
  request: IncomingMessage,
  maxBytes: number,
): Promise<Admitted<Uint8Array>> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const take = (part: Buffer): void => {
      size += part.length;
      parts.push(part);
      if (size <= maxBytes) return;
      parts.length = 0; // what still comes is dropped until the answer has closed the connection
      resolve({ refusal: tooLarge(maxBytes) });
    };
    request.on("data", take);
    request.on("end", () => resolve({ value: joined(parts) }));
    request.on("error", reject);
    request.on("close", () => {
      if (!request.readableEnded) reject(new Error("the client went away"));
    });
  });

const joined = (parts: readonly Buffer[]): Buffer => {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
};
