// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "payroll-mcp",
  title: "Payroll",
  version: "1.0.0-rc.1",
  description: "Salaries and cost centres, for those who may see them.",
  contract: "sha256:adb837784f753d33ab8ed34df391c06ca69ad9ff568491f2bfd7d84bb1b94fa1",
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
export const http = { port: 3000, path: "/mcp", hosts: ["payroll.example.com"], origins: [] };

/** Whose tokens are good here, unless the environment says otherwise. */
export const jwt = {
  issuer: "https://id.example.com",
  audience: "https://payroll.example.com/mcp",
};

export const scopes: readonly string[] = ["centres:read", "salaries:read"];
