// Generated from mcp.yaml by create-mcp-prod. Edit the spec, not this file.
import type { Limits } from "../guard/tool.js";
import type { Identity } from "../identity.js";

export const identity: Identity = {
  name: "hostile-mcp",
  title: "*/ `${process.exit(1)}` </script> \"quoted\" 'quoted' \\",
  version: "1.0.0",
  description: "# Heading | cell ``` <!-- --> [x](javascript:alert(1)) $(touch /tmp/x) `id`",
  instructions:
    "Line one\n```js\nprocess.exit(1)\n```\n*/ // @ts-ignore ${x} {{server.name}} {{{x}}}\n| a | b |\n---\n1. one",
  contract: "sha256:29825ea2b5b64fa8dab72f9f8159bb46d2274add0869d9405b51d052e7cbb295",
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
