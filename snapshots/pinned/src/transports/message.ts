import { PROTOCOL_VERSION_META_KEY } from "@modelcontextprotocol/server";

/** What comes back in answers or in each progress notification: more would multiply what a caller sends. */
export const longestId = 128;

/** A `tools/call` as far as the edge looks into it; the SDK checks the rest. */
export interface ToolCall {
  readonly tool: string;
  readonly args: unknown;
  /** The request says that it follows 2026-07-28 or later. */
  readonly modern: boolean;
}

/** The call that this message is, or `undefined` for everything else, batches included. */
export function toolCallOf(message: unknown): ToolCall | undefined {
  if (!isObject(message) || message["method"] !== "tools/call") return undefined;
  const params = message["params"];
  if (!isObject(params) || typeof params["name"] !== "string") return undefined;
  const meta = params["_meta"];
  return {
    tool: params["name"],
    args: params["arguments"],
    modern: isObject(meta) && PROTOCOL_VERSION_META_KEY in meta,
  };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
