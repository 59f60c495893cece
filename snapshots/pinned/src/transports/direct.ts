import type { ServerResponse } from "node:http";
import type { Caller, Gone, Principal } from "../guard/call.js";
import type { Guard } from "../guard/guard.js";
import type { Tool } from "../guard/tool.js";
import { answerHeaders, callAnswers } from "./direct-answer.js";
import { askForLists, type AskSdk } from "./direct-list.js";
import {
  plainRequests,
  type HeaderOf,
  type PlainCall,
  type PlainRequest,
  type TakePlain,
} from "./direct-request.js";

/**
 * The direct road: plain `tools/call` and `tools/list` requests, answered from node:http without a web
 * `Request` and without a protocol server made for one request, which together cost several times what
 * a call does. It has no rules of its own. Whatever is not plainly one of these two, and whatever would
 * be refused, goes to the SDK (`direct-request.ts` decides), and a test sends thousands of requests
 * down both roads and compares the answers.
 */
export interface Direct {
  /** The request, if this road may answer it; else the SDK does. */
  readonly take: TakePlain;
  /** Answers what `take` took. */
  readonly answer: (plain: PlainRequest, exchange: DirectExchange) => Promise<void>;
}

export interface DirectExchange {
  readonly header: HeaderOf;
  readonly response: ServerResponse;
  readonly principal: Principal;
  /** Fires when the client goes away. */
  readonly signal: Gone;
  /** What this answer carries beside the headers that all answers do. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface DirectOptions {
  readonly tools: readonly Tool[];
  readonly guard: Guard;
  /** The SDK's own answers, which this road repeats. */
  readonly askSdk: AskSdk;
}

/** Prepares the road. A list of tools that is not the same for everybody is left to the SDK. */
export async function createDirect({ tools, guard, askSdk }: DirectOptions): Promise<Direct> {
  const lists = await askForLists(askSdk);
  const takePlain = plainRequests(tools);
  const answerOf = callAnswers(lists.serverInfo);

  const call = async (plain: PlainCall, exchange: DirectExchange): Promise<void> => {
    const { tool, args } = plain;
    const result = await guard(tool, args, callerOf(plain, exchange));
    const { response, headers } = exchange;
    if (response.destroyed) return;
    const body = answerOf(plain, result);
    response.writeHead(200, answerHeaders(plain.era, Buffer.byteLength(body), headers)).end(body);
  };

  const list = ({ era, id }: PlainRequest, { response, headers }: DirectExchange): void => {
    const { before, after } = lists[era];
    const rest = `${JSON.stringify(id)}${after}`;
    const length = before.length + Buffer.byteLength(rest);
    response.writeHead(200, answerHeaders(era, length, headers));
    response.write(before);
    response.end(rest);
  };

  return {
    take: (message, header) => {
      const plain = takePlain(message, header);
      return plain?.method === "tools/list" && !lists.repeatable ? undefined : plain;
    },
    answer: async (plain, exchange) =>
      plain.method === "tools/call" ? call(plain, exchange) : list(plain, exchange),
  };
}

/** What the SDK's road tells the guard of a caller. No progress: who asks for that is not on this road. */
const callerOf = (
  { id, meta, envelope }: PlainCall,
  { header, principal, signal }: DirectExchange,
): Caller => ({
  transport: "http",
  principal,
  signal,
  request: { id, _meta: meta, envelope, header },
});
