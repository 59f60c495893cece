// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "everything-mcp",
  title: "Everything – größer als nötig",
  version: "10.20.30",
  description: "Every feature of the spec at once, to see them beside each other.",
  instructions:
    "Ask `search_tracks` first.\nThen, and only then, ask for details: the answer of one tool is the argument of the next one.",
  contract: "sha256:cb8822409658e1233cbc6d0fab8f1d22e53fc2a68a61322927b07ddcfd0f170d",
};

/** Ceilings: a tool may be stricter, none is looser. */
export const limits: Limits = {
  rate: { calls: 1_200, seconds: 3_600 },
  concurrency: 64,
  timeoutMs: 30_000,
  rows: 10_000,
  bytes: 4_194_304,
};

/** Where the spec has the server listen, unless the environment says otherwise. */
export const http = {
  port: 4321,
  path: "/mcp/v10",
  hosts: [
    "everything.example.com",
    "everything.internal.example.com",
    "mcp.everything.example.net",
  ],
  origins: ["https://everything.example.com", "https://admin.everything.example.com"],
};

/** Whose tokens are good here, unless the environment says otherwise. */
export const jwt = {
  issuer: "https://id.example.com/realms/everything",
  audience: "https://everything.example.com/mcp/v10",
  jwksUri: "https://id.example.com/realms/everything/protocol/openid-connect/certs",
};

export const scopes: readonly string[] = ["tracks:read", "tracks:rate", "admin"];
