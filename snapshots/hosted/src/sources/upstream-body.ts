import { ToolError } from "../guard/errors.js";
import { kibibytes } from "../guard/rows.js";
import type { EgressAnswer } from "./egress.js";
import { exactJson } from "./upstream-json.js";

const tooLarge = (cap: number): ToolError =>
  new ToolError(
    "RESULT_TOO_LARGE",
    `The service's answer is larger than the ${kibibytes(cap)} allowed. Ask for less.`,
  );

/**
 * A body as far as `cap` bytes after decompression: a few kilobytes of gzip can hold a gigabyte. Reading stops,
 * and the connection is closed, at the first byte too many. Throws `RESULT_TOO_LARGE`.
 */
export const readBody = async (
  { body }: EgressAnswer,
  cap: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > cap) throw tooLarge(cap);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
};

const invalid = (name: string): ToolError =>
  new ToolError("SOURCE_ERROR", "The service answered with something that cannot be read.", {
    cause: { name },
  });

const decode = (bytes: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw invalid("BadCharset");
  }
};

/** What a body says: JSON (`application/json`, `…+json`, read by `exactJson`) or plain text; `null` when it is empty. */
export const readValue = (bytes: Uint8Array, contentType: string | null): unknown => {
  if (bytes.byteLength === 0) return null;
  const [type = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim());
  const [, charset = "utf-8"] =
    parameters.map((part) => /^charset="?([\w-]{1,40})"?$/i.exec(part)).find(Boolean) ?? [];
  if (/^text\/plain$/i.test(type)) return decode(bytes, charset);
  if (!/^application\/(?:[\w.!#$&^-]+\+)?json$/i.test(type)) throw invalid("BadContentType");
  const text = decode(bytes, charset);
  try {
    return exactJson(text);
  } catch {
    throw invalid("BadJson");
  }
};
