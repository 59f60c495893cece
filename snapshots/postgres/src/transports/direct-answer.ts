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

/** The whole answer to a call. `serverInfo` goes into `_meta` of modern results, as the protocol asks. */
export function callAnswer(
  { era, id }: PlainCall,
  own: CallToolResult,
  serverInfo: unknown,
): string {
  const result = isTextOnly(own) ? own : normal(own);
  const encoded =
    era === "legacy"
      ? result
      : {
          ...result,
          resultType: "complete",
          _meta: { ...result._meta, [SERVER_INFO_META_KEY]: serverInfo },
        };
  return framed(era, JSON.stringify({ result: encoded, jsonrpc: "2.0", id }));
}

/** Whether the SDK's schema would leave the result as it is. */
const isTextOnly = ({ content }: CallToolResult): boolean =>
  content.every((block) => block.type === "text" && Object.keys(block).length === 2);

/** As the SDK sends it: without members that content blocks do not have. The guard made sure that it is valid. */
function normal(result: CallToolResult): CallToolResult {
  const checked = specTypeSchemas.CallToolResult["~standard"].validate(result);
  return "value" in checked ? (checked.value as CallToolResult) : result;
}
