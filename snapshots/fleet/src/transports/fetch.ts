import { readBody } from "./body.js";
import type { Endpoint } from "./endpoint.js";
import type { HeadRules } from "./head.js";
import { refusalResponse } from "./refusal.js";

/** A web-standard handler, as Workers, Lambda adapters and the like want one. */
export type Fetch = (request: Request, address?: string) => Promise<Response>;

export function createFetch(
  { admit, answer }: Endpoint,
  { bodyBytes }: Pick<HeadRules, "bodyBytes">,
): Fetch {
  return async (request, address) => {
    const admitted = await admit({
      method: request.method,
      path: new URL(request.url).pathname,
      header: (name) => request.headers.get(name) ?? undefined,
      address,
    });
    if ("response" in admitted) return admitted.response;
    const body = await readBody(request.body ?? [], bodyBytes);
    return "refusal" in body
      ? refusalResponse(body.refusal)
      : answer(request, body.value, admitted.principal);
  };
}
