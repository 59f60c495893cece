import type { IncomingMessage, ServerResponse } from "node:http";
import { toNodeHandler } from "@modelcontextprotocol/node";
import type { Logger } from "pino";
import { clientAddress } from "./client-address.js";
import type { Direct } from "./direct.js";
import type { Endpoint } from "./endpoint.js";
import { goneWith } from "./gone.js";
import type { Head } from "./head.js";
import { readRequestBody } from "./request-body.js";

export type Exchange = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ExchangeOptions {
  readonly endpoint: Endpoint;
  /** Absent: the SDK answers everything. */
  readonly direct: Direct | undefined;
  readonly bodyBytes: number;
  readonly log: Logger;
  /** Proxies of our own in front of this server. */
  readonly trustedProxies: number;
}

/** Answers requests of node:http. Rejects when a client goes away while it still sends. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { endpoint, direct, bodyBytes, log, trustedProxies } = options;
  const onerror = (error: Error) => log.error({ event: "http_failed", err: error });

  return async (request, response) => {
    const head = headOf(request, trustedProxies);
    const admitted = await endpoint.admit(head);
    if ("response" in admitted) return send(response, admitted.response);

    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await readRequestBody(request, bodyBytes);
    if ("refusal" in body) return send(response, endpoint.refuse(head, body.refusal));

    // From here on nobody needs the credential, and what is not there cannot leak.
    if (request.headers.authorization !== undefined) delete request.headers.authorization;
    const { principal } = admitted;
    const header: Head["header"] = (name) =>
      name === "authorization" ? undefined : head.header(name);
    const signal = goneWith(response);
    const read = endpoint.read(body.value, { header, principal, signal });
    if ("response" in read) return send(response, read.response);

    const plain = direct?.take(read.message, header);
    if (direct !== undefined && plain !== undefined) {
      const headers = endpoint.headers(header("origin"));
      return direct.answer(plain, { header, response, principal, signal, headers });
    }
    prepare(response);
    const fetch = (web: Request) => endpoint.answer(web, read.message, principal);
    // `null`: the adapter need not read the body, which has been read, or copy it, which nobody looks at.
    return toNodeHandler({ fetch }, { onerror })(request, response, null);
  };
}

/** The headers of every answer, for answers that add their own to them. */
function prepare(response: ServerResponse): void {
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
}

/** A whole answer. What is left of the request's body is not waited for. */
export async function send(response: ServerResponse, answer: Response): Promise<void> {
  const body = await answer.text();
  prepare(response);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}

export function pathOf({ url = "/" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

function headOf(request: IncomingMessage, trustedProxies: number): Head {
  const header = headersOf(request);
  const peer = request.socket.remoteAddress;
  return {
    method: request.method ?? "GET",
    path: pathOf(request),
    header,
    address: clientAddress(peer, header("x-forwarded-for"), trustedProxies),
  };
}

/**
 * All lines of a header, joined. Node's `headers` keep only the first line of some names, and a check has
 * to see what a proxy before us may have seen. Where no name came twice they are right, and made already.
 */
function headersOf(request: IncomingMessage): Head["header"] {
  const { headers, rawHeaders } = request;
  if (Object.keys(headers).length * 2 < rawHeaders.length) {
    return (name) => request.headersDistinct[name]?.join(", ");
  }
  return (name) => headers[name]?.toString();
}
