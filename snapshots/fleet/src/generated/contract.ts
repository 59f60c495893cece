// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "fleet-mcp",
  title: "Fleet",
  version: "1.0.0",
  description: "Stock of the warehouses, for many callers at once.",
  contract: "sha256:5db10c50c7ec9f6ff8c6d16feea7c8d2f903ad079673f43a9095b0d1e57667fc",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 30, seconds: 3_600 },
  concurrency: 100,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 262_144,
};

/** Where the spec has the server listen, unless the environment says otherwise. */
export const http = { port: 3000, path: "/mcp", hosts: [], origins: [] };
