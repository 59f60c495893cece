// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "weather-mcp",
  title: "Weather archive",
  version: "2.0.0",
  description: "Daily weather of the past, by station.",
  contract: "sha256:640ea068b4a83243628f5540fa9f3cb98fd7fb5ca79586eaee967e52f4ff5632",
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
export const http = {
  port: 8080,
  path: "/weather/mcp",
  hosts: ["weather.example.com"],
  origins: ["https://app.example.com"],
};
