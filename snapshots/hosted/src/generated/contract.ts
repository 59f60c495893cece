// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "lead-desk.mcp",
  title: "Lead desk mcp",
  version: "1.0.0",
  description: "Scores leads from wherever it is deployed to.",
  contract: "sha256:b4e43fb62e4ffb7fb479b76b5c3b8f866761c76d60c8f94e2034d82554843c86",
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
export const http = { port: 3000, path: "/mcp", hosts: ["leads.example.com"], origins: [] };
