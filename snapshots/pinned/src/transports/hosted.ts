import { createEndpoint, type EndpointOptions, type Mount } from "./endpoint.js";
import { createFetch, type Fetch } from "./fetch.js";

export interface HostedConfig {
  /** Of the MCP endpoint. */
  readonly path: string;
  /** Host names under which the server is reached, without a port. */
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
}

export interface HostedOptions extends Omit<EndpointOptions, "rules"> {
  readonly config: HostedConfig;
  /** Endpoints beside the one of `config`. */
  readonly also?: readonly Mount[];
}

const bodyBytes = 256 * 1024;

const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/**
 * The server as one function, for hosts that listen themselves. Throws a sentence for the operator when it
 * must not start there: the URL of such a host is public, whatever it is called.
 */
export function hostedFetch({ config, also = [], ...options }: HostedOptions): Fetch {
  if (options.auth.kind === "none") {
    throw new Error(
      "Refusing to start without authentication: whoever found the URL could call every tool. Add `auth` to the spec.",
    );
  }
  if (config.allowedHosts.length === 0) {
    throw new Error(
      "ALLOWED_HOSTS is required: the host names under which clients call, separated by commas.",
    );
  }
  const mounted = ({ path, ...own }: Mount): Fetch => {
    const rules = { ...config, path, allowLocalOrigins: false, bodyBytes };
    return createFetch(createEndpoint({ ...options, ...own, rules }), { bodyBytes });
  };
  const main = mounted({ ...options, path: config.path });
  const others = new Map(also.map((mount) => [mount.path, mounted(mount)]));
  return async (request, address) => {
    const fetch = others.get(new URL(request.url).pathname) ?? main;
    const response = await fetch(request, address);
    for (const [name, value] of Object.entries(headers)) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  };
}
