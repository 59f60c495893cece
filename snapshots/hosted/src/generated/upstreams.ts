// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { UpstreamDefinition } from "../sources/upstream-settings.js";

/** The HTTP APIs that tools may call, without what the environment holds. Nothing else can be reached. */
export const upstreams = {
  crm: {
    name: "crm",
    baseUrl: { value: "https://api.crm.example.com/v2" },
    plainHttp: false,
    auth: {
      kind: "oauth",
      tokenUrl: { value: "https://id.crm.example.com/token" },
      clientId: { value: "lead-desk" },
      clientSecret: { env: "CRM_CLIENT_SECRET" },
    },
    headers: {},
    networks: [],
    redirects: "same-origin",
    retries: 1,
    bytes: 65536,
    connections: 8,
  },
  registry: {
    name: "registry",
    baseUrl: { env: "REGISTRY_URL" },
    plainHttp: false,
    auth: { kind: "header", name: "X-Api-Key", value: { env: "REGISTRY_KEY" } },
    headers: {},
    networks: [],
    redirects: "refuse",
    retries: 2,
    bytes: 1048576,
    connections: 8,
  },
  crmDesk: {
    name: "crm-desk",
    baseUrl: { value: "https://api.crm.example.com/v2" },
    plainHttp: false,
    auth: { kind: "basic", user: { value: "lead-desk" }, password: { env: "CRM_DESK_PASSWORD" } },
    headers: {},
    networks: [],
    redirects: "refuse",
    retries: 2,
    bytes: 1048576,
    connections: 8,
  },
} as const satisfies Readonly<Record<string, UpstreamDefinition>>;
