import { readBody } from "./body.js";
import type { Endpoint } from "./endpoint.js";
import type { HeadRules } from "./head.js";
import { refusalResponse } from "./refusal.js";

/** A web-standard handler, as Workers, Lambda adapters and the like want one. */
export type Fetch = (request: Request, address?: string) => Promise<Response>;

export function createFetch(
  { admit, read, answer }: Endpoint,
  { bodyBytes }: Pick<HeadRules, "bodyBytes">,
): Fetch {
  return async (request, address) => {
    const { method, signal } = request;
    const { pathname, host } = new URL(request.url);
    const header = (name: string) =>
      request.headers.get(name) ?? (name === "host" ? host : undefined);
    const admitted = await admit({ method, path: pathname, header, address });
    if ("response" in admitted) return admitted.response;
    const { principal } = admitted;
    const body = await readBody(request.body ?? [], bodyBytes);
    if ("refusal" in body) return refusalResponse(body.refusal);
    const got = read(body.value, { header, principal, signal });
    return "response" in got ? got.response : answer(request, got.message, principal);
  };
}
