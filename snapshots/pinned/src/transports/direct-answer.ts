import {
  SERVER_INFO_META_KEY,
  specTypeSchemas,
  type CallToolResult,
} from "@modelcontextprotocol/server";
import type { Era } from "./direct-era.js";
import type { PlainCall } from "./direct-request.js";

/** The `content-type` and what belongs to it, as the SDK has them in each era: names and values in turn. */
const ofEra: Readonly<Record<Era, readonly string[]>> = {
  modern: ["content-type", "application/json", "cache-control", "no-store"],
  legacy: [
    ...["content-type", "text/event-stream"],
    ...["cache-control", "no-cache, no-transform"],
    ...["x-accel-buffering", "no"],
  ],
};

/** The headers of a good answer, in the form that `writeHead` takes quickest. */
export function answerHeaders(
  era: Era,
  length: number,
  more: Readonly<Record<string, string>>,
): string[] {
  const headers = [
    ...ofEra[era],
    "x-content-type-options",
    "nosniff",
    "content-length",
    `${length}`,
  ];
  for (const name in more) headers.push(name, more[name] ?? "");
  return headers;
}

/** What stands around the message in an answer: nothing, or one event of a stream that ends with it. */
export const framed = (era: Era, message: string): string =>
  era === "modern" ? message : `event: message\ndata: ${message}\n\n`;

/**
 * Writes whole answers to calls. Into modern results goes what the protocol asks for: their type, and in
 * `_meta` what the server says of itself. It is the same each time, so its text is made once.
 */
export function callAnswers(serverInfo: unknown): (call: PlainCall, own: CallToolResult) => string {
  const meta = { [SERVER_INFO_META_KEY]: serverInfo };
  const more = `,"resultType":"complete","_meta":${JSON.stringify(meta)}}`;

  return ({ era, id }, own) => {
    const result = isTextOnly(own) ? own : normal(own);
    const { _meta } = result;
    let text: string;
    if (era === "legacy") text = JSON.stringify(result);
    else if (_meta === undefined) text = `${JSON.stringify(result).slice(0, -1)}${more}`;
    else text = JSON.stringify({ ...result, resultType: "complete", _meta: { ..._meta, ...meta } });
    return framed(era, `{"result":${text},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`);
  };
}

/** Whether the SDK's schema would leave the result as it is. */
const isTextOnly = ({ content }: CallToolResult): boolean =>
  content.every((block) => block.type === "text" && Object.keys(block).length === 2);

/** As the SDK sends it: without members that content blocks do not have. The guard made sure that it is valid. */
function normal(result: CallToolResult): CallToolResult {
  const checked = specTypeSchemas.CallToolResult["~standard"].validate(result);
  return "value" in checked ? (checked.value as CallToolResult) : result;
}
