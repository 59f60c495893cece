// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "orders-mcp",
  title: "Orders",
  version: "1.0.0",
  description: "Orders of customers, and what the desk does with them.",
  contract: "sha256:2be98bab6843157674906ccb560b3a9b4e69502fbd2727d8d3134cdc5cab84de",
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
