// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "observed-mcp",
  title: "Observed",
  version: "1.0.0",
  description: "A server with metrics and traces.",
  contract: "sha256:8b6909175972d5c22e4e1921d547e24ba3045e4dbf72028c00a8153fdf052ed7",
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
