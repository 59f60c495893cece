// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "internal-db-mcp",
  title: "Internal database",
  version: "1.0.0",
  description: "Read-only access to user records.",
  instructions: "Prefer find_user when an address is known.",
  contract: "sha256:0e6d6973bd0fd22004c5f8bbf4a8b62aed7234275c41a13c91aa23a126c870b7",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 600, seconds: 60 },
  concurrency: 8,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 262_144,
};

/** Where the spec has the server listen, unless the environment says otherwise. */
export const http = { port: 3000, path: "/mcp", hosts: [], origins: [] };
