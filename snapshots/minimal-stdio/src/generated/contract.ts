// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "hello-mcp",
  title: "Hello mcp",
  version: "0.1.0",
  description: "Says hello.",
  contract: "sha256:845274aba326d13f80b2c9a195ed059e6ef5baa86d438b6304768d8cc0405182",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 60, seconds: 60 },
  concurrency: 8,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 262_144,
};
