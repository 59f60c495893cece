// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "greeter-mcp",
  title: "Greeter mcp",
  version: "1.0.0",
  description: "Greets people.",
  contract: "sha256:6f5cb0a9cf1c1a2819623c08b9e90d213240759481b6e1318815a7a6d34bb2a3",
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
export const http = { port: 3000, path: "/greeter/mcp", hosts: ["mcp.example.com"], origins: [] };

/** Whose tokens are good here, unless the environment says otherwise. */
export const jwt = {
  issuer: "https://id.example.com",
  audience: "https://mcp.example.com/greeter/mcp",
  jwksUri: "https://id.example.com/keys",
};

export const scopes: readonly string[] = ["greet"];
