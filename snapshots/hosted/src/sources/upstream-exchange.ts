import type { Egress } from "./egress.js";
import { readBody } from "./upstream-body.js";
import { redirected, refusedRedirect } from "./upstream-errors.js";
import type { UpstreamSettings } from "./upstream-settings.js";
import type { UpstreamAnswer, UpstreamRequest } from "./upstream.js";

/** Sends a request with what proves who asks, and reads all of the answer. */
export type Exchange = (
  request: UpstreamRequest,
  proof: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<UpstreamAnswer>;

const mostRedirects = 3;

/**
 * Requests below a base URL, by this way out and no other. A redirect is followed where the settings say so, to the
 * same origin, and is an error elsewhere.
 */
export const exchangeWith = (
  settings: UpstreamSettings,
  agent: string,
  egress: Egress,
): Exchange => {
  const base = settings.baseUrl.href.replace(/\/$/, "");
  return async ({ method, target, headers, body }, proof, signal) => {
    let url = new URL(`${base}${target}`);
    for (let hops = 0; ; hops++) {
      const answer = await egress.fetch(url, {
        method,
        headers: {
          accept: "application/json, text/plain;q=0.5",
          "user-agent": agent,
          ...settings.headers,
          ...headers,
          ...proof,
        },
        ...(body !== undefined && { body }),
        signal,
      });
      if (answer.status < 300 || answer.status > 399) {
        return {
          status: answer.status,
          headers: answer.headers,
          body: await readBody(answer, settings.bytes),
        };
      }
      await answer.body?.cancel();
      const isFollowed =
        settings.redirects === "same-origin" && method === "GET" && hops < mostRedirects;
      url = isFollowed
        ? redirected(url, answer.headers.get("location"))
        : refusedRedirect(answer.status);
    }
  };
};
