// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "parts-mcp",
  title: "Parts & prices",
  version: "1.4.0",
  description: "Parts of a workshop, with prices.",
  contract: "sha256:56fcb663cd42d1599c6eccaf68e2e9564ea3ed69e7f068eb2bae159a78b1a8e7",
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
