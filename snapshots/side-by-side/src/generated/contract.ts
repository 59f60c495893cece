// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "bookshop-mcp",
  title: "Bookshop",
  version: "2.0.0",
  description: "Books on the shelves, and what to read next.",
  instructions: "Look a book up before you recommend it; mind the stock.",
  contract: "sha256:9c669b8c230c080ffda71e3d206b67153ea0b20925f65ff3467150eff9aa85a8",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 120, seconds: 60 },
  concurrency: 8,
  timeoutMs: 10_000,
  rows: 500,
  bytes: 262_144,
};

/** Where the spec has the server listen, unless the environment says otherwise. */
export const http = { port: 3000, path: "/mcp", hosts: [], origins: [] };

/** Where the spec has the metrics served, unless the environment says otherwise. */
export const metrics = { port: 9464 };
