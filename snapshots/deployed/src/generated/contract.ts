// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "order-desk.mcp",
  title: "Order desk",
  version: "1.0.0",
  description: "Orders, prices and parcels, for many callers at once.",
  contract: "sha256:f9afc01b84f4feaad5e9ef30d08be7c1e693af803ea70b40b118264ed661831e",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 100_000, seconds: 60 },
  concurrency: 100,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 262_144,
};

/** Where the spec has the server listen, unless the environment says otherwise. */
export const http = { port: 3000, path: "/mcp", hosts: ["orders.example.com"], origins: [] };

/** Where the spec has the metrics served, unless the environment says otherwise. */
export const metrics = { port: 9464 };
