import { tooLarge } from "./head.js";
import type { Admitted } from "./refusal.js";

/** Reads a body to its end, or until it is longer than it may be: `Content-Length` need not be there or true. */
export async function readBody(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Admitted<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) return { refusal: tooLarge(maxBytes) };
    parts.push(chunk);
  }
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return { value: only };
  const body = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.byteLength;
  }
  return { value: body };
}
