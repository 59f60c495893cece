// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { UpstreamDefinition } from "../sources/upstream-settings.js";

/** The HTTP APIs that tools may call, without what the environment holds. Nothing else can be reached. */
export const upstreams = {
  crm: {
    name: "crm",
    baseUrl: { value: "https://api.crm.example.com/v2" },
    plainHttp: false,
    auth: { kind: "bearer", token: { env: "CRM_TOKEN" } },
    headers: {
      "Accept-Language": { value: "en" },
      "X-Tenant": { env: "CRM_TENANT" },
    },
    networks: [],
    redirects: "same-origin",
    retries: 2,
    bytes: 1048576,
    connections: 8,
  },
  tickets: {
    name: "tickets",
    baseUrl: { env: "TICKETS_URL" },
    plainHttp: true,
    auth: {
      kind: "oauth",
      tokenUrl: { value: "https://id.example.com/oauth2/token" },
      clientId: { value: "contact-desk" },
      clientSecret: { env: "TICKETS_CLIENT_SECRET" },
      scope: "tickets.read",
    },
    headers: {},
    networks: ["10.20.0.0/16"],
    redirects: "refuse",
    retries: 1,
    bytes: 262144,
    connections: 8,
  },
  ticketDesk: {
    name: "ticket-desk",
    baseUrl: { env: "TICKETS_URL" },
    plainHttp: true,
    auth: {
      kind: "basic",
      user: { value: "contact-desk" },
      password: { env: "TICKET_DESK_PASSWORD" },
    },
    headers: {},
    networks: ["10.20.0.0/16"],
    redirects: "refuse",
    retries: 2,
    bytes: 1048576,
    connections: 8,
  },
} as const satisfies Readonly<Record<string, UpstreamDefinition>>;
