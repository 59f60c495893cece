import { hash } from "node:crypto";

/** `sha256:` and 64 hex digits. */
export type Hash = `sha256:${string}`;

export const hashPattern = /^sha256:[0-9a-f]{64}$/;

/** The hash of a text as the lock records it: line ends as `\n`, so that a checkout with `\r\n` is no edit. */
export function textHash(text: string): Hash {
  return `sha256:${hash("sha256", text.includes("\r") ? text.replaceAll("\r\n", "\n") : text)}`;
}

/** Like `textHash` for what was read from a disk; bytes that are not UTF-8 are hashed as they are. */
export function bytesHash(bytes: Uint8Array): Hash {
  if (!bytes.includes(13)) return `sha256:${hash("sha256", bytes)}`; // No line end to look past: far faster.
  const text = decode(bytes);
  return text === undefined ? `sha256:${hash("sha256", bytes)}` : textHash(text);
}

/** The text in `bytes`, or undefined when they are not UTF-8. A byte order mark is kept. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
