import { isObject, longestId } from "./message.js";

/** An HTTP answer that is not the protocol's own: what the edge says when it does not let a request in. */
export interface Refusal {
  readonly status: number;
  /** What the client reads. Never holds a secret or anything about the inside. */
  readonly message: string;
  /** JSON-RPC error code. Default: -32000, which the protocol leaves to servers. */
  readonly code?: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A value, or why there is none. */
export type Admitted<T> = { readonly value: T } | { readonly refusal: Refusal };

/** The refusal as a JSON-RPC error, with the id of the message where there is one. */
export function refusalResponse(refusal: Refusal, message?: unknown): Response {
  const { status, code = -32_000, message: text, data, headers } = refusal;
  const error = { code, message: text, ...(data !== undefined && { data }) };
  return Response.json({ jsonrpc: "2.0", error, id: idOf(message) }, { status, headers });
}

function idOf(message: unknown): string | number | null {
  const id = isObject(message) ? message["id"] : undefined;
  if (typeof id === "string") return id.length <= longestId ? id : null;
  return typeof id === "number" ? id : null;
}
