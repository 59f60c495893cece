// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { UpstreamDefinition } from "../sources/upstream-settings.js";

/** The HTTP APIs that tools may call, without what the environment holds. Nothing else can be reached. */
export const upstreams = {
  parcels: {
    name: "parcels",
    baseUrl: { value: "https://api.parcels.example.com/v1" },
    plainHttp: false,
    auth: { kind: "bearer", token: { env: "PARCELS_TOKEN" } },
    headers: {},
    networks: [],
    redirects: "refuse",
    retries: 2,
    bytes: 1048576,
    connections: 32,
  },
} as const satisfies Readonly<Record<string, UpstreamDefinition>>;
