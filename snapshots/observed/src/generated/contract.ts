// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "observed-mcp",
  title: "Observed",
  version: "1.0.0",
  description: "A server with metrics and traces.",
  contract: "sha256:86f8ea3028426fb47c218a3c898ee1dee280c17fc0fdb69238a840482ce615da",
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

/** Where the spec has the metrics served, unless the environment says otherwise. */
export const metrics = { port: 9465 };
