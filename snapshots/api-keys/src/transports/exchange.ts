import type { IncomingMessage, ServerResponse } from "node:http";
import { toNodeHandler } from "@modelcontextprotocol/node";
import type { Logger } from "pino";
import { readBody } from "./body.js";
import type { Endpoint } from "./endpoint.js";
import type { Head } from "./head.js";
import { refusalResponse } from "./refusal.js";

export type Exchange = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers requests of node:http through the endpoint. Rejects when a client goes away while it still sends. */
export function createExchange(endpoint: Endpoint, bodyBytes: number, log: Logger): Exchange {
  const onerror = (error: Error) => log.error({ event: "http_failed", err: error });
  return async (request, response) => {
    const admitted = await endpoint.admit(headOf(request));
    if ("response" in admitted) return send(response, admitted.response);

    const body = await readBody(request, bodyBytes);
    if ("refusal" in body) return send(response, refusalResponse(body.refusal));

    // From here on nobody needs the credential, and what is not there cannot leak.
    delete request.headers.authorization;
    const { principal } = admitted;
    const fetch = (web: Request) => endpoint.answer(web, body.value, principal);
    // `null`: the adapter need not read the body, which has been read, or copy it, which nobody looks at.
    return toNodeHandler({ fetch }, { onerror })(request, response, null);
  };
}

/** A whole answer. What is left of the request's body is not waited for. */
export async function send(response: ServerResponse, answer: Response): Promise<void> {
  const body = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}

export function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "/";
}

function headOf(request: IncomingMessage): Head {
  return {
    method: request.method ?? "GET",
    path: pathOf(request),
    header: (name) => request.headersDistinct[name]?.join(", "),
    address: request.socket.remoteAddress,
  };
}
