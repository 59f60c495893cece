import { readBody } from "./body.js";
import type { Endpoint } from "./endpoint.js";
import type { Head, HeadRules } from "./head.js";

/** A web-standard handler, as Workers, Lambda adapters and the like want one. */
export type Fetch = (request: Request, address?: string) => Promise<Response>;

export function createFetch(
  { admit, refuse, read, answer }: Endpoint,
  { bodyBytes }: Pick<HeadRules, "bodyBytes">,
): Fetch {
  return async (request, address) => {
    const { method, signal } = request;
    const { pathname, host } = new URL(request.url);
    const header = (name: string) =>
      request.headers.get(name) ?? (name === "host" ? host : undefined);
    const head: Head = { method, path: pathname, header, address };
    const admitted = await admit(head);
    if ("response" in admitted) return admitted.response;
    const { principal } = admitted;
    const body = await readBody(request.body ?? [], bodyBytes);
    if ("refusal" in body) return refuse(head, body.refusal);
    const got = read(body.value, { header, principal, signal });
    return "response" in got ? got.response : answer(request, got.message, principal);
  };
}
