import { EgressError, type Egress, type EgressSettings } from "./egress.js";
import { workerUrl } from "./worker-url.js";

/**
 * The way out in a Worker, whose `fetch` resolves names and connects by itself: only to the origins that the settings
 * name, and of those only to public names. Which address a name leads to is not seen here. Cloudflare's network lets
 * requests of Workers go to public services and no others (https://developers.cloudflare.com/workers/reference/security-model/),
 * and `global_fetch_strictly_public` in `wrangler.jsonc` takes the zone's own origin server out of that, too. How many
 * connections are open at once, it bounds itself.
 */
export const openWorkerEgress = ({ origins }: EgressSettings): Egress => {
  const permitted = new Set(origins.filter((origin) => workerUrl(new URL(origin)) === undefined));
  return {
    fetch: async (url, request) => {
      if (!permitted.has(url.origin)) throw new EgressError("origin");
      // What a credential was shown for does not go through a cache that knows nothing of credentials.
      return fetch(url, { ...request, redirect: "manual", cache: "no-store" });
    },
    // A Worker's requests end with the call that sent them: another call could wait for them forever.
    outlivesCalls: false,
    close: async () => {},
  };
};
