// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "stock-mcp",
  title: "Stock mcp",
  version: "3.1.4",
  description: "What is in stock.",
  contract: "sha256:73c6f3a3397e7c6f4a4c5988cde7935ebfd8fc37288f65f8a0e866b5e3528fad",
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
