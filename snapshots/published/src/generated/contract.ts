// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "parts-mcp",
  title: "Parts & prices",
  version: "1.4.0",
  description: "Parts of a workshop, with prices.",
  contract: "sha256:b2665205469f2791d3ba0cebe5103578d564782e72688a6937d32393b76dcc68",
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

/** Whose tokens are good here, unless the environment says otherwise. */
export const jwt = { issuer: "https://id.example.com", audience: "https://parts.example.com/mcp" };

export const scopes: readonly string[] = [];
