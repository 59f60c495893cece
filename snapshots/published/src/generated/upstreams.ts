// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { UpstreamDefinition } from "../sources/upstream-settings.js";

/** The HTTP APIs that tools may call, without what the environment holds. Nothing else can be reached. */
export const upstreams = {
  prices: {
    name: "prices",
    baseUrl: { value: "https://prices.example.com" },
    plainHttp: false,
    auth: { kind: "bearer", token: { env: "PRICES_TOKEN" } },
    headers: {},
    networks: [],
    redirects: "refuse",
    retries: 2,
    bytes: 1048576,
    connections: 8,
  },
} as const satisfies Readonly<Record<string, UpstreamDefinition>>;
