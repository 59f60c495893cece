// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "sales-mcp",
  title: "Sales",
  version: "1.0.0",
  description: "Read-only access to customers and their orders.",
  contract: "sha256:460f8062cf5582430b1722d5f3015a852ee91680fde12c874fa796f1128f0ccb",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 60, seconds: 60 },
  concurrency: 8,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 262_144,
};

/** Where the spec has the server listen, unless the environment says otherwise. */
export const http = { port: 3000, path: "/mcp", hosts: [], origins: [] };
